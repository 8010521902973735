import type { Instant } from '../../../src-shared/model/instant.ts'
import { compareProducts, type Limit } from '../../../src-shared/model/limit.ts'
import { DAY_MS } from '../calendar/dayMs.ts'

export interface ProjectionQuestion {
  used: number
  limit: Limit
  period: { start: Instant; end: Instant }
  at: Instant
}

/** Where a flow metric will stand at its period's end if it goes on like this. */
export type Projection =
  | { kind: 'too-early' }
  | {
      kind: 'projected'
      /** Rounded up: a part of one more is one more. */
      atEnd: number
      isReached: boolean
      /** When the limit is reached; null where that is not in this period, or was: then the crossing of 100 % tells when. */
      reachedAt: Instant | null
    }

/** Run rate over the elapsed part of the period, to its end. With less than a day elapsed it is too early to say. */
export function projectUsage({ used, limit, period, at }: ProjectionQuestion): Projection {
  // A period that the mirror has not seen end goes no further than its end.
  const elapsedMs = Math.min(at, period.end) - period.start
  if (elapsedMs < DAY_MS) return { kind: 'too-early' }
  const wholeMs = period.end - period.start
  const atEnd = divideUp(used, wholeMs, elapsedMs)
  const isReached = limit !== 'unlimited' && used >= limit
  const isReachedLater = limit !== 'unlimited' && !isReached && compareProducts([used, wholeMs], [limit, elapsedMs]) >= 0
  const reachedAt = isReachedLater ? ((period.start + divideUp(elapsedMs, limit, used)) as Instant) : null
  return { kind: 'projected', atEnd, isReached, reachedAt }
}

/** a · b / c for whole numbers, rounded up and exact beyond 2^53 on the way. */
function divideUp(a: number, b: number, c: number): number {
  const divisor = BigInt(c)
  return Number((BigInt(a) * BigInt(b) + divisor - 1n) / divisor)
}
