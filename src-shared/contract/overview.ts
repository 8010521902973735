import { USE_LEVELS } from '../model/useLevel.ts'
import { entitlementStatus } from './entitlements.ts'
import { query } from './kinds.ts'
import { asOf, instant, limit, provider } from './primitives.ts'
import { z } from './zod.ts'

/** In the minor unit of its currency. */
const amount = z.strictObject({ currency: z.string(), amount: z.int() })

/** What changed the monthly revenue within a calendar month of the workspace's zone; losses are below 0. */
const month = z.strictObject({
  /** `2026-11` */
  month: z.string(),
  new: z.int(),
  expansion: z.int(),
  reactivation: z.int(),
  contraction: z.int(),
  churn: z.int(),
  /** What it came to at the month's end, or at the instant asked for. */
  end: z.int(),
})
export type RevenueMonth = z.infer<typeof month>

const paymentDay = z.strictObject({ day: z.string(), amount: z.int(), count: z.int(), failed: z.int() })

const near = z.strictObject({
  company: z.string(),
  name: z.string(),
  product: z.string(),
  plan: z.string().nullable(),
  metric: z.string(),
  used: z.int(),
  limit,
  level: z.enum(USE_LEVELS),
  asOf: instant.nullable(),
  /** When the limit is reached if it goes on like this; null for a stock, and where it is not in this window. */
  reachedAt: instant.nullable(),
})
export type NearLimit = z.infer<typeof near>

const overviewAnswer = z.strictObject({
  asOf: instant,
  mrr: z.array(amount),
  /** How many products of companies have each status. */
  statuses: z.record(entitlementStatus, z.int()),
  /** Whose grace ends within 24 hours. */
  graceEndingSoon: z.int(),
  /** Whose trial ends within 7 days. */
  trialsEndingSoon: z.int(),
  unmatched: z.strictObject({ count: z.int(), oldestAt: instant.nullable() }),
  /** The last 12 calendar months, one lane a currency, the largest first. */
  movement: z.array(z.strictObject({ currency: z.string(), months: z.array(month) })),
  /** The last 30 days, one lane a provider and currency. */
  payments: z.array(z.strictObject({ provider, currency: z.string(), days: z.array(paymentDay) })),
  /** Who is at 75 % of a limit or above: the worst of them, and how many there are. */
  near: z.strictObject({ total: z.int(), items: z.array(near) }),
})
export type OverviewAnswer = z.infer<typeof overviewAnswer>

export const overview = {
  /** What billing staff look at first. @param near how many of those near a limit are listed, the worst first */
  get: query(z.strictObject({ at: asOf, near: z.int().min(1).max(500).default(10) }), overviewAnswer),
}
