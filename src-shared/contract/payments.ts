import { PAYMENT_STATUSES } from '../model/paymentStatus.ts'
import { query } from './kinds.ts'
import { asOf, companyName, instant, page, productName, provider } from './primitives.ts'
import { z } from './zod.ts'

const paymentStatus = z.enum(PAYMENT_STATUSES)

const paymentItem = z.strictObject({
  provider,
  /** The invoice, else the payment. */
  ref: z.string(),
  /** Our id; null where nobody can say whose it is. */
  company: z.string().nullable(),
  companyName: z.string().nullable(),
  product: z.string().nullable(),
  /** The plan, or the pack. */
  plan: z.string().nullable(),
  /** In the currency's minor unit. */
  amount: z.int(),
  currency: z.string(),
  status: paymentStatus,
  at: instant,
  seenAt: instant,
  /** Why it failed, or matches nothing. */
  reason: z.string().nullable(),
})
export type PaymentItem = z.infer<typeof paymentItem>

const paymentFilter = {
  company: companyName.nullable().default(null),
  product: productName.nullable().default(null),
  status: paymentStatus.nullable().default(null),
  provider: provider.nullable().default(null),
  at: asOf,
}

export const payments = {
  /** All providers in one list, newest first. */
  list: query(z.strictObject({ ...paymentFilter, ...page }), z.strictObject({ items: z.array(paymentItem), next: z.string().nullable() })),
  count: query(z.strictObject(paymentFilter), z.strictObject({ total: z.int() })),
}
