import { type Crossing, listCrossings } from '../usage/listCrossings.ts'
import { findFlowWindow } from './findFlowWindow.ts'
import { limitOf } from './limitOf.ts'
import type { Timeline } from './readTimeline.ts'

/**
 * The alerts (`threshold`) that a company's use of a product set off in the windows in course, oldest first.
 *
 * A stock has no window of its own: its alerts are of the month in which a flow is counted.
 *
 * @param only the metric that is asked about; null for all
 */
export function listAlerts(timeline: Timeline, zone: string, only: string | null = null): Crossing[] {
  const { product, at, now } = timeline
  const records = product.billing.facts.usage.filter((record) => record.product === product.history.product)
  return Object.entries(now.catalog.metrics)
    .flatMap(([metric, { kind, resets }]) => {
      if (only !== null && metric !== only) return []
      const period = findFlowWindow(timeline, kind === 'flow' ? (resets ?? 'month') : 'month', zone)
      if (!period) return []
      const limits = timeline.holdings.map((holding) => ({ from: holding.at, limit: limitOf(holding, metric) ?? ('unlimited' as const) }))
      return listCrossings({ metric, kind, records, period, at, limits })
    })
    .sort((a, b) => a.at - b.at || a.percent - b.percent)
}
