import { invariant } from '../../../src-shared/model/assert.ts'
import type { ObjectKind } from '../../domain/mirrored.ts'

interface Resource {
  /** What Stripe calls the object. */
  wire: string
  path: string
  /** What a list is narrowed or widened by. */
  query?: Readonly<Record<string, string>>
  /** What is to come whole and not as an id. Four levels is as deep as Stripe goes, a list's `data` among them. */
  expand: readonly string[]
}

/** The kinds of objects that Stripe has. */
type StripeKind = Exclude<ObjectKind, 'account' | 'push'>

/** Where each kind of object is asked for. */
const RESOURCES: Readonly<Record<StripeKind, Resource>> = {
  product: { wire: 'product', path: '/v1/products', expand: [] },
  price: { wire: 'price', path: '/v1/prices', expand: [] },
  customer: { wire: 'customer', path: '/v1/customers', expand: [] },
  subscription: {
    wire: 'subscription',
    path: '/v1/subscriptions',
    // Without it Stripe hides those that ended.
    query: { status: 'all' },
    expand: ['discounts.source.coupon', 'items.data.discounts'],
  },
  invoice: { wire: 'invoice', path: '/v1/invoices', expand: ['payments'] },
  payment: { wire: 'payment_intent', path: '/v1/payment_intents', expand: ['latest_charge'] },
  checkout: { wire: 'checkout.session', path: '/v1/checkout/sessions', expand: ['line_items'] },
  refund: { wire: 'refund', path: '/v1/refunds', expand: [] },
  dispute: { wire: 'dispute', path: '/v1/disputes', expand: [] },
}

/** Where Stripe is asked for a kind of object. Of what it does not have nobody asks it. */
export function getResource(kind: ObjectKind): Resource {
  invariant(isOfStripe(kind), `Stripe has no ${kind}`)
  return RESOURCES[kind]
}

function isOfStripe(kind: ObjectKind): kind is StripeKind {
  return Object.hasOwn(RESOURCES, kind)
}
