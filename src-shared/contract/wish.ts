import { PRICE_INTERVALS } from '../model/catalog.ts'
import { instant, limit, nameInProduct, productName, provider } from './primitives.ts'
import { z } from './zod.ts'

const ref = z.string().trim().min(1).max(500)
export const currency = z.string().regex(/^[A-Z]{3}$/)

/** What is sold: a plan or a pack by one of its prices. */
const offer = z.strictObject({ product: productName, plan: z.string().min(1).max(200), interval: z.enum(PRICE_INTERVALS) })

/** What staff want done. Ids are the provider's own; what they belong to must be the company's. */
export const wish = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('subscription.create'),
    provider: z.enum(['stripe', 'paystack']),
    /** The provider's customer. */
    customer: ref,
    offer,
    currency: currency.nullable().default(null),
    quantity: z.int().min(1).max(100_000).default(1),
    trialEnd: instant.nullable().default(null),
    startAt: instant.nullable().default(null),
  }),
  z.strictObject({
    kind: z.literal('subscription.change'),
    provider,
    subscription: ref,
    offer,
    when: z.enum(['now', 'period-end']),
    proration: z.enum(['next-invoice', 'at-once', 'none']).default('next-invoice'),
  }),
  z.strictObject({ kind: z.literal('subscription.pause'), provider, subscription: ref }),
  z.strictObject({ kind: z.literal('subscription.resume'), provider, subscription: ref }),
  z.strictObject({
    kind: z.literal('subscription.cancel'),
    provider,
    subscription: ref,
    when: z.enum(['now', 'period-end', 'date']),
    at: instant.nullable().default(null),
  }),
  z.strictObject({ kind: z.literal('subscription.keep'), provider, subscription: ref }),
  z.strictObject({ kind: z.literal('trial.extend'), provider, subscription: ref, until: instant }),
  z.strictObject({ kind: z.literal('coupon.apply'), provider, subscription: ref, coupon: ref }),
  z.strictObject({ kind: z.literal('invoice.retry'), provider, invoice: ref }),
  z.strictObject({ kind: z.literal('invoice.void'), provider, invoice: ref }),
  z.strictObject({
    kind: z.literal('payment.refund'),
    provider,
    /** As the list of payments has it. */
    payment: ref,
    /** In the currency's minor unit; null for all that is left of it. */
    amount: z.int().positive().nullable().default(null),
    cause: z.enum(['requested', 'duplicate', 'fraudulent']).default('requested'),
  }),
  z.strictObject({ kind: z.literal('payment.push'), provider, phone: z.string().trim().min(1).max(40), offer }),
  z.strictObject({
    kind: z.literal('link.checkout'),
    provider,
    customer: ref,
    offer,
    currency: currency.nullable().default(null),
    quantity: z.int().min(1).max(100_000).default(1),
  }),
  z.strictObject({ kind: z.literal('link.portal'), provider, customer: ref }),
  z.strictObject({ kind: z.literal('link.payment'), provider, customer: ref, offer, currency: currency.nullable().default(null) }),
  z.strictObject({ kind: z.literal('account.create'), provider, customer: ref }),
  z.strictObject({ kind: z.literal('pack.credit'), product: productName, minutes: z.int().min(1).max(6_000_000), expiresAt: instant }),
  z.strictObject({
    kind: z.literal('plan.override'),
    plan: nameInProduct.nullable().default(null),
    /** Limits by metric, in the place of the plan's; of `product` where no plan is named. */
    limits: z.record(z.string().max(200), limit).default({}),
    product: productName.nullable().default(null),
    until: instant,
  }),
])
export type Wish = z.infer<typeof wish>
export type WishInput = z.input<typeof wish>
