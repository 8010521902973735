import { featureValue } from './entitlements.ts'
import { query } from './kinds.ts'
import { asOf, companyName, instant, limit, nameInProduct, productName } from './primitives.ts'
import { z } from './zod.ts'

const MOST_AT_ONCE = 1_000_000_000_000

const exceed = z.strictObject({
  metric: z.string(),
  kind: z.enum(['stock', 'flow']),
  used: z.int(),
  limit: z.int(),
  overage: z.int(),
})

/** Usage that is too old to judge by, or unknown: then it has no age. */
const stale = z.strictObject({ metric: z.string(), asOf: instant.nullable(), ageMs: z.int().nullable() })

const changeCheck = z.strictObject({
  /** Our id. */
  company: z.string(),
  product: z.string(),
  /** Null where the company is on no plan. */
  current: z.string().nullable(),
  target: z.string(),
  kind: z.enum(['upgrade', 'downgrade', 'switch']),
  verdict: z.enum(['blocked', 'unknown', 'period-end', 'warning', 'ok']),
  /** How staff may go on. */
  wayOn: z.enum(['none', 'written-reason', 'at-period-end', 'acknowledged', 'free']),
  exceeds: z.array(exceed),
  /** What must be done first, one for each metric that is over. */
  steps: z.array(z.string()),
  stale: z.array(stale),
  tightened: z.array(z.strictObject({ metric: z.string(), from: limit, to: limit })),
  lost: z.array(z.string()),
  reduced: z.array(z.strictObject({ feature: z.string(), from: featureValue, to: featureValue })),
  hours: z.array(z.strictObject({ what: z.enum(['minutes-per-month', 'rollover-cap-minutes']), from: limit, to: limit })),
  unreadable: z.array(z.strictObject({ metric: z.string(), text: z.string() })),
  /** When a change that must wait for the period's end may take effect. */
  possibleAt: instant.nullable(),
})
export type ChangeCheckAnswer = z.infer<typeof changeCheck>

const preflight = z.strictObject({
  company: z.string(),
  product: z.string(),
  metric: z.string(),
  verdict: z.enum(['allowed', 'warning', 'refused']),
  used: z.int().nullable(),
  /** Null where the company is on no plan. */
  limit: limit.nullable(),
  remaining: limit.nullable(),
  reason: z.string().nullable(),
  /** The smallest plan that would allow what is refused. */
  upgradeTo: z.string().nullable(),
})
export type PreflightAnswer = z.infer<typeof preflight>

const overage = z.strictObject({
  product: z.string(),
  plan: z.string(),
  /** Worst first. */
  companies: z.array(z.strictObject({ company: z.string(), name: z.string(), exceeds: z.array(exceed), stale: z.array(stale) })),
  /** What is over of each metric, all companies together. */
  totals: z.record(z.string(), z.int()),
  /** How many companies are over on each of those metrics. */
  counts: z.record(z.string(), z.int()),
})
export type OverageAnswer = z.infer<typeof overage>

const column = z.strictObject({
  plan: z.string(),
  name: z.string(),
  tier: z.int(),
  isSubscribed: z.boolean(),
  isMostPopular: z.boolean(),
  isRecommended: z.boolean(),
  isRecommendedHere: z.boolean(),
})

/** One line of a comparison, its cells in the order of the columns. */
const row = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('price'),
    interval: z.enum(['month', 'quarter', 'year', 'once']),
    cells: z.array(z.array(z.strictObject({ currency: z.string(), amount: z.int() }))),
  }),
  z.strictObject({
    kind: z.literal('limit'),
    metric: z.string(),
    used: z.int().nullable(),
    cells: z.array(z.strictObject({ limit, overage: z.int().nullable() })),
  }),
  z.strictObject({ kind: z.literal('feature'), feature: z.string(), cells: z.array(featureValue.nullable()) }),
  z.strictObject({
    kind: z.literal('hours'),
    what: z.enum(['minutes-per-month', 'rollover-cap-minutes']),
    cells: z.array(limit.nullable()),
  }),
  z.strictObject({ kind: z.literal('grace-days'), cells: z.array(z.int()) }),
])

const comparison = z.strictObject({
  product: z.string(),
  /** Our id; null where no company was named. */
  company: z.string().nullable(),
  columns: z.array(column),
  rows: z.array(row),
  /** The plan that the company's usage and projection fit, or why nobody can say one. */
  recommendation: z.strictObject({
    kind: z.enum(['recommended', 'unknown', 'too-early', 'none']),
    plan: z.string().nullable(),
    metrics: z.array(z.string()),
  }),
})
export type PlanComparison = z.infer<typeof comparison>

export const plans = {
  /** May this company move to this plan? */
  check: query(z.strictObject({ company: companyName, plan: nameInProduct, at: asOf }), changeCheck),
  /** May this company do so many more of this now? */
  preflight: query(
    z.strictObject({ company: companyName, metric: nameInProduct, count: z.int().min(1).max(MOST_AT_ONCE).default(1), at: asOf }),
    preflight,
  ),
  /** Who would not fit a plan, or the limits of a what-if in place of its own. */
  overage: query(
    z.strictObject({
      product: productName,
      plan: nameInProduct,
      limits: z.record(z.string().max(200), limit).nullable().default(null),
      at: asOf,
    }),
    overage,
  ),
  /** The product's plans side by side, for a company where one is named. */
  compare: query(z.strictObject({ product: productName, company: companyName.nullable().default(null), at: asOf }), comparison),
}
