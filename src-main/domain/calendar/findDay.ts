import { type Instant, toInstant } from '../../../src-shared/model/instant.ts'
import { DAY_MS } from './dayMs.ts'
import type { Window } from './monthWindows.ts'
import { rememberWindows } from './rememberWindows.ts'

const MINUTE_MS = 60_000

/** The calendar day of a zone that holds an instant: 23 to 25 hours, where clocks are changed. */
export function findDay(at: Instant, zone: string): Window {
  return findOnce(at, zone)
}

const findOnce = rememberWindows(DAY_MS, (at, zone) => {
  const dayOf = (instant: number) => toDayText(instant as Instant, zone)
  const day = dayOf(at)
  return { start: findEdge(dayOf, day, at, -1), end: findEdge(dayOf, day, at, 1) }
})

/** The first instant of the day, or the first after it: by halves, to the minute at which zones change their day. */
function findEdge(dayOf: (at: number) => string, day: string, at: Instant, direction: 1 | -1): Instant {
  let inside = Math.floor(at / MINUTE_MS)
  let outside = inside + direction * Math.ceil((1.2 * DAY_MS) / MINUTE_MS)
  while (Math.abs(outside - inside) > 1) {
    const middle = Math.trunc((inside + outside) / 2)
    if (dayOf(middle * MINUTE_MS) === day) inside = middle
    else outside = middle
  }
  return toInstant((direction === 1 ? outside : inside) * MINUTE_MS)
}

const formats = new Map<string, Intl.DateTimeFormat>()

/** The calendar day of an instant in a zone, as `2026-03-10`. */
export function toDayText(at: Instant, zone: string): string {
  const format =
    formats.get(zone) ?? new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' })
  formats.set(zone, format)
  return format.format(at)
}
