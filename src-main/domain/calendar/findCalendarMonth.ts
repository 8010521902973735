import { type Instant, toInstant } from '../../../src-shared/model/instant.ts'
import { DAY_MS } from './dayMs.ts'
import { findDay, toDayText } from './findDay.ts'
import type { Window } from './monthWindows.ts'
import { rememberWindows } from './rememberWindows.ts'

const HALF_A_DAY_MS = DAY_MS / 2

/** The calendar month of a zone that holds an instant. */
export function findCalendarMonth(at: Instant, zone: string): Window {
  return findOnce(at, zone)
}

const findOnce = rememberWindows(30 * DAY_MS, (at, zone) => {
  const [year = 0, month = 0] = toDayText(at, zone).split('-').map(Number)
  return { start: findFirstDay(year, month, zone), end: findFirstDay(year, month + 1, zone) }
})

/** The start of a month's first day. Zones are up to 14 hours apart from UTC, so its noon there may be a day before or after. */
function findFirstDay(year: number, month: number, zone: string): Instant {
  const noon = Date.UTC(year, month - 1, 1, 12)
  const day = Number(toDayText(toInstant(noon), zone).slice(-2))
  const within = day === 1 ? noon : noon + (day === 2 ? -HALF_A_DAY_MS : HALF_A_DAY_MS)
  return findDay(toInstant(within), zone).start
}
