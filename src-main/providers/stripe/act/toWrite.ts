import { toSeconds } from '../../../../src-shared/model/instant.ts'
import type { Order, OrderOf } from '../../../domain/actions/order.ts'
import type { ActionMark } from '../../acting.ts'
import type { Form, Write } from '../createStripeClient.ts'
import { toMarkMetadata } from './actionMark.ts'

/** Where a payer lands who has paid. Stripe wants an address, and nothing waits at any of ours. */
const AFTER_CHECKOUT = 'https://stripe.com'

const PRORATIONS = { 'next-invoice': 'create_prorations', 'at-once': 'always_invoice', none: 'none' } as const
const CAUSES = { requested: 'requested_by_customer', duplicate: 'duplicate', fraudulent: 'fraudulent' } as const

/** What is paid for and not used is given back with the next invoice, and a whole period begins when it goes on. As Stripe does unasked. */
const PAUSE: Form = {
  type: 'subscription',
  bill_for: { unused_time_from: { type: 'now' }, outstanding_usage_through: { type: 'now' } },
  invoicing_behavior: 'pending_invoice_item',
}
/** It goes on whether or not the payment succeeds at once: one that waits for it could not be told from one that was never resumed. */
const RESUME: Form = { billing_cycle_anchor: { type: 'now' }, payment_behavior: 'resume_on_payment_attempt' }

/** The one request that an order is; null where it depends on what is found at Stripe. Throws for what Stripe is not asked for. */
export function toWrite(order: Order, mark: ActionMark): Write | null {
  const metadata = toMarkMetadata(mark.action)
  switch (order.kind) {
    case 'subscription.create':
      return post('/v1/subscriptions', {
        customer: order.customer,
        ...toNewItems(order),
        // Where the first payment is refused, no subscription is made.
        payment_behavior: 'error_if_incomplete',
        metadata,
      })
    case 'subscription.change':
      if (order.when === 'period-end') return null
      return post(toPath(order.subscription), {
        ...toChange(order, mark),
        // Where the payment is refused, nothing is changed.
        payment_behavior: 'error_if_incomplete',
        metadata,
      })
    case 'subscription.pause':
      return post(`${toPath(order.subscription)}/pause`, PAUSE)
    case 'subscription.resume':
      return post(`${toPath(order.subscription)}/resume`, RESUME)
    case 'subscription.cancel':
      return toCancel(order, metadata)
    case 'trial.extend':
      return post(toPath(order.subscription), { ...toTrial(order), metadata })
    case 'invoice.retry':
      return post(`/v1/invoices/${encodeURIComponent(order.invoice)}/pay`, {})
    case 'invoice.void':
      return post(`/v1/invoices/${encodeURIComponent(order.invoice)}/void`, {})
    case 'payment.refund':
      return post('/v1/refunds', { payment_intent: order.payment, amount: order.amount.amount, reason: CAUSES[order.cause], metadata })
    case 'link.checkout':
      return post('/v1/checkout/sessions', {
        mode: order.isRecurring ? 'subscription' : 'payment',
        customer: order.customer,
        line_items: [{ price: order.price, quantity: order.quantity }],
        success_url: AFTER_CHECKOUT,
        client_reference_id: mark.action,
        metadata,
      })
    case 'link.portal':
      return post('/v1/billing_portal/sessions', { customer: order.customer })
    case 'subscription.keep':
    case 'coupon.apply':
      return null
    case 'payment.push':
    case 'link.payment':
    case 'account.create':
      throw new Error(`Broken promise: Stripe is not asked for ${order.kind}`)
  }
}

/** What a new subscription consists of. */
export function toNewItems({ price, quantity, trialEnd }: OrderOf<'subscription.create'>): Form {
  return { items: [{ price, quantity }], ...(trialEnd === null ? {} : { trial_end: toSeconds(trialEnd) }) }
}

/** Another price in the place of an item's. Reckoned at the mark's instant, so that the preview and the change agree. */
export function toChange(order: OrderOf<'subscription.change'>, { at }: Pick<ActionMark, 'at'>): Form {
  return {
    items: [{ id: order.item, price: order.price, ...(order.quantity === null ? {} : { quantity: order.quantity }) }],
    proration_behavior: PRORATIONS[order.proration],
    ...(order.proration === 'none' ? {} : { proration_date: toSeconds(at) }),
  }
}

export function toTrial({ until }: OrderOf<'trial.extend'>): Form {
  return { trial_end: toSeconds(until), proration_behavior: 'none' }
}

export function toPath(subscription: string): string {
  return `/v1/subscriptions/${encodeURIComponent(subscription)}`
}

export function post(path: string, form: Form): Write {
  return { method: 'POST', path, form }
}

function toCancel({ subscription, when, at }: OrderOf<'subscription.cancel'>, metadata: Form): Write {
  const path = toPath(subscription)
  if (when === 'now') return { method: 'DELETE', path, form: {} }
  if (when === 'period-end') return post(path, { cancel_at_period_end: true, metadata })
  if (at === null) throw new Error('Broken promise: an end at a date has one')
  // What is paid for beyond the date is neither given back nor charged anew.
  return post(path, { cancel_at: toSeconds(at), proration_behavior: 'none', metadata })
}
