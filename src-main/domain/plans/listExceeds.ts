import type { Metric, MetricKind } from '../../../src-shared/model/catalog.ts'
import type { Instant } from '../../../src-shared/model/instant.ts'
import { type Limit, toOverage } from '../../../src-shared/model/limit.ts'
import type { MetricUsage } from '../usage/usageRecord.ts'

/** Usage by metric. A metric that is not there, or null, was told by nobody. */
export type UsageByMetric = Readonly<Record<string, MetricUsage | null>>

/** A metric of which more is in use than the target plan allows. */
export interface Exceed {
  metric: string
  kind: MetricKind
  used: number
  limit: number
  overage: number
}

/** A metric whose usage is too old to judge by, or unknown: then it has no age. */
export interface StaleMetric {
  metric: string
  asOf: Instant | null
  ageMs: number | null
}

export interface Fit {
  exceeds: Exceed[]
  stale: StaleMetric[]
}

export interface FitQuestion {
  metrics: Readonly<Record<string, Metric>>
  limits: Readonly<Record<string, Limit>>
  usage: UsageByMetric
  at: Instant
  /** The workspace's bound: usage exactly as old is fresh. */
  freshnessMs: number
}

export const DEFAULT_FRESHNESS_MS = 24 * 3_600_000

/** What of a company's usage is over some limits, and what of it nobody can judge by; a stale metric that is over is in both. In the catalog's order. */
export function listExceeds({ metrics, limits, usage, at, freshnessMs }: FitQuestion): Fit {
  const fit: Fit = { exceeds: [], stale: [] }
  for (const [metric, { kind }] of Object.entries(metrics)) {
    const limit = findLimit(limits, metric)
    if (limit === 'unlimited') continue
    const known = findUsage(usage, metric)
    const ageMs = known && at - known.asOf
    // A sum that lacks a part may be over without showing it.
    const isFresh = ageMs !== null && ageMs <= freshnessMs && !known?.missingParts?.length
    if (!isFresh) fit.stale.push({ metric, asOf: known?.asOf ?? null, ageMs })
    const overage = known ? toOverage(known.used, limit) : 0
    if (known && overage > 0) fit.exceeds.push({ metric, kind, used: known.used, limit, overage })
  }
  return fit
}

/** What a plan says nothing of, it does not limit. */
export function findLimit(limits: Readonly<Record<string, Limit>>, metric: string): Limit {
  return (Object.hasOwn(limits, metric) ? limits[metric] : undefined) ?? 'unlimited'
}

export function findUsage(usage: UsageByMetric, metric: string): MetricUsage | null {
  return (Object.hasOwn(usage, metric) ? usage[metric] : undefined) ?? null
}
