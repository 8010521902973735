import { expect, test } from 'vitest'
import { describeChoice, findOffer, listPayable } from '../../../../../src-renderer/features/payments/offerChoice.ts'
import type { PricedOffer } from '../../../../../src-renderer/records/useOffers.ts'

const PRO: PricedOffer = {
  ...{ key: 'image-quota pro once KES', product: 'image-quota', productName: 'Image quota', plan: 'pro', name: 'Pro' },
  ...{ interval: 'once', amount: 150_000, currency: 'KES' },
}
const IN_DOLLARS: PricedOffer = { ...PRO, key: 'image-quota pro once USD', amount: 1_200, currency: 'USD' }
const OFFERS = [PRO, IN_DOLLARS]

test('what is sold in another currency is offered only where nothing is sold in this one', () => {
  expect(listPayable(OFFERS, { currency: 'USD' })).toEqual([IN_DOLLARS])
  expect(listPayable(OFFERS, { currency: 'EUR' })).toEqual(OFFERS)
})

test('a proposal is found by product, plan and interval', () => {
  expect(findOffer(OFFERS, { product: 'image-quota', plan: 'pro', interval: 'once' })).toBe(PRO)
  expect(findOffer(OFFERS, { product: 'image-quota', plan: 'pro', interval: 'month' })).toBeNull()
  expect(findOffer(OFFERS, null)).toBeNull()
})

test.each([
  [150_000, 'KES', true, 'Image quota: one price alone is exactly this.'],
  [150_000, 'KES', false, 'Image quota: the price is exactly this.'],
  [149_999, 'KES', true, 'Image quota: less than the price, KES 1,500.00; it stays unmatched as underpaid.'],
  [150_001, 'KES', true, 'Image quota: more than the price, KES 1,500.00; it stays unmatched as overpaid.'],
  [150_000, 'EUR', true, 'Image quota: the price is KES 1,500.00; in another currency it stays unmatched.'],
])('%i %s, proposed %j, is told as it will be judged', (amount, currency, isProposed, words) => {
  expect(describeChoice({ provider: 'mpesa', amount, currency }, PRO, isProposed).replaceAll('\u00a0', ' ')).toBe(words)
})

test('where nothing is chosen the payment speaks for itself, and of M-Pesa that is what its payer wrote', () => {
  const paid = { amount: 1, currency: 'KES' }
  expect(describeChoice({ ...paid, provider: 'mpesa' }, null, false)).toBe('What its payer wrote says it, or it stays unmatched.')
  expect(describeChoice({ ...paid, provider: 'stripe' }, null, false)).toBe('Its own reference or metadata say it, or it stays unmatched.')
})
