import type { Instant } from '../../../src-shared/model/instant.ts'
import { DAY_MS } from './dayMs.ts'
import { toCut } from './monthWindows.ts'

/** Months later in UTC, at the same time of day: a month from 31 January is 28 February. */
export function addMonths(at: Instant, months: number): Instant {
  const date = new Date(at)
  const timeOfDayMs = ((at % DAY_MS) + DAY_MS) % DAY_MS
  return toCut(date.getUTCFullYear(), date.getUTCMonth() + months, { day: date.getUTCDate(), timeOfDayMs })
}
