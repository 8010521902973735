import { expect, test } from 'vitest'
import { formatBareChange, formatChange, formatRoughly } from '../../../../../src-renderer/features/overview/formatChange.ts'

test.each([
  [{ amount: 145_800, currency: 'USD' }, '+US$1,458.00', '+1,458.00', '+1.46k'],
  [{ amount: -11_000_000, currency: 'NGN' }, '−₦110,000.00', '−110,000.00', '−110k'],
  [{ amount: 2_500_000, currency: 'JPY' }, '+JP¥2,500,000', '+2,500,000', '+2.5M'],
  [{ amount: 0, currency: 'KES' }, 'KES 0.00', '0.00', '0'],
])('a change of %o is told with its sign', (money, whole, bare, roughly) => {
  expect([formatChange(money).replaceAll('\u00a0', ' '), formatBareChange(money), formatRoughly(money, 'change')]).toEqual([
    whole,
    bare,
    roughly,
  ])
})
