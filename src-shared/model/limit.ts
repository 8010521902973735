/** How much of a metric a plan allows: a whole number from 0, or unlimited, which is never written as a number. */
export type Limit = number | 'unlimited'

/** What is used of a limit, both counted in the metric's own unit. */
export interface Share {
  used: number
  limit: Limit
}

/** Below 0 where `a` allows less than `b`, above 0 where it allows more. */
export function compareLimits(a: Limit, b: Limit): number {
  if (a === b) return 0
  if (a === 'unlimited') return 1
  if (b === 'unlimited') return -1
  return a - b
}

/** At the limit is within it. */
export function isWithin(used: number, limit: Limit): boolean {
  return limit === 'unlimited' || used <= limit
}

/** By how much a use is over: 0 at the limit and under it. */
export function toOverage(used: number, limit: Limit): number {
  return limit === 'unlimited' ? 0 : Math.max(0, used - limit)
}

/** What is left of a limit, never below 0. */
export function toRemaining(used: number, limit: Limit): Limit {
  return limit === 'unlimited' ? 'unlimited' : Math.max(0, limit - used)
}

/**
 * Whether a use is at or above so many per cent of its limit.
 *
 * Counted in whole numbers: 89.999… of 100 is no 90. Unlimited and a limit of 0 have no share to reach.
 */
export function reachesPercent({ used, limit }: Share, percent: number): boolean {
  if (limit === 'unlimited' || limit === 0) return false
  return compareProducts([used, 100], [limit, percent]) >= 0
}

/** Orders by the part of the limit that is used, smallest first: unlimited has none used, a limit of 0 is used up from the start. */
export function compareShares(a: Share, b: Share): number {
  const isUsedUp = (share: Share) => share.limit === 0
  if (isUsedUp(a) || isUsedUp(b)) return Number(isUsedUp(a)) - Number(isUsedUp(b))
  if (a.limit === 'unlimited') return b.limit === 'unlimited' || b.used === 0 ? 0 : -1
  if (b.limit === 'unlimited') return a.used === 0 ? 0 : 1
  return compareProducts([a.used, b.limit], [b.used, a.limit])
}

type Product = readonly [number, number]

/** The sign of a·b - c·d for whole numbers, exact beyond 2^53 too. */
export function compareProducts([a, b]: Product, [c, d]: Product): number {
  const left = a * b
  const right = c * d
  if (Number.isSafeInteger(left) && Number.isSafeInteger(right)) return left - right
  const exactLeft = BigInt(a) * BigInt(b)
  const exactRight = BigInt(c) * BigInt(d)
  return exactLeft < exactRight ? -1 : Number(exactLeft > exactRight)
}
