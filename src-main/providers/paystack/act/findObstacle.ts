import type { ProviderActionKind } from '../../../../src-shared/model/action.ts'

const NO_INVOICES = 'Paystack makes and charges the invoices of a subscription by itself: none can be retried or voided from outside.'

/** What Paystack has no way for, and what to do in its place. Null is what it can do. */
const OBSTACLES: Readonly<Record<ProviderActionKind, string | null>> = {
  'subscription.create': null,
  'subscription.change':
    "Paystack cannot change a subscription's plan: switch this one off and start one of the new plan, from the day on which this one ends.",
  'subscription.pause': 'Paystack cannot pause a subscription: switch it off, and start another one when it is to go on.',
  'subscription.resume': 'Paystack cannot pause a subscription, so none can go on: one that was switched off can be switched on again.',
  'subscription.cancel': null,
  'subscription.keep': null,
  'trial.extend': 'Paystack has no trials: start a subscription on the day on which it is to be charged first.',
  'coupon.apply': 'Paystack has no coupons: make a plan of the lower price, and start a subscription of it.',
  'invoice.retry': NO_INVOICES,
  'invoice.void': NO_INVOICES,
  'payment.refund': null,
  'payment.push': 'Paystack asks no phone from here: send a payment link, by which mobile money can be paid too.',
  'link.checkout': 'A checkout page is of Stripe alone: send a payment link of Paystack.',
  'link.portal': "Paystack has no billing portal: a customer's subscription is switched off and on here.",
  'link.payment': null,
  'account.create': null,
}

export function findObstacle(kind: ProviderActionKind): string | null {
  return OBSTACLES[kind]
}
