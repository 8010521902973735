import type { Metric } from '../../../src-shared/model/catalog.ts'
import type { Instant } from '../../../src-shared/model/instant.ts'
import { type Limit, toRemaining } from '../../../src-shared/model/limit.ts'
import type { ProductUsage } from '../companyFacts.ts'
import { measureFlow } from '../usage/measureFlow.ts'
import { measureStock } from '../usage/measureStock.ts'
import type { EntitledUse, Entitlement } from './entitlement.ts'
import { explainEntitlement } from './explainEntitlement.ts'
import { type FlowWindow, findFlowWindow } from './findFlowWindow.ts'
import { limitOf } from './limitOf.ts'
import type { Timeline } from './readTimeline.ts'

/** What a company may do with a product at the timeline's instant, and why; and until when that holds by the clock alone. */
export function deriveEntitlement(timeline: Timeline, zone: string): { entitlement: Entitlement; changesAt: Instant | null } {
  const { now, at, nextTurn, product } = timeline
  const { plan, terms, subscribedPlan, status, claim, doubles, overrides, planByHand, catalog } = now
  const isHeld = claim !== null && claim.fellAt === null
  const metrics = Object.entries(catalog.metrics)
  const records = Map.groupBy(
    product.billing.facts.usage.filter((record) => record.product === product.history.product),
    ({ metric }) => metric,
  )
  const windows = new Map<string, FlowWindow | null>()
  for (const resets of ['month', 'day'] as const) {
    const flows = metrics.filter(([, metric]) => metric.kind === 'flow' && (metric.resets ?? 'month') === resets)
    const window = flows.length > 0 ? findFlowWindow(timeline, resets, zone) : null
    for (const [id] of flows) windows.set(id, window)
  }
  const usage = metrics.map(([id, metric]) => {
    const readUpTo = product.billing.metered.readUpTo(product.history.product, id)
    const use = measureUse(id, metric, { records: records.get(id) ?? [], readUpTo }, windows.get(id) ?? null, at)
    return [id, toEntitledUse(use, metric, limitOf(now, id), windows.get(id) ?? null)] as const
  })
  const entitlement: Entitlement = {
    product: product.history.product,
    plan,
    subscribedPlan,
    status,
    period: claim?.period ?? null,
    endsAt: planByHand?.content.until ?? claim?.endsAt ?? null,
    cancelAtPeriodEnd: claim?.cancelAtPeriodEnd ?? false,
    limits: terms ? Object.fromEntries(metrics.map(([id]) => [id, limitOf(now, id) ?? 'unlimited'])) : {},
    features: terms && status !== 'paused' ? terms.features : {},
    usage: Object.fromEntries(usage),
    notes: [...(isHeld ? claim.notes : []), ...(doubles.length > 0 ? ['double'] : []), ...(overrides.length > 0 ? ['set by hand'] : [])],
    doubles: doubles.map((double) => ({ fact: double.fact, plan: double.plan, status: double.status })),
    why: explainEntitlement(timeline),
  }
  const ends = [nextTurn, ...[...windows.values()].map((window) => window?.end ?? null), findNextRecord(product.billing.facts.usage, at)]
  const known = ends.filter((end) => end !== null && end > at)
  return { entitlement, changesAt: known.length > 0 ? (Math.min(...(known as Instant[])) as Instant) : null }
}

type Use = Pick<EntitledUse, 'used' | 'asOf' | 'parts' | 'missingParts'>

/** What was told of a metric, and up to when what counts it was read. */
interface Told {
  records: readonly ProductUsage[]
  readUpTo: Instant | null
}

function measureUse(id: string, metric: Metric, { records, readUpTo }: Told, window: FlowWindow | null, at: Instant): Use {
  const unknown: Use = { used: null, asOf: null, parts: [], missingParts: [] }
  if (metric.kind === 'stock') {
    const use = measureStock({ metric: id, records, at, parts: Object.keys(metric.parts ?? {}) })
    return use ? { used: use.used, asOf: use.asOf, parts: use.parts, missingParts: [...(use.missingParts ?? [])] } : unknown
  }
  if (!window) return unknown
  const use = measureFlow({ metric: id, records, window, at, readUpTo, startedAt: window.startedAt })
  return use ? { ...unknown, used: use.used, asOf: use.asOf } : unknown
}

function toEntitledUse(use: Use, { kind }: Metric, limit: Limit | null, window: FlowWindow | null): EntitledUse {
  return {
    ...use,
    limit,
    remaining: toLeft(use.used, limit),
    window: kind === 'flow' && window ? { start: window.start, end: window.end } : null,
  }
}

function toLeft(used: number | null, limit: Limit | null): Limit | null {
  if (limit === null) return 0
  if (limit === 'unlimited' || limit === 0) return limit
  return used === null ? null : toRemaining(used, limit)
}

/** A record may be a few minutes ahead of our clock. */
function findNextRecord(usage: readonly ProductUsage[], at: Instant): Instant | null {
  let next: Instant | null = null
  for (const record of usage) if (record.at > at && (next === null || record.at < next)) next = record.at
  return next
}
