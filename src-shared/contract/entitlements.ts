import { ENTITLEMENT_STATUSES } from '../model/entitlementStatus.ts'
import { query } from './kinds.ts'
import { asOf, companyName, instant, limit, productName } from './primitives.ts'
import { z } from './zod.ts'

export const entitlementStatus = z.enum(ENTITLEMENT_STATUSES)

/** What a feature of a plan is worth: `true`, or its value. */
export const featureValue = z.union([z.literal(true), z.string(), z.number()])

const span = z.strictObject({ start: instant, end: instant.nullable() })

const factSource = z.strictObject({ provider: z.string(), type: z.string(), ref: z.string() })

const use = z.strictObject({
  /** Null where nobody has told. */
  used: z.int().nullable(),
  /** Null without a plan. */
  limit: limit.nullable(),
  remaining: limit.nullable(),
  asOf: instant.nullable(),
  /** Over which a flow metric is counted. */
  window: span.nullable(),
  /** Of a stock metric, the parts that were told. */
  parts: z.array(z.strictObject({ part: z.string(), used: z.int(), asOf: instant })),
  missingParts: z.array(z.string()),
})

const entitlement = z.strictObject({
  /** Our id. */
  company: z.string(),
  product: z.string(),
  /** What it is entitled to; null for nothing. */
  plan: z.string().nullable(),
  /** What it bought last; null where it never did. */
  subscribedPlan: z.string().nullable(),
  status: entitlementStatus,
  period: span.nullable(),
  endsAt: instant.nullable(),
  cancelAtPeriodEnd: z.boolean(),
  limits: z.record(z.string(), limit),
  features: z.record(z.string(), featureValue),
  usage: z.record(z.string(), use),
  /** What staff should see beside the status. */
  notes: z.array(z.string()),
  /** Other subscriptions and terms for the same product. */
  doubles: z.array(z.strictObject({ fact: factSource, plan: z.string(), status: entitlementStatus })),
  /** The facts and rules behind it. */
  why: z.array(z.strictObject({ at: instant, rule: z.string(), fact: factSource.nullable(), text: z.string() })),
})
export type EntitlementAnswer = z.infer<typeof entitlement>

export const entitlements = {
  /** What a company may do with a product, and why. */
  get: query(z.strictObject({ company: companyName, product: productName, at: asOf }), entitlement),
}
