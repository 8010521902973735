import { expect, test } from 'vitest'
import { createDraft, toDraft } from '../../../../src-renderer/actions/actionDraft.ts'
import { readDraft } from '../../../../src-renderer/actions/readDraft.ts'
import type { Wish } from '../../../../src-shared/contract/wish.ts'
import { toInstant } from '../../../../src-shared/model/instant.ts'
import { NOW } from '../fakeClient.ts'

const ZONE = 'Africa/Nairobi'
const LATER = toInstant(NOW + 20 * 86_400_000)
const OFFER = { product: 'trading', plan: 'pro', interval: 'month' } as const
const STRIPE = { provider: 'stripe' } as const

const WISHES: Wish[] = [
  { kind: 'subscription.create', ...STRIPE, customer: 'cus_1', offer: OFFER, currency: 'USD', quantity: 3, trialEnd: LATER, startAt: null },
  { kind: 'subscription.change', ...STRIPE, subscription: 'sub_1', offer: OFFER, when: 'now', proration: 'at-once' },
  { kind: 'subscription.change', ...STRIPE, subscription: 'sub_1', offer: OFFER, when: 'period-end', proration: 'next-invoice' },
  { kind: 'subscription.pause', ...STRIPE, subscription: 'sub_1' },
  { kind: 'subscription.resume', ...STRIPE, subscription: 'sub_1' },
  { kind: 'subscription.cancel', ...STRIPE, subscription: 'sub_1', when: 'period-end', at: null },
  { kind: 'subscription.cancel', ...STRIPE, subscription: 'sub_1', when: 'date', at: LATER },
  { kind: 'subscription.keep', ...STRIPE, subscription: 'sub_1' },
  { kind: 'trial.extend', ...STRIPE, subscription: 'sub_1', until: LATER },
  { kind: 'coupon.apply', ...STRIPE, subscription: 'sub_1', coupon: 'WELCOME' },
  { kind: 'invoice.retry', ...STRIPE, invoice: 'in_1' },
  { kind: 'invoice.void', ...STRIPE, invoice: 'in_1' },
  { kind: 'payment.refund', ...STRIPE, payment: 'in_1', amount: null, cause: 'requested' },
  { kind: 'payment.refund', ...STRIPE, payment: 'in_1', amount: 1_234_567, cause: 'duplicate' },
  { kind: 'payment.push', provider: 'mpesa', phone: '254712345678', offer: { ...OFFER, interval: 'once' } },
  { kind: 'link.checkout', ...STRIPE, customer: 'cus_1', offer: OFFER, currency: null, quantity: 2 },
  { kind: 'link.portal', ...STRIPE, customer: 'cus_1' },
  { kind: 'link.payment', provider: 'paystack', customer: 'CUS_1', offer: OFFER, currency: 'NGN' },
  { kind: 'account.create', provider: 'paystack', customer: 'CUS_1' },
  { kind: 'pack.credit', product: 'maintenance-hours', minutes: 90, expiresAt: LATER },
  {
    ...{ kind: 'plan.override', plan: 'trading.pro', product: 'trading', until: LATER },
    limits: { positions: 'unlimited', 'api-calls': 5_000 },
  },
]

test.each(WISHES.map((wish) => [wish.kind, wish] as const))('what was wished comes back out of its form: %s', (_, wish) => {
  const draft = createDraft(toDraft(wish, ZONE, 'USD'), NOW, ZONE)
  expect(readDraft(draft, NOW, ZONE)).toEqual({ wish, faults: {} })
})

test.each([
  [{ kind: 'subscription.change', ...STRIPE, ref: 'sub_1' }, { offer: 'Choose what is sold' }],
  [{ kind: 'payment.push', provider: 'mpesa', ref: '', offer: { ...OFFER, currency: null } }, { phone: 'Give the phone that rings' }],
  [{ kind: 'payment.refund', ...STRIPE, ref: 'in_1', amount: '0', currency: 'USD' }, { amount: 'Give an amount such as 20.00' }],
  [{ kind: 'payment.refund', ...STRIPE, ref: 'in_1', amount: '5', currency: null }, { amount: 'Give an amount such as 20.00' }],
  [{ kind: 'coupon.apply', ...STRIPE, ref: 'sub_1', coupon: ' ' }, { coupon: 'Give the coupon’s id' }],
  [{ kind: 'trial.extend', ...STRIPE, ref: 'sub_1', at: '2026-11-01T09:00' }, { at: 'Give a day and a time ahead of now' }],
  [{ kind: 'plan.override', product: 'trading', plan: '' }, { plan: 'Choose a plan, or give a limit' }],
  [{ kind: 'plan.override', product: 'trading', limits: { positions: 'many' } }, { limits: 'Give whole numbers, or unlimited' }],
  [
    { kind: 'pack.credit', product: null, hours: '5' },
    { product: 'Choose the product', hours: 'Give a time such as 5h, in whole minutes' },
  ],
] as const)('what is missing is said by its field: %j', (begun, faults) => {
  expect(readDraft(createDraft(begun, NOW, ZONE), NOW, ZONE)).toEqual({ wish: null, faults })
})
