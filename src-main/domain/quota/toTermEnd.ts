import { assertNever } from '../../../src-shared/model/assert.ts'
import type { Plan, PriceInterval } from '../../../src-shared/model/catalog.ts'
import { type Instant, toInstant } from '../../../src-shared/model/instant.ts'
import { addMonths } from '../calendar/addMonths.ts'
import { DAY_MS } from '../calendar/dayMs.ts'

/**
 * When a term that is paid once ends (`plan-on-payment`); null where it was bought for good.
 *
 * Months are the calendar's in UTC, clamped to short ones: a month from 31 January is 28 February.
 */
export function toTermEnd(plan: Pick<Plan, 'quota'>, interval: PriceInterval, paidAt: Instant): Instant | null {
  if (plan.quota?.termDays) return toInstant(paidAt + plan.quota.termDays * DAY_MS)
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
