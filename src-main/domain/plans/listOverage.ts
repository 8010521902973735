import type { Catalog } from '../../../src-shared/model/catalog.ts'
import type { Instant } from '../../../src-shared/model/instant.ts'
import { compareShares, type Limit } from '../../../src-shared/model/limit.ts'
import { compareText } from '../usage/usageRecord.ts'
import { DEFAULT_FRESHNESS_MS, type Exceed, listExceeds, type StaleMetric, type UsageByMetric } from './listExceeds.ts'

export interface OverageQuestion {
  metrics: Catalog['metrics']
  /** The target plan's limits, or those of a what-if. */
  limits: Readonly<Record<string, Limit>>
  companies: readonly { company: string; usage: UsageByMetric }[]
  at: Instant
  freshnessMs?: number
}

export interface CompanyOverage {
  company: string
  exceeds: Exceed[]
  stale: StaleMetric[]
}

/** Who would not fit a plan. */
export interface Overage {
  /** Worst first: by the largest share of a limit, then by what is over in all, then by id. */
  companies: CompanyOverage[]
  /** What is over of each metric, all companies together; a metric of which nobody is over is left out. */
  totals: Record<string, number>
  /** How many companies are over on each of those metrics. */
  counts: Record<string, number>
  /** Companies that are over on nothing that is known, but of which something is unknown or stale; by id. */
  unknown: { company: string; stale: StaleMetric[] }[]
  fitCount: number
}

/** Every company held against a plan's limits, resource by resource. */
export function listOverage({ metrics, limits, companies, at, freshnessMs = DEFAULT_FRESHNESS_MS }: OverageQuestion): Overage {
  const fits = companies.map(({ company, usage }) => ({ company, ...listExceeds({ metrics, limits, usage, at, freshnessMs }) }))
  const over = fits.filter(({ exceeds }) => exceeds.length > 0)
  const unknown = fits.filter(({ exceeds, stale }) => exceeds.length === 0 && stale.length > 0)
  const inOrder = over.map((each) => ({ each, worst: toWorst(each.exceeds), sum: toSum(each.exceeds) }))
  inOrder.sort((a, b) => compareShares(b.worst, a.worst) || b.sum - a.sum || compareText(a.each.company, b.each.company))
  const exceeds = over.flatMap((each) => each.exceeds)
  const perMetric = Object.keys(metrics)
    .map((metric) => ({ metric, overages: exceeds.filter((exceed) => exceed.metric === metric).map(({ overage }) => overage) }))
    .filter(({ overages }) => overages.length > 0)
  return {
    companies: inOrder.map(({ each }) => each),
    totals: Object.fromEntries(perMetric.map(({ metric, overages }) => [metric, overages.reduce((sum, overage) => sum + overage, 0)])),
    counts: Object.fromEntries(perMetric.map(({ metric, overages }) => [metric, overages.length])),
    unknown: unknown.map(({ company, stale }) => ({ company, stale })).sort((a, b) => compareText(a.company, b.company)),
    fitCount: fits.length - over.length - unknown.length,
  }
}

function toWorst(exceeds: readonly Exceed[]): Exceed {
  return exceeds.reduce((worst, exceed) => (compareShares(exceed, worst) > 0 ? exceed : worst))
}

function toSum(exceeds: readonly Exceed[]): number {
  return exceeds.reduce((sum, { overage }) => sum + overage, 0)
}
