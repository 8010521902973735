import { expect, test } from 'vitest'
import { describeSettlement } from '../../../../../src-renderer/features/payments/describeSettlement.ts'

const NOBODY = 'Somebody says whose it is: it names no customer of any company.'
const BY_HAND = 'Or somebody assigns it by hand.'

test.each([
  ['co_1', 'Underpaid: 10.00 of 12.00 USD.', ['It is paid back at the provider, and paid anew for the whole price.', BY_HAND]],
  ['co_1', 'Overpaid: 15.00 of 12.00 USD.', ['It is paid back at the provider, and paid anew for the price alone.', BY_HAND]],
  [
    'co_1',
    'Paid in EUR, and its price is in USD.',
    ['A catalog with a price in this currency is imported, or it is paid back at the provider.', BY_HAND],
  ],
  [
    'co_1',
    'It names "image-quota.gold", which is in no catalog.',
    ['A catalog with this plan and price is imported: the payment is then read again by itself.', BY_HAND],
  ],
  [
    null,
    'Nothing says what it was for.',
    [NOBODY, 'The price or the plan is named in its metadata at Stripe: it is read again with the next sync.', BY_HAND],
  ],
  ['co_1', 'A reason of another day.', ['Somebody says what it was for: no catalog names its price.', BY_HAND]],
])('of %s, “%s”', (company, reason, steps) => {
  expect(describeSettlement({ provider: 'stripe', company, product: null, reason })).toEqual(steps)
})

test('a payment of M-Pesa has no metadata that could be written afterwards', () => {
  expect(describeSettlement({ provider: 'mpesa', company: 'co_1', product: null, reason: 'Nothing says what it was for.' })).toEqual([
    'Somebody says what it was for: what its payer wrote does not.',
    BY_HAND,
  ])
})

test('a payment whose plan is known needs only its company', () => {
  expect(describeSettlement({ provider: 'stripe', company: null, product: 'image-quota', reason: 'It names no customer.' })).toEqual([
    NOBODY,
    BY_HAND,
  ])
})
