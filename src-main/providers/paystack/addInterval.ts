import type { Instant } from '../../../src-shared/model/instant.ts'
import { toInstant } from '../../../src-shared/model/instant.ts'
import type { RecurringInterval } from '../../domain/billing/billedObject.ts'
import { addMonths } from '../../domain/calendar/addMonths.ts'
import { DAY_MS } from '../../domain/calendar/dayMs.ts'

/** Some intervals later; earlier where `times` is below 0. */
export function addInterval(at: Instant, { unit, count }: RecurringInterval, times = 1): Instant {
  switch (unit) {
    case 'day':
      return toInstant(at + times * count * DAY_MS)
    case 'week':
      return toInstant(at + times * count * 7 * DAY_MS)
    case 'month':
      return addMonths(at, times * count)
    case 'year':
      return addMonths(at, times * count * 12)
  }
}
