import { type Instant, toInstant } from '../../../src-shared/model/instant.ts'
import type { Billing } from '../billing/billing.ts'
import { catalogAt } from '../catalogHistory.ts'
import { findFlowWindow } from './findFlowWindow.ts'
import { readProduct } from './findHolding.ts'
import { readTimeline } from './readTimeline.ts'

interface WindowQuestion {
  product: string
  metric: string
  now: Instant
  /** The first of them holds this instant. */
  since: Instant
  zone: string
}

/** A metric that begins anew every day is looked at over the day that is on and the one before. */
const MOST_DAYS = 2

/** When each window began over which a company's use of a flow metric is counted, oldest first; none where it is on no plan. */
export function listWindowStarts(billing: Billing, { product, metric, now, since, zone }: WindowQuestion): Instant[] {
  const own = readProduct(billing, product)
  const resets = catalogAt(own.history, now).metrics[metric]?.resets ?? 'month'
  const starts: Instant[] = []
  for (let at = now; resets === 'month' || starts.length < MOST_DAYS; ) {
    const window = findFlowWindow(readTimeline(own, at), resets, zone)
    if (!window || window.start > at) break
    starts.unshift(window.start)
    if (window.start <= since) break
    at = toInstant(window.start - 1)
  }
  return starts
}
