import type { PriceContent, RecurringInterval } from '../../domain/billing/billedObject.ts'
import { UnreadableAnswer } from './failures.ts'
import { findText, getCurrency, isYes, readWhole, toWord, type Wire } from './readWire.ts'

/** Nobody's hours are counted here: of a plan that bills by the hour nothing true could be said. */
const INTERVALS: Readonly<Record<string, RecurringInterval>> = {
  daily: { unit: 'day', count: 1 },
  weekly: { unit: 'week', count: 1 },
  monthly: { unit: 'month', count: 1 },
  quarterly: { unit: 'month', count: 3 },
  biannually: { unit: 'month', count: 6 },
  annually: { unit: 'year', count: 1 },
}

/** Reads a plan, also as it is sent inside a subscription. */
export function mapPlan(plan: Wire): PriceContent {
  return {
    currency: getCurrency(plan),
    amount: readWhole(plan, 'amount'),
    interval: getInterval(plan),
    isMetered: false,
    lookupKey: null,
    product: null,
    isActive: !isYes(plan['is_deleted']) && !isYes(plan['is_archived']),
  }
}

export function getInterval(plan: Wire): RecurringInterval {
  const interval = toWord(findText(plan, 'interval'), INTERVALS)
  if (interval === null) throw new UnreadableAnswer('its interval is none that can be counted here')
  return interval
}
