import type { Instant } from '../../../src-shared/model/instant.ts'
import { listRecords, type MetricUsage, type UsageRecord, type UsageWindow } from './usageRecord.ts'

export interface FlowQuestion {
  metric: string
  records: readonly UsageRecord[]
  window: UsageWindow
  at: Instant
  /** Up to when the source was read. It makes what was told younger, and tells nothing by itself. */
  readUpTo?: Instant | null
  /** When a fact set the counter to 0 (`plan-on-payment`, `fall-to-free`): from then on nothing told is 0 used. */
  startedAt?: Instant | null
}

/**
 * How much of a flow metric was used in a window, up to an instant; null where nobody has told.
 *
 * Who has told of the metric before and tells nothing of this window says 0, as of that old telling: its age shows what it is worth.
 */
export function measureFlow({ metric, records, window, at, readUpTo, startedAt }: FlowQuestion): MetricUsage | null {
  const told = listRecords(records, metric, at)
  const sayings = [told.at(-1)?.at, startedAt].filter((instant) => instant !== null && instant !== undefined)
  if (sayings.length === 0) return null
  const inWindow = told.filter((record) => isInWindow(record.at, window))
  return { used: inWindow.reduce((sum, { quantity }) => sum + quantity, 0), asOf: toAsOf(sayings, readUpTo, at) }
}

export function isInWindow(at: Instant, { start, end }: UsageWindow): boolean {
  return at >= start && (end === null || at < end)
}

/** As of when a use is known: its newest telling, or up to when the source was read. What was read after `at` says no more about it. */
export function toAsOf(sayings: readonly Instant[], readUpTo: Instant | null | undefined, at: Instant): Instant {
  const newest = Math.max(...sayings, readUpTo ?? Number.NEGATIVE_INFINITY)
  return Math.min(at, newest) as Instant
}
