import { z } from '../../../../src-shared/contract/zod.ts'
import { type Instant, toInstant } from '../../../../src-shared/model/instant.ts'
import type { Order } from '../../../domain/actions/order.ts'
import type { Form, FormValue } from '../createStripeClient.ts'
import type { Frozen } from './frozen.ts'

const ref = z.string().min(1)
const instant = z.int().transform((ms): Instant => toInstant(ms))
const subscription = { subscription: ref }

const order: z.ZodType<Order> = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('subscription.create'),
    customer: ref,
    price: ref,
    quantity: z.int(),
    trialEnd: instant.nullable(),
    startAt: instant.nullable(),
  }),
  z.strictObject({
    kind: z.literal('subscription.change'),
    ...subscription,
    item: ref,
    price: ref,
    quantity: z.int().nullable(),
    when: z.enum(['now', 'period-end']),
    proration: z.enum(['next-invoice', 'at-once', 'none']),
  }),
  z.strictObject({ kind: z.literal('subscription.pause'), ...subscription }),
  z.strictObject({ kind: z.literal('subscription.resume'), ...subscription }),
  z.strictObject({
    kind: z.literal('subscription.cancel'),
    ...subscription,
    when: z.enum(['now', 'period-end', 'date']),
    at: instant.nullable(),
  }),
  z.strictObject({ kind: z.literal('subscription.keep'), ...subscription }),
  z.strictObject({ kind: z.literal('trial.extend'), ...subscription, until: instant }),
  z.strictObject({ kind: z.literal('coupon.apply'), ...subscription, coupon: ref }),
  z.strictObject({ kind: z.literal('invoice.retry'), invoice: ref }),
  z.strictObject({ kind: z.literal('invoice.void'), invoice: ref }),
  z.strictObject({
    kind: z.literal('payment.refund'),
    payment: ref,
    amount: z.strictObject({ amount: z.int(), currency: z.string() }),
    cause: z.enum(['requested', 'duplicate', 'fraudulent']),
  }),
  z.strictObject({ kind: z.literal('link.checkout'), customer: ref, price: ref, quantity: z.int(), isRecurring: z.boolean() }),
  z.strictObject({ kind: z.literal('link.portal'), customer: ref }),
])

const formValue: z.ZodType<FormValue> = z.lazy(() => z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(formValue), form]))
const form: z.ZodType<Form> = z.record(z.string(), formValue)

const frozen = z.strictObject({
  action: ref,
  at: instant,
  order,
  write: z.strictObject({ method: z.enum(['POST', 'DELETE']), path: z.string().startsWith('/v1/'), form }).nullable(),
})

/** Reads what `freezeOrder` gave. Throws for anything else: nobody else writes it. */
export function readFrozen(request: string): Frozen {
  return frozen.parse(JSON.parse(request))
}
