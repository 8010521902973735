import { expect, test } from 'vitest'
import { type NamedObject, type PaymentBalance, toRules } from '../../../src-main/domain/toRules.ts'
import { toInstant } from '../../../src-shared/model/instant.ts'
import { CONTENTS } from '../store/makeBilled.ts'
import { NOW } from '../store/makeStore.ts'

const HOUR = 3_600_000
const trial = { trialStart: toInstant(NOW - 14 * 24 * HOUR), trialEnd: NOW }
const subscription = (change: object): NamedObject => ({ kind: 'subscription', content: { ...CONTENTS.subscription, ...change } })
const invoice = (change: object): NamedObject => ({ kind: 'invoice', content: { ...CONTENTS.invoice, ...change } })
const payment = (change: object): NamedObject => ({ kind: 'payment', content: { ...CONTENTS.payment, ...change } })
const refund = (change: object): NamedObject => ({ kind: 'refund', content: { ...CONTENTS.refund, ...change } })
const dispute = (change: object): NamedObject => ({ kind: 'dispute', content: { ...CONTENTS.dispute, ...change } })

test.each<[rules: string[], what: string, type: string, object: NamedObject]>([
  [['renew', 'extend'], 'a renewal that is paid', 'invoice.paid', invoice({ status: 'paid', reason: 'renewal' })],
  [['allocate-on-start', 'extend'], 'a first invoice that is paid', 'invoice.paid', invoice({ status: 'paid', reason: 'start' })],
  [['extend'], 'a change that is paid', 'invoice.paid', invoice({ status: 'paid', reason: 'change' })],
  [[], 'an invoice of no subscription that is paid', 'invoice.paid', invoice({ status: 'paid', reason: 'other', subscription: null })],
  [[], 'the making of an invoice that was paid since', 'invoice.created', invoice({ status: 'paid' })],
  [[], 'an invoice that is open', 'invoice.updated', invoice({})],
  [['grace'], 'an invoice that fails', 'invoice.payment_failed', invoice({ isFailing: true })],
  [[], 'a failing invoice of no subscription', 'invoice.payment_failed', invoice({ isFailing: true, subscription: null })],
  [['pause'], 'a pause', 'customer.subscription.paused', subscription({ status: 'paused', pausedAt: NOW })],
  [['resume'], 'a resumption', 'customer.subscription.resumed', subscription({})],
  [['pause'], 'a resumption that was paused again since', 'customer.subscription.resumed', subscription({ status: 'paused' })],
  [[], 'any other change of one that is active', 'customer.subscription.updated', subscription({})],
  [['fall-to-free'], 'an end', 'customer.subscription.deleted', subscription({ status: 'canceled', endedAt: NOW })],
  [['fall-to-free'], 'being unpaid', 'customer.subscription.updated', subscription({ status: 'unpaid' })],
  [['grace'], 'being past due', 'customer.subscription.updated', subscription({ status: 'past-due' })],
  [
    ['trial-end', 'fall-to-free'],
    'an end with the trial',
    'customer.subscription.deleted',
    subscription({ ...trial, status: 'canceled', endedAt: toInstant(NOW + 1000) }),
  ],
  [['trial-end', 'pause'], 'a pause with the trial’s end', 'customer.subscription.paused', subscription({ ...trial, status: 'paused' })],
  [
    ['fall-to-free'],
    'an end long after the trial',
    'customer.subscription.deleted',
    subscription({ ...trial, status: 'canceled', endedAt: toInstant(NOW + 2 * HOUR) }),
  ],
  [['payment-failed'], 'a payment that fails', 'payment_intent.payment_failed', payment({ status: 'failed' })],
  [['plan-on-payment'], 'a payment for a plan', 'payment_intent.succeeded', payment({ plan: 'image-quota.pro' })],
  [[], 'a payment for nothing that is named', 'payment_intent.succeeded', payment({})],
  [[], 'the making of a payment that succeeded since', 'payment_intent.created', payment({ plan: 'image-quota.pro' })],
  [[], 'a payment for a plan that is pending', 'payment_intent.processing', payment({ status: 'pending', plan: 'image-quota.pro' })],
  [['refund'], 'a dispute that is lost', 'charge.dispute.closed', dispute({ status: 'lost' })],
  [[], 'a dispute that is open', 'charge.dispute.created', dispute({})],
  [[], 'a page where somebody paid', 'checkout.session.completed', { kind: 'checkout', content: CONTENTS.checkout }],
  [[], 'a price', 'price.updated', { kind: 'price', content: CONTENTS.price }],
  [[], 'a product', 'product.updated', { kind: 'product', content: CONTENTS.product }],
])('%j: %s', (rules, _what, type, object) => {
  expect(toRules({ type, at: NOW }, object, null)).toEqual(rules)
})

test.each<[rules: string[], what: string, change: object, balance: PaymentBalance | null]>([
  [['refund'], 'all of a payment', {}, { paid: 10_00, refunded: 10_00 }],
  [['refund'], 'the last part of a payment', { amount: 4_00 }, { paid: 10_00, refunded: 10_00 }],
  [[], 'a part of a payment', { amount: 4_00 }, { paid: 10_00, refunded: 4_00 }],
  [[], 'a refund that is pending', { status: 'pending' }, { paid: 10_00, refunded: 0 }],
  [[], 'a refund of what is not known', {}, null],
])('%j: %s goes back', (rules, _what, change, balance) => {
  expect(toRules({ type: 'refund.created', at: NOW }, refund(change), balance)).toEqual(rules)
})
