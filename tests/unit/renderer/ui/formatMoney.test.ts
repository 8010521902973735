import { expect, test } from 'vitest'
import { formatMoney } from '../../../../src-renderer/ui/formatMoney.ts'

test.each([
  ['USD', 2_900, 'US$29.00'],
  ['NGN', 12_000_000, '₦120,000.00'],
  ['KES', 450_000, 'KES\u00a04,500.00'],
  ['JPY', 500, 'JP¥500'],
  ['KWD', 1_234, 'KWD\u00a01.234'],
  ['EUR', -5, '-€0.05'],
  ['USD', Number.MAX_SAFE_INTEGER, 'US$90,071,992,547,409.91'],
])('%s %d is %s', (currency, amount, text) => {
  expect(formatMoney({ currency, amount })).toBe(text)
})
