import type { Limit } from './limit.ts'

/** How a metric is counted: how many exist now (never resets), or how much was consumed (resets each month of the subscription). */
export type MetricKind = 'stock' | 'flow'

export interface Metric {
  name: string
  kind: MetricKind
  /** What exactly is counted, in a sentence for staff. */
  counts: string
  /** Flow only. `day` is in the workspace's zone. */
  resets?: 'month' | 'day'
  /** Stock only: the parts whose sum is the whole, by id (clients = primary + affiliated). */
  parts?: Record<string, string>
  /** What becomes unreadable for the company when a limit of this metric tightens. */
  unreadableWhenOver?: string
}

export interface Feature {
  name: string
}

export const PRICE_INTERVALS = ['month', 'quarter', 'year', 'once'] as const

export type PriceInterval = (typeof PRICE_INTERVALS)[number]

/** An amount in the currency's minor unit, for one interval, with each provider's own name for it. */
export interface Price {
  currency: string
  amount: number
  interval: PriceInterval
  /** Stripe price id, Paystack plan code. M-Pesa knows none. */
  references?: { stripe?: string; paystack?: string }
}

export interface QuotaRule {
  metric: string
  /** A term paid once lasts this many days; without it, the price's interval. */
  termDays?: number
}

/** Hours of a plan, per month whatever the billing interval. Requests beside them are metrics like any other. */
export interface HoursRule {
  minutesPerMonth: Limit
  rolloverCapMinutes: number
}

export interface Plan {
  name: string
  /** Rank within the product: a higher tier is an upgrade. */
  tier: number
  prices: Price[]
  limits: Record<string, Limit>
  /** `true` switches a feature on; a string or number is its value. */
  features: Record<string, true | string | number>
  graceDays: number
  isMostPopular: boolean
  isRecommended: boolean
  quota?: QuotaRule
  hours?: HoursRule
}

/** Hours that are sold once, usable until they expire. */
export interface Pack {
  name: string
  minutes: number
  validDays: number
  prices: Price[]
}

/** What an operator sells under one product: its metrics, features, plans and packs. */
export interface Catalog {
  product: string
  name: string
  description: string
  metrics: Record<string, Metric>
  features: Record<string, Feature>
  plans: Record<string, Plan>
  /** The plan of a company without a subscription. */
  freePlan: string | null
  packs: Record<string, Pack>
}

/** Where in a catalog file something is wrong, and what. The path is written as in JavaScript: `plans.pro.limits.images`. */
export interface CatalogFault {
  path: string
  message: string
}
