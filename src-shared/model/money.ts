import { invariant } from './assert.ts'

/** An amount in the currency's minor unit, as providers count it. Never added to another currency. */
export interface Money {
  amount: number
  /** Three capital letters, ISO 4217. */
  currency: string
}

/** Currencies without a minor unit in the providers' APIs. ISK and UGX have none either, but are counted in hundredths there. */
const WITHOUT_MINOR_UNIT = new Set([
  'BIF',
  'CLP',
  'DJF',
  'GNF',
  'JPY',
  'KMF',
  'KRW',
  'MGA',
  'PYG',
  'RWF',
  'VND',
  'VUV',
  'XAF',
  'XOF',
  'XPF',
])
const WITH_THOUSANDTHS = new Set(['BHD', 'JOD', 'KWD', 'OMR', 'TND'])

/** How many digits of an amount stand behind the decimal point. */
export function minorDigits(currency: string): 0 | 2 | 3 {
  if (WITHOUT_MINOR_UNIT.has(currency)) return 0
  return WITH_THOUSANDTHS.has(currency) ? 3 : 2
}

/** Throws for two currencies, and for a sum that a number cannot hold exactly. */
export function addMoney(a: Money, b: Money): Money {
  invariant(a.currency === b.currency, `${a.currency} and ${b.currency} are not added`)
  return toMoney(BigInt(a.amount) + BigInt(b.amount), a.currency)
}

export function subtractMoney(a: Money, b: Money): Money {
  return addMoney(a, { amount: -b.amount, currency: b.currency })
}

/** Times a fraction of whole numbers, rounded half to even: what rounding up and what rounding down cost cancels out over many. */
export function scaleMoney({ amount, currency }: Money, numerator: number | bigint, denominator: number | bigint): Money {
  return toMoney(divideHalfEven(BigInt(amount) * BigInt(numerator), BigInt(denominator)), currency)
}

/**
 * Shares an amount out by weights, so that the shares sum to it exactly.
 *
 * What does not divide goes, a minor unit each, to those whose share was cut most, the first before the later.
 */
export function splitMoney({ amount, currency }: Money, weights: readonly number[]): Money[] {
  const total = weights.reduce((sum, weight) => sum + BigInt(weight), 0n)
  invariant(total > 0n && weights.every((weight) => weight >= 0), 'an amount is shared out by weights that are not all nothing')
  const sign = amount < 0 ? -1n : 1n
  const size = BigInt(amount) * sign
  const shares = weights.map((weight) => (size * BigInt(weight)) / total)
  const rest = Number(size - shares.reduce((sum, share) => sum + share, 0n))
  const byLoss = weights
    .map((weight, index) => ({ index, loss: (size * BigInt(weight)) % total }))
    .sort((a, b) => (a.loss === b.loss ? a.index - b.index : a.loss < b.loss ? 1 : -1))
  const favoured = new Set(byLoss.slice(0, rest).map(({ index }) => index))
  return shares.map((share, index) => toMoney((share + (favoured.has(index) ? 1n : 0n)) * sign, currency))
}

/** `1234.50` for 123450 US cents: digits and a point, for files and for reading back. */
export function toDecimalText({ amount, currency }: Money): string {
  const digits = minorDigits(currency)
  const text = String(Math.abs(amount)).padStart(digits + 1, '0')
  const sign = amount < 0 ? '-' : ''
  return digits === 0 ? `${sign}${text}` : `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}`
}

/** Reads digits with at most as many decimals as the currency has; null for anything else, and for what a number cannot hold exactly. */
export function parseDecimalText(text: string, currency: string): Money | null {
  const match = /^(-?)(\d{1,16})(?:\.(\d{1,3}))?$/.exec(text.trim())
  if (!match) return null
  const [, sign, whole = '', decimals = ''] = match
  const digits = minorDigits(currency)
  if (decimals.length > digits) return null
  const size = Number(`${whole}${decimals.padEnd(digits, '0')}`)
  if (!Number.isSafeInteger(size)) return null
  return { amount: sign && size !== 0 ? -size : size, currency }
}

function toMoney(amount: bigint, currency: string): Money {
  const number = Number(amount)
  invariant(Number.isSafeInteger(number), 'an amount is small enough to be exact')
  return { amount: number === 0 ? 0 : number, currency }
}

function divideHalfEven(dividend: bigint, divisor: bigint): bigint {
  invariant(divisor > 0n, 'the divisor is positive')
  const quotient = dividend / divisor
  const rest = dividend % divisor
  const doubled = (rest < 0n ? -rest : rest) * 2n
  if (doubled < divisor || (doubled === divisor && quotient % 2n === 0n)) return quotient
  return quotient + (dividend < 0n ? -1n : 1n)
}
