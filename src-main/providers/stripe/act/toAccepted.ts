import type { Order } from '../../../domain/actions/order.ts'
import type { ObjectName, Sent } from '../../acting.ts'
import { findSubscription } from '../mapInvoice.ts'
import { readId, readText, type Wire } from '../readWire.ts'
import { UnreadableAnswer } from '../toProviderError.ts'

/** What an answer to a request that wrote is an object of. */
const WIRES: Partial<Record<Order['kind'], string>> = {
  'invoice.retry': 'invoice',
  'invoice.void': 'invoice',
  'payment.refund': 'refund',
  'link.checkout': 'checkout.session',
  'link.portal': 'billing_portal.session',
}

/** Orders that may bill at once. */
const BILLING: ReadonlySet<Order['kind']> = new Set(['subscription.create', 'subscription.change', 'subscription.resume'])

/** Reads what an order led to. Throws an `UnreadableAnswer` for what is not an answer to it. */
export function toAccepted(order: Order, body: Wire): Extract<Sent, { kind: 'accepted' }> {
  const wire = WIRES[order.kind] ?? 'subscription'
  const ref = readText(body, 'id')
  // Something on the way that answers in JSON is not taken for Stripe's word.
  if (body['object'] !== wire || ref === null) throw new UnreadableAnswer(`it is not a ${wire}`)
  const link = order.kind === 'link.checkout' || order.kind === 'link.portal' ? readText(body, 'url') : null
  return { kind: 'accepted', ref, touched: listTouched(order, ref, body), link }
}

/** The objects of the mirror that an order changed. */
export function listTouched(order: Order, ref: string, body: Wire): ObjectName[] {
  switch (order.kind) {
    case 'invoice.retry':
    case 'invoice.void':
      return [name('invoice', ref), ...named('subscription', findSubscription(body))]
    case 'payment.refund':
      return [name('refund', ref), name('payment', order.payment)]
    case 'link.checkout':
      return [name('checkout', ref)]
    case 'link.portal':
      return []
    default:
      return [name('subscription', ref), ...(BILLING.has(order.kind) ? named('invoice', readId(body, 'latest_invoice')) : [])]
  }
}

function name(kind: ObjectName['kind'], ref: string): ObjectName {
  return { kind, ref }
}

function named(kind: ObjectName['kind'], ref: string | null): ObjectName[] {
  return ref === null ? [] : [name(kind, ref)]
}
