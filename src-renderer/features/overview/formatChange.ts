import { type Money, minorDigits, toDecimalText } from '../../../src-shared/model/money.ts'
import { formatMoney } from '../../ui/formatMoney.ts'

/** `+US$1,458.00`, `−US$29.00`: with the sign of a change. */
export function formatChange({ amount, currency }: Money): string {
  return `${toSign(amount)}${formatMoney({ amount: Math.abs(amount), currency })}`
}

/** `+1,458.00`: exact, where the currency stands over it. */
export function formatBareChange({ amount, currency }: Money): string {
  return `${toSign(amount)}${formatBare({ amount: Math.abs(amount), currency })}`
}

/** `41,286.00`: exact, where the currency stands over it. */
export function formatBare(money: Money): string {
  const digits = minorDigits(money.currency)
  // As text: a number would already be rounded.
  const text = toDecimalText(money) as Intl.StringNumericLiteral
  return new Intl.NumberFormat('en', { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(text)
}

/** `+1.5k`, or `1.5k` of an amount: roughly, and in whole units, for an axis and a mark whose currency stands over them. */
export function formatRoughly({ amount, currency }: Money, look: 'change' | 'amount'): string {
  const units = Math.abs(amount) / 10 ** minorDigits(currency)
  const sign = look === 'amount' && amount > 0 ? '' : toSign(amount)
  return `${sign}${COMPACT.format(units).replace('K', 'k')}`
}

const COMPACT = new Intl.NumberFormat('en', { notation: 'compact', maximumSignificantDigits: 3 })

function toSign(amount: number): string {
  return amount === 0 ? '' : amount > 0 ? '+' : '−'
}
