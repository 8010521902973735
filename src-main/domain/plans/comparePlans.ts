import type { Catalog, Plan, Price, PriceInterval } from '../../../src-shared/model/catalog.ts'
import { type Limit, toOverage } from '../../../src-shared/model/limit.ts'
import { findLimit, findUsage, type UsageByMetric } from './listExceeds.ts'

export interface PlanColumn {
  plan: string
  name: string
  tier: number
  /** Of one plan at most: the one that the company is on, the free plan included. */
  isSubscribed: boolean
  isMostPopular: boolean
  /** By the catalog. */
  isRecommended: boolean
  /** For this company, by its usage and projection. */
  isRecommendedHere: boolean
}

/** One line of the comparison: what every plan says of the same thing, in the order of the columns. */
export type PlanRow =
  | { kind: 'price'; interval: PriceInterval; cells: Pick<Price, 'currency' | 'amount'>[][] }
  | { kind: 'limit'; metric: string; used: number | null; cells: LimitCell[] }
  | { kind: 'feature'; feature: string; cells: (true | string | number | null)[] }
  | { kind: 'hours'; what: 'minutes-per-month' | 'rollover-cap-minutes'; cells: (Limit | null)[] }
  | { kind: 'grace-days'; cells: number[] }

export interface LimitCell {
  limit: Limit
  /** What would be over; null where nobody has told the usage. */
  overage: number | null
}

export interface ComparisonQuestion {
  catalog: Pick<Catalog, 'metrics' | 'features' | 'plans'>
  subscribed: string | null
  recommended: string | null
  usage: UsageByMetric
}

const INTERVALS: readonly PriceInterval[] = ['month', 'quarter', 'year', 'once']

/** The product's plans side by side, lowest tier first. */
export function comparePlans({ catalog, subscribed, recommended, usage }: ComparisonQuestion): { columns: PlanColumn[]; rows: PlanRow[] } {
  const entries = Object.entries(catalog.plans).sort(([, a], [, b]) => a.tier - b.tier)
  const plans = entries.map(([, plan]) => plan)
  return {
    columns: entries.map(([id, { name, tier, isMostPopular, isRecommended }]) => ({
      plan: id,
      name,
      tier,
      isSubscribed: id === subscribed,
      isMostPopular,
      isRecommended,
      isRecommendedHere: id === recommended,
    })),
    rows: [
      ...listPriceRows(plans),
      ...Object.keys(catalog.metrics).map((metric) => toLimitRow(metric, plans, usage)),
      ...Object.keys(catalog.features).map((feature): PlanRow => ({ kind: 'feature', feature, cells: toFeatureCells(feature, plans) })),
      ...listHoursRows(plans),
      { kind: 'grace-days', cells: plans.map(({ graceDays }) => graceDays) },
    ],
  }
}

/** The rows in which the plans are not all the same. */
export function listDifferences(rows: readonly PlanRow[]): PlanRow[] {
  return rows.filter(({ cells }) => new Set(cells.map((cell) => JSON.stringify(cell))).size > 1)
}

function listPriceRows(plans: readonly Plan[]): PlanRow[] {
  const rows = INTERVALS.map((interval) => ({
    kind: 'price' as const,
    interval,
    cells: plans.map(({ prices }) =>
      prices.filter((price) => price.interval === interval).map(({ currency, amount }) => ({ currency, amount })),
    ),
  }))
  return rows.filter(({ cells }) => cells.some((prices) => prices.length > 0))
}

function toLimitRow(metric: string, plans: readonly Plan[], usage: UsageByMetric): PlanRow {
  const used = findUsage(usage, metric)?.used ?? null
  const cells = plans.map(({ limits }): LimitCell => {
    const limit = findLimit(limits, metric)
    return { limit, overage: used === null ? null : toOverage(used, limit) }
  })
  return { kind: 'limit', metric, used, cells }
}

function toFeatureCells(feature: string, plans: readonly Plan[]): (true | string | number | null)[] {
  return plans.map(({ features }) => (Object.hasOwn(features, feature) ? features[feature] : null) ?? null)
}

function listHoursRows(plans: readonly Plan[]): PlanRow[] {
  if (plans.every(({ hours }) => !hours)) return []
  return [
    { kind: 'hours', what: 'minutes-per-month', cells: plans.map(({ hours }) => hours?.minutesPerMonth ?? null) },
    { kind: 'hours', what: 'rollover-cap-minutes', cells: plans.map(({ hours }) => hours?.rolloverCapMinutes ?? null) },
  ]
}
