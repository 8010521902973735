import { assertNever } from '../../../src-shared/model/assert.ts'
import type { Plan, PriceInterval } from '../../../src-shared/model/catalog.ts'
import type { Instant } from '../../../src-shared/model/instant.ts'

export const DAY_MS = 86_400_000

/**
 * When a term that is paid once ends (`plan-on-payment`); null where it was bought for good.
 *
 * Months are the calendar's in UTC, clamped to short ones: a month from 31 January is 28 February.
 */
export function toTermEnd(plan: Pick<Plan, 'quota'>, interval: PriceInterval, paidAt: Instant): Instant | null {
  if (plan.quota?.termDays) return (paidAt + plan.quota.termDays * DAY_MS) as Instant
  switch (interval) {
    case 'month':
      return addMonths(paidAt, 1)
    case 'quarter':
      return addMonths(paidAt, 3)
    case 'year':
      return addMonths(paidAt, 12)
    case 'once':
      return null
    default:
      return assertNever(interval)
  }
}

export function toMonthStart(at: Instant): Instant {
  const date = new Date(at)
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), 1) as Instant
}

export function toNextMonthStart(at: Instant): Instant {
  return addMonths(toMonthStart(at), 1)
}

function addMonths(at: Instant, months: number): Instant {
  const date = new Date(at)
  const day = date.getUTCDate()
  date.setUTCDate(1)
  date.setUTCMonth(date.getUTCMonth() + months)
  const lastDay = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate()
  date.setUTCDate(Math.min(day, lastDay))
  return date.getTime() as Instant
}
