import type { MetricKind } from '../../../src-shared/model/catalog.ts'
import { type Limit, reachesPercent } from '../../../src-shared/model/limit.ts'
import type { UseLevel } from '../../../src-shared/model/useLevel.ts'

export interface LevelQuestion {
  kind: MetricKind
  /** Null where nobody has told. */
  used: number | null
  limit: Limit
  isPaused: boolean
}

const WATCH_PERCENT = 75
export const WARN_PERCENT = 90

/** The word for a use by its share of the limit. While paused, flow is refused whatever its share. */
export function toLevel({ kind, used, limit, isPaused }: LevelQuestion): UseLevel {
  if (isPaused && kind === 'flow') return 'paused'
  if (limit === 'unlimited') return 'unlimited'
  if (limit === 0) return 'blocked'
  if (used === null) return 'unknown'
  const share = { used, limit }
  if (reachesPercent(share, 100)) return 'blocked'
  if (reachesPercent(share, WARN_PERCENT)) return 'warn'
  return reachesPercent(share, WATCH_PERCENT) ? 'watch' : 'calm'
}
