import type { EntitlementStatus } from '../../../src-shared/model/entitlementStatus.ts'
import type { Instant } from '../../../src-shared/model/instant.ts'
import type { Limit } from '../../../src-shared/model/limit.ts'
import type { FactSource } from '../quota/oneOffPayment.ts'

export type RuleId =
  | 'plan-on-payment'
  | 'payment-failed'
  | 'allocate-on-start'
  | 'renew'
  | 'extend'
  | 'grace'
  | 'pause'
  | 'resume'
  | 'fall-to-free'
  | 'trial-end'
  | 'refund'
  | 'threshold'
  | 'virtual-account'
  | 'override'

/** One line of a why: what happened when, by which rule, and the fact behind it (null where nothing happened, and that is the reason). */
export interface Because {
  at: Instant
  rule: RuleId
  fact: FactSource | null
  text: string
}

/** What a company may do with a product at an instant, and why. */
export interface Entitlement {
  product: string
  /** What it is entitled to; null for nothing. */
  plan: string | null
  /** What it bought last; null where it never did. */
  subscribedPlan: string | null
  status: EntitlementStatus
  period: { start: Instant; end: Instant | null } | null
  /** When it ends, by all that is known; null where it goes on. */
  endsAt: Instant | null
  cancelAtPeriodEnd: boolean
  limits: Record<string, Limit>
  features: Record<string, true | string | number>
  usage: Record<string, EntitledUse>
  /** What staff should see beside the status: `renewal not seen yet`, `collection paused`, `set by hand until …`. */
  notes: string[]
  /** Other subscriptions and terms for the same product that hold beside the one that counts. */
  doubles: { fact: FactSource; plan: string; status: EntitlementStatus }[]
  why: Because[]
}

/** How much of a metric is used; null where nobody has told. */
export interface EntitledUse {
  used: number | null
  /** Null without a plan. */
  limit: Limit | null
  /** Null where the use is unknown and the limit is not. */
  remaining: Limit | null
  asOf: Instant | null
  /** Over which a flow metric is counted; null for a stock metric, and without a plan. */
  window: { start: Instant; end: Instant | null } | null
  /** Of a stock metric, the parts that were told. */
  parts: { part: string; used: number; asOf: Instant }[]
  missingParts: string[]
}
