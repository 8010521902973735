import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { MeteredUse } from '../../../../src-main/domain/companyFacts.ts'
import { toWholeUses } from '../../../../src-main/domain/usage/toWholeUses.ts'
import { type Instant, toInstant } from '../../../../src-shared/model/instant.ts'

const DAY_MS = 86_400_000
const FIRST = toInstant(0)
const SECOND = toInstant(100 * DAY_MS)

const use = (day: number, quantity: number, windowStart: Instant | null = FIRST): MeteredUse => ({
  from: toInstant(day * DAY_MS),
  until: toInstant((day + 1) * DAY_MS),
  quantity,
  windowStart,
})
const quantities = (uses: readonly MeteredUse[]) => toWholeUses(uses).map(({ quantity }) => quantity)

test.each<[string, number[], number[]]>([
  ['whole numbers stay what they are', [3, 0, 5], [3, 0, 5]],
  ['parts of one come to one when they do', [0.4, 0.4, 0.4], [0, 0, 1]],
  ['decimals are added as they are written', Array.from({ length: 10 }, () => 0.1), [0, 0, 0, 0, 0, 0, 0, 0, 0, 1]],
  ['what was taken back is taken from what was counted last before it', [10, 4, -5, 1], [9, 0, 0, 1]],
  ['more is never taken back than there was', [2, -5, 1], [0, 0, 0]],
  ['large numbers are exact', [9_007_199_254_740_990, 0.5, 0.5], [9_007_199_254_740_990, 0, 1]],
])('%s', (_words, counted, expected) => {
  expect(quantities(counted.map((quantity, day) => use(day, quantity)))).toEqual(expected)
})

test('a part of one is not carried over into the next window', () => {
  expect(quantities([use(99, 0.6), use(100, 0.6, SECOND), use(101, 0.5, SECOND)])).toEqual([0, 0, 1])
})

test('in any order a window comes to the whole part of its sum, and no day to less than nothing', () => {
  const thousandths = fc.array(fc.integer({ min: -2_000, max: 9_000 }), { minLength: 1, maxLength: 40 })
  fc.assert(
    fc.property(thousandths, fc.infiniteStream(fc.nat()), (parts, order) => {
      const uses = parts.map((part, day) => use(day, part / 1_000))
      const shuffled = uses.map((each) => ({ each, place: order.next().value })).sort((a, b) => a.place - b.place)
      const whole = toWholeUses(shuffled.map(({ each }) => each))
      const sum = parts.reduce((total, part) => total + part, 0)
      expect(whole.reduce((total, { quantity }) => total + quantity, 0)).toBe(Math.max(0, Math.floor(sum / 1_000)))
      expect(whole.every(({ quantity }) => quantity >= 0)).toBe(true)
      expect(whole).toEqual(toWholeUses(uses))
    }),
  )
})
