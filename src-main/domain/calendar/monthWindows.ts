import { type Instant, toInstant } from '../../../src-shared/model/instant.ts'
import { DAY_MS } from './dayMs.ts'

/** A stretch of time. Its end is no part of it. */
export interface Window {
  start: Instant
  end: Instant
}

/** Where months are cut: a day (1 to 31) and a time of day, in UTC as the providers count. */
export interface MonthGrid {
  day: number
  timeOfDayMs: number
}

/**
 * The grid of a period: its anchor's day at its own time of day.
 *
 * The anchor is what remembers the 31st while the months between are shorter.
 */
export function toMonthGrid(anchor: Instant, start: Instant): MonthGrid {
  return { day: new Date(anchor).getUTCDate(), timeOfDayMs: ((start % DAY_MS) + DAY_MS) % DAY_MS }
}

/** The first cut after an instant: the grid's day, or the last day of a month that is too short for it. */
export function nextMonthCut(after: Instant, grid: MonthGrid): Instant {
  const date = new Date(after)
  const year = date.getUTCFullYear()
  const month = date.getUTCMonth()
  const cut = toCut(year, month, grid)
  return cut > after ? cut : toCut(year, month + 1, grid)
}

/**
 * A period in months from its start, by the day of the anchor: 31 January, 28 February, 31 March.
 *
 * The windows tile the period. What lies before the first cut or after the last is a window of its own, however short.
 */
export function cutIntoMonths({ start, end }: Window, anchor: Instant): Window[] {
  const grid = toMonthGrid(anchor, start)
  const windows: Window[] = []
  let from = start
  while (from < end) {
    const cut = nextMonthCut(from, grid)
    const until = cut < end ? cut : end
    windows.push({ start: from, end: until })
    from = until
  }
  return windows
}

/** The grid's cut within a month; `month` counts from 0 and may run over into other years. */
export function toCut(year: number, month: number, { day, timeOfDayMs }: MonthGrid): Instant {
  const lastDay = new Date(Date.UTC(year, month + 1, 0)).getUTCDate()
  return toInstant(Date.UTC(year, month, Math.min(day, lastDay)) + timeOfDayMs)
}
