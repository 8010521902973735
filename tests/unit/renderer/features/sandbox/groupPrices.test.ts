import { expect, test } from 'vitest'
import { groupPrices } from '../../../../../src-renderer/features/sandbox/groupPrices.ts'

test('prices stand by product, with what they cost and how often', () => {
  const groups = groupPrices([
    { name: 'trading.pro.month', currency: 'USD', amount: 2_900, isOnce: false },
    { name: 'maintenance-hours.hours-5.once', currency: 'USD', amount: 50_000, isOnce: true },
    { name: 'trading.pro.year', currency: 'NGN', amount: 12_000_000, isOnce: false },
    { name: 'odd', currency: 'JPY', amount: 500, isOnce: true },
  ])
  expect(groups).toEqual([
    {
      product: 'Trading',
      prices: [
        { name: 'trading.pro.month', title: 'Pro', cost: 'US$29.00 a month' },
        { name: 'trading.pro.year', title: 'Pro', cost: '₦120,000.00 a year' },
      ],
    },
    { product: 'Maintenance hours', prices: [{ name: 'maintenance-hours.hours-5.once', title: 'Hours 5', cost: 'US$500.00 once' }] },
    { product: 'Odd', prices: [{ name: 'odd', title: 'Odd', cost: 'JP¥500' }] },
  ])
})
