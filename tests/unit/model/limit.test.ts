import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  compareLimits,
  compareProducts,
  compareShares,
  isWithin,
  type Limit,
  reachesPercent,
  toOverage,
  toRemaining,
} from '../../../src-shared/model/limit.ts'

const MAX = Number.MAX_SAFE_INTEGER
const RUNS = { numRuns: 1_000 }
const whole = fc.oneof(fc.nat(20), fc.maxSafeNat())
const limit = fc.oneof(whole, fc.constant('unlimited' as const))
const share = fc.record({ used: whole, limit })

describe('a use of a limit', () => {
  test.each<[used: number, limit: Limit, overage: number, remaining: Limit]>([
    [0, 25, 0, 25],
    [24, 25, 0, 1],
    [25, 25, 0, 0],
    [26, 25, 1, 0],
    [150, 25, 125, 0],
    [0, 0, 0, 0],
    [1, 0, 1, 0],
    [MAX, MAX, 0, 0],
    [MAX, MAX - 1, 1, 0],
    [MAX, 'unlimited', 0, 'unlimited'],
  ])('%s of %s is over by %s and leaves %s', (used, given, overage, remaining) => {
    expect(toOverage(used, given)).toBe(overage)
    expect(toRemaining(used, given)).toBe(remaining)
    expect(isWithin(used, given)).toBe(overage === 0)
  })

  test('leaves what, with the use, makes the limit; and never less than nothing', () => {
    fc.assert(
      fc.property(whole, whole, (used, given) => {
        const remaining = toRemaining(used, given)
        expect(remaining).toBeGreaterThanOrEqual(0)
        expect(Number(remaining) - toOverage(used, given)).toBe(given - used)
      }),
      RUNS,
    )
  })
})

describe('a share of a limit', () => {
  test.each<[used: number, limit: Limit, percent: number, isReached: boolean]>([
    [74, 100, 75, false],
    [75, 100, 75, true],
    [89, 100, 90, false],
    [90, 100, 90, true],
    [100, 100, 100, true],
    [3, 4, 75, true],
    [2, 3, 67, false],
    // 0.29 * 100 is 28.999… in floating point.
    [29, 100, 29, true],
    [9, 10, 90, true],
    [0, 0, 75, false],
    [5, 0, 100, false],
    [MAX, 'unlimited', 1, false],
    [MAX - 1, MAX, 100, false],
    [MAX, MAX, 100, true],
  ])('%s of %s is at %s %%: %s', (used, given, percent, isReached) => {
    expect(reachesPercent({ used, limit: given }, percent)).toBe(isReached)
  })

  test('is reached exactly where whole numbers say so', () => {
    fc.assert(
      fc.property(whole, fc.integer({ min: 1, max: MAX }), fc.integer({ min: 1, max: 100 }), (used, given, percent) => {
        expect(reachesPercent({ used, limit: given }, percent)).toBe(BigInt(used) * 100n >= BigInt(given) * BigInt(percent))
      }),
      RUNS,
    )
  })

  test('is compared across limits, used up being the most', () => {
    const shares = [
      { used: 0, limit: 0 },
      { used: 131, limit: 100 },
      { used: 33, limit: 25 },
      { used: 9, limit: 'unlimited' as const },
      { used: 10, limit: 100 },
    ]
    expect(shares.sort(compareShares).map(({ used }) => used)).toEqual([9, 10, 131, 33, 0])
  })

  test('is ordered without contradiction', () => {
    fc.assert(
      fc.property(share, share, share, (a, b, c) => {
        expect(Math.sign(compareShares(a, b))).toBe(0 - Math.sign(compareShares(b, a)))
        if (compareShares(a, b) <= 0 && compareShares(b, c) <= 0) expect(compareShares(a, c)).toBeLessThanOrEqual(0)
      }),
      RUNS,
    )
  })
})

test('limits are ordered from none to unlimited', () => {
  const limits: Limit[] = ['unlimited', 25, 0, MAX, 'unlimited', 5]
  expect(limits.sort(compareLimits)).toEqual([0, 5, 25, MAX, 'unlimited', 'unlimited'])
})

test('products are compared exactly, however large', () => {
  fc.assert(
    fc.property(whole, whole, whole, whole, (a, b, c, d) => {
      const exact = BigInt(a) * BigInt(b) - BigInt(c) * BigInt(d)
      expect(Math.sign(compareProducts([a, b], [c, d]))).toBe(exact < 0n ? -1 : Number(exact > 0n))
    }),
    RUNS,
  )
  expect(compareProducts([MAX, MAX], [MAX, MAX])).toBe(0)
  expect(compareProducts([MAX, MAX], [MAX, MAX - 1])).toBe(1)
})
