import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { RevenueLine } from '../../../../src-main/domain/revenue/measureRevenueLines.ts'
import { sumMovement } from '../../../../src-main/domain/revenue/sumMovement.ts'
import { type Instant, toInstant } from '../../../../src-shared/model/instant.ts'

const DAY_MS = 86_400_000
const ZERO = { new: 0, expansion: 0, reactivation: 0, contraction: 0, churn: 0, end: 0 }

function days(count: number): Instant[] {
  return Array.from({ length: count }, (_, index) => toInstant(index * 30 * DAY_MS))
}

function line(amounts: number[], firstAt: number, currency = 'USD'): RevenueLine {
  return { currency, amounts, firstAt: toInstant(firstAt * DAY_MS) }
}

function move(...lines: RevenueLine[]) {
  return Object.fromEntries(sumMovement(lines, days(lines[0]?.amounts.length ?? 0)))
}

describe('a change between two instants', () => {
  test.each<[what: string, amounts: number[], firstAt: number, kind: object]>([
    ['from nothing is new where nothing ever came in', [0, 900], 12, { new: 900, end: 900 }],
    ['from nothing is new where it began, ended and began again in between', [0, 900], 1, { new: 900, end: 900 }],
    ['from nothing is a reactivation where something came in before', [0, 900], -300, { reactivation: 900, end: 900 }],
    ['upwards is expansion', [900, 1000], -300, { expansion: 100, end: 1000 }],
    ['downwards is contraction, below nothing', [900, 700], -300, { contraction: -200, end: 700 }],
    ['to nothing is churn, below nothing', [900, 0], -300, { churn: -900, end: 0 }],
    ['that is none is none', [900, 900], -300, { end: 900 }],
    ['from nothing to nothing is none', [0, 0], -300, { end: 0 }],
  ])('%s', (_, amounts, firstAt, kind) => {
    expect(move(line(amounts, firstAt))).toEqual({ USD: [{ ...ZERO, ...kind }] })
  })
})

test('who came, went and came back was new once', () => {
  expect(move(line([0, 900, 0, 500, 500], 3))).toEqual({
    USD: [
      { ...ZERO, new: 900, end: 900 },
      { ...ZERO, churn: -900, end: 0 },
      { ...ZERO, reactivation: 500, end: 500 },
      { ...ZERO, end: 500 },
    ],
  })
})

test('what one company brings more and another less are not set off', () => {
  expect(move(line([100, 300], -1), line([300, 100], -1), line([0, 50], 5), line([50, 0], -1))).toEqual({
    USD: [{ ...ZERO, expansion: 200, contraction: -200, new: 50, churn: -50, end: 450 }],
  })
})

test('currencies are never added: who pays in another one is new there, and churned here', () => {
  expect(move(line([900, 0], -9), line([0, 130_000], 5, 'KES'))).toEqual({
    USD: [{ ...ZERO, churn: -900, end: 0 }],
    KES: [{ ...ZERO, new: 130_000, end: 130_000 }],
  })
})

test('each end and what happens until the next make the next, to the unit, in every currency', () => {
  const count = 13
  const amount = fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 1_000_000_000 }))
  const any = fc.record({
    currency: fc.constantFrom('USD', 'NGN', 'KES'),
    amounts: fc.array(amount, { minLength: count, maxLength: count }),
    firstAt: fc.integer({ min: -400, max: 400 }).map((day) => toInstant(day * DAY_MS)),
  })
  fc.assert(
    fc.property(fc.array(any, { maxLength: 40 }), (lines) => {
      const movements = sumMovement(lines, days(count))
      expect(new Set(movements.keys())).toEqual(new Set(lines.map(({ currency }) => currency)))
      for (const [currency, months] of movements) {
        const own = lines.filter((each) => each.currency === currency)
        const total = (index: number) => own.reduce((sum, { amounts }) => sum + (amounts[index] ?? 0), 0)
        expect(months).toHaveLength(count - 1)
        let before = total(0)
        for (const [index, { new: gained, expansion, reactivation, contraction, churn, end }] of months.entries()) {
          expect(before + gained + expansion + reactivation + contraction + churn).toBe(end)
          expect(end).toBe(total(index + 1))
          expect(Math.min(gained, expansion, reactivation)).toBeGreaterThanOrEqual(0)
          expect(Math.max(contraction, churn)).toBeLessThanOrEqual(0)
          before = end
        }
      }
    }),
    { numRuns: 500, seed: 20261121 },
  )
})
