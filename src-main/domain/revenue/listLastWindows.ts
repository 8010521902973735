import { type Instant, toInstant } from '../../../src-shared/model/instant.ts'
import { findCalendarMonth } from '../calendar/findCalendarMonth.ts'
import { findDay, toDayText } from '../calendar/findDay.ts'
import type { Window } from '../calendar/monthWindows.ts'

/** A calendar day or month of a zone with its name: `2026-11-20`, `2026-11`. */
export interface NamedWindow extends Window {
  name: string
}

/** The last days of a zone up to the one that holds an instant, oldest first. */
export function listLastDays(at: Instant, zone: string, count: number): NamedWindow[] {
  return listBackwards(count, at, (instant) => ({ ...findDay(instant, zone), name: toDayText(instant, zone) }))
}

/** The last calendar months of a zone up to the one that holds an instant, oldest first. */
export function listLastMonths(at: Instant, zone: string, count: number): NamedWindow[] {
  return listBackwards(count, at, (instant) => ({
    ...findCalendarMonth(instant, zone),
    name: toDayText(instant, zone).split('-').slice(0, 2).join('-'),
  }))
}

function listBackwards(count: number, at: Instant, find: (at: Instant) => NamedWindow): NamedWindow[] {
  const windows: NamedWindow[] = []
  for (let instant = at; windows.length < count; ) {
    const window = find(instant)
    windows.unshift(window)
    instant = toInstant(window.start - 1)
  }
  return windows
}
