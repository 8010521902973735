import { type Instant, toInstant, toIso } from '../../../src-shared/model/instant.ts'
import { DAY_MS } from '../calendar/dayMs.ts'
import type { MeterFact, ProductUsage } from '../companyFacts.ts'
import { isEnded } from './isEnded.ts'
import { findMeterOf, type MeteredBilling, matchMeter } from './matchMeter.ts'
import { toWholeUses, type WholeUse } from './toWholeUses.ts'

/** What meters counted, as records of use. */
export interface Metered {
  records: ProductUsage[]
  /** Up to when a metric was read from all meters that count for it; null where one was not, or there is none. */
  readUpTo(product: string, metric: string): Instant | null
}

/** Reads what meters counted, as far as they count a metric that is known. */
export function readMetered(billing: MeteredBilling): Metered {
  const { metered } = billing.facts
  if (metered.length === 0) return { records: [], readUpTo: () => null }
  const records: ProductUsage[] = []
  const readings = new Map<string, MeterFact[]>()
  for (const fact of metered) {
    const match = matchMeter(billing, fact)
    if (match.kind === 'unmatched') continue
    const { product, metric } = match
    const name = `${product} ${metric}`
    readings.set(name, [...(readings.get(name) ?? []), fact])
    records.push(...toWholeUses(fact.uses).map((use) => toRecord(fact, use, match)))
  }
  const live = listLiveMeters(billing)
  return {
    records,
    readUpTo: (product, metric) => {
      const counting = (readings.get(`${product} ${metric}`) ?? []).filter(({ meter, provider }) => live.has(`${provider} ${meter.ref}`))
      return counting.length === 0 ? null : toInstant(Math.min(...counting.map(({ readUpTo }) => readUpTo)))
    },
  }
}

function listLiveMeters(billing: Pick<MeteredBilling, 'facts' | 'subscriptions'>): Set<string> {
  return new Set(
    billing.subscriptions.flatMap(({ fact: { provider }, last }) =>
      isEnded(last) ? [] : last.items.flatMap((item) => `${provider} ${findMeterOf(billing, provider, item) ?? ''}`),
    ),
  )
}

function toRecord(
  { provider, customer, meter }: MeterFact,
  use: WholeUse,
  { product, metric }: { product: string; metric: string },
): ProductUsage {
  const key = `meter ${meter.ref} ${customer} ${toIso(use.from)}`
  return { product, metric, key, quantity: use.quantity, at: toTime(use), dimension: null, source: provider }
}

/**
 * When a use of a whole day counts as used: at its noon, which lies on the same day in almost every zone.
 *
 * One of less is as near to noon as it can be without leaving itself, or its window.
 */
function toTime({ from, until, windowStart }: WholeUse): Instant {
  const noon = from - (((from % DAY_MS) + DAY_MS) % DAY_MS) + DAY_MS / 2
  return toInstant(Math.min(Math.max(noon, from, windowStart ?? from), until - 1))
}
