import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  addMoney,
  type Money,
  minorDigits,
  parseDecimalText,
  scaleMoney,
  splitMoney,
  subtractMoney,
  toDecimalText,
} from '../../../src-shared/model/money.ts'

const RUNS = { numRuns: Number(process.env['TIERDESK_MONEY_CASES'] ?? 10_000) }

const currency = fc.constantFrom('JPY', 'XOF', 'USD', 'NGN', 'KES', 'KWD', 'ISK')
const amount = fc.oneof(fc.integer(), fc.maxSafeInteger(), fc.constantFrom(0, 1, -1, Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER))
const small = fc.integer({ min: -1_000_000_000, max: 1_000_000_000 })
const usd = (cents: number): Money => ({ amount: cents, currency: 'USD' })

test.each([
  ['JPY', 0],
  ['XOF', 0],
  ['USD', 2],
  ['KES', 2],
  ['NGN', 2],
  ['ISK', 2],
  ['UGX', 2],
  ['KWD', 3],
  ['TND', 3],
])('%s has %i digits behind the point', (code, digits) => {
  expect(minorDigits(code)).toBe(digits)
})

describe('as text', () => {
  test.each([
    [123450, 'USD', '1234.50'],
    [5, 'USD', '0.05'],
    [-5, 'USD', '-0.05'],
    [0, 'USD', '0.00'],
    [5, 'KWD', '0.005'],
    [1234, 'JPY', '1234'],
    [-1234, 'JPY', '-1234'],
  ])('%i of %s is %s', (minor, code, text) => {
    expect(toDecimalText({ amount: minor, currency: code })).toBe(text)
  })

  test.each(['', 'abc', '1,000.00', '1.005', '1e3', '0x10', '--1', '1.', '.5', '99999999999999999', '90071992547409.93', 'Infinity', '１'])(
    '%j is no amount of dollars',
    (text) => {
      expect(parseDecimalText(text, 'USD')).toBeNull()
    },
  )

  test.each(['1.5', '0.1'])('%s is no amount of yen', (text) => {
    expect(parseDecimalText(text, 'JPY')).toBeNull()
  })

  test('what was written is read back as it was, in every currency, to the last exact number', () => {
    fc.assert(
      fc.property(amount, currency, (minor, code) => {
        expect(parseDecimalText(toDecimalText({ amount: minor, currency: code }), code)).toEqual({
          amount: minor === 0 ? 0 : minor,
          currency: code,
        })
      }),
      RUNS,
    )
  })
})

describe('sums', () => {
  test('two currencies are never added', () => {
    expect(() => addMoney(usd(1), { amount: 1, currency: 'KES' })).toThrow(/not added/)
  })

  test('a sum that could not be exact is refused, and never a little wrong', () => {
    expect(() => addMoney(usd(Number.MAX_SAFE_INTEGER), usd(1))).toThrow(/exact/)
    expect(addMoney(usd(Number.MAX_SAFE_INTEGER), usd(-1))).toEqual(usd(Number.MAX_SAFE_INTEGER - 1))
  })

  test('what was added and taken away again leaves what was', () => {
    fc.assert(
      fc.property(small, small, (a, b) => {
        expect(subtractMoney(addMoney(usd(a), usd(b)), usd(b))).toEqual(usd(a === 0 ? 0 : a))
      }),
      RUNS,
    )
  })
})

describe('fractions', () => {
  test.each([
    [5, 1, 2, 2],
    [15, 1, 2, 8],
    [-5, 1, 2, -2],
    [-15, 1, 2, -8],
    [100, 1, 3, 33],
    [200, 1, 3, 67],
    [450000, 1, 3, 150000],
    [1, 1, 12, 0],
  ])('%i times %i/%i is %i, half to even', (minor, numerator, denominator, expected) => {
    expect(scaleMoney(usd(minor), numerator, denominator)).toEqual(usd(expected))
  })

  test('is never further off than half a minor unit', () => {
    fc.assert(
      fc.property(small, fc.integer({ min: 0, max: 1000 }), fc.integer({ min: 1, max: 1000 }), (minor, numerator, denominator) => {
        const { amount: scaled } = scaleMoney(usd(minor), numerator, denominator)
        const twiceOff = 2n * (BigInt(scaled) * BigInt(denominator) - BigInt(minor) * BigInt(numerator))
        expect(twiceOff <= BigInt(denominator) && -twiceOff <= BigInt(denominator)).toBe(true)
      }),
      RUNS,
    )
  })
})

describe('shares', () => {
  test.each([
    [100, [1, 1, 1], [34, 33, 33]],
    [-100, [1, 1, 1], [-34, -33, -33]],
    [1, [1, 1], [1, 0]],
    [10, [0, 1], [0, 10]],
    [5, [3, 7], [2, 3]],
  ])('%i by %j is %j', (minor, weights, expected) => {
    expect(splitMoney(usd(minor), weights).map((share) => share.amount)).toEqual(expected)
  })

  test('sum to the whole, and each is within a minor unit of its own', () => {
    fc.assert(
      fc.property(
        small,
        fc
          .array(fc.integer({ min: 0, max: 1000 }), { minLength: 1, maxLength: 12 })
          .filter((weights) => weights.some((weight) => weight > 0)),
        (minor, weights) => {
          const shares = splitMoney(usd(minor), weights)
          const total = weights.reduce((sum, weight) => sum + weight, 0)
          expect(shares.reduce((sum, share) => sum + share.amount, 0)).toBe(minor)
          for (const [index, weight] of weights.entries())
            expect(Math.abs((shares[index]?.amount ?? Number.NaN) - (minor * weight) / total)).toBeLessThan(1)
        },
      ),
      RUNS,
    )
  })

  test('by nothing are refused', () => {
    expect(() => splitMoney(usd(1), [0, 0])).toThrow()
    expect(() => splitMoney(usd(1), [])).toThrow()
  })
})
