import { type Money, minorDigits, toDecimalText } from '../../src-shared/model/money.ts'

/** Signs that stand for one currency alone, and are shorter than its code. */
const WITH_OWN_SIGN = new Set(['NGN'])

const formatters = new Map<string, Intl.NumberFormat>()

/** `US$29.00`, `₦120,000.00`: exact, with as many decimals as the currency is counted in. */
export function formatMoney(money: Money): string {
  const { currency } = money
  let formatter = formatters.get(currency)
  if (!formatter) {
    const digits = minorDigits(currency)
    formatter = new Intl.NumberFormat('en-GB', {
      style: 'currency',
      currency,
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
      currencyDisplay: WITH_OWN_SIGN.has(currency) ? 'narrowSymbol' : 'symbol',
    })
    formatters.set(currency, formatter)
  }
  // As text: a number would already be rounded.
  return formatter.format(toDecimalText(money) as Intl.StringNumericLiteral).replaceAll('\u202f', '\u00a0')
}
