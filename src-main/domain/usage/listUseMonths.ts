import type { Instant } from '../../../src-shared/model/instant.ts'
import { findCalendarMonth } from '../calendar/findCalendarMonth.ts'
import type { Catalogs } from '../catalogHistory.ts'
import type { ProductUsage } from '../companyFacts.ts'
import { findMetricKind } from './findMetricKind.ts'

/** What a company used of a flow in a calendar month. */
export interface UseMonth {
  product: string
  metric: string
  /** The month's start. */
  month: Instant
  quantity: number
  /** How many records there are. */
  told: number
  /** Of the newest record. */
  newestAt: Instant
}

/** A company's use month by month, of each flow that it told of. How many there are of a stock does not add up, so it has no months. */
export function listUseMonths(usage: readonly ProductUsage[], { catalogs, zone }: { catalogs: Catalogs; zone: string }): UseMonth[] {
  const months = new Map<string, UseMonth>()
  const flows = new Map<string, boolean>()
  for (const { product, metric, quantity, at } of usage) {
    const name = `${product}.${metric}`
    const isFlow = flows.get(name) ?? findMetricKind(catalogs, product, metric) === 'flow'
    flows.set(name, isFlow)
    if (!isFlow) continue
    const { start: month } = findCalendarMonth(at, zone)
    const place = `${month} ${name}`
    const known = months.get(place)
    if (!known) {
      months.set(place, { product, metric, month, quantity, told: 1, newestAt: at })
      continue
    }
    known.quantity += quantity
    known.told += 1
    if (at > known.newestAt) known.newestAt = at
  }
  return [...months.values()]
}
