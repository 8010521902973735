import { type Instant, toInstant } from '../../../src-shared/model/instant.ts'
import type { Failing } from './facts.ts'
import type { Lane } from './lane.ts'

/** What the schedule saw of its own syncs of a connection: a poll that finds nothing leaves no record. */
export interface Seen {
  endedAt: Instant
  failing: Failing | null
  lanes: Readonly<Partial<Record<Lane, { endedAt: Instant; isGood: boolean }>>>
}

/** How a sync ended: why its runs had no answer, null for each that had one; and whether our own code broke. */
export interface SyncEnd {
  endedAt: Instant
  errorKinds: readonly (string | null)[]
  isBroken: boolean
}

const UNANSWERED: ReadonlySet<string | null> = new Set(['unavailable', 'rate-limited'])
/** What a key may not read and what somebody stopped are no failures. */
const NO_FAILURES: ReadonlySet<string | null> = new Set([null, 'forbidden', 'cancelled'])

export function isUnanswered(errorKind: string | null): boolean {
  return UNANSWERED.has(errorKind)
}

/** Adds the end of a sync to what was seen before it. */
export function noteEnd(seen: Seen | undefined, lane: Lane, { endedAt, errorKinds, isBroken }: SyncEnd): Seen {
  const isGood = !isBroken && errorKinds.every((kind) => NO_FAILURES.has(kind))
  // A day's listing that was stopped has not been made.
  const isDone = isGood && !errorKinds.includes('cancelled')
  const failing: Failing | null = isGood
    ? null
    : {
        since: toInstant(Math.min(seen?.failing?.since ?? endedAt, endedAt)),
        isUnanswered: errorKinds.some(isUnanswered),
        isUnreachable: errorKinds.length > 0 && errorKinds.every((kind) => kind === 'unavailable'),
      }
  return { endedAt, failing, lanes: { ...seen?.lanes, [lane]: { endedAt, isGood: isDone } } }
}
