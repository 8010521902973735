import { type Limit, reachesPercent } from '../../../src-shared/model/limit.ts'
import { toShare } from './toShare.ts'

/** From how many per cent of its limit on a use is near it. */
const NEAR_PERCENT = 75

/** What part of its limit a use is, where it is near the limit or above it; null of all others, and where nothing is known or limited. */
export function toNearShare({ used, limit }: { used: number | null; limit: Limit | null }): number | null {
  if (used === null || limit === null || limit === 'unlimited' || !reachesPercent({ used, limit }, NEAR_PERCENT)) return null
  return toShare({ used, limit })
}
