import { type Instant, toInstant } from '../../src-shared/model/instant.ts'
import { fromZonedInput } from './zonedInput.ts'

/** From a day to a day, both in it, as fields of dates have them: `2026-11-21`. Null leaves that end open. */
export interface DayRange {
  from: string | null
  to: string | null
}

const RANGE = /^(\d{4}-\d{2}-\d{2})?\.\.(\d{4}-\d{2}-\d{2})?$/
const DAY_MS = 86_400_000

/** What an address says as `2026-11-01..2026-11-14`; null for what says no days. Days in the wrong order are turned round. */
export function parseDayRange(text: string): DayRange | null {
  const [from, to] = (RANGE.exec(text) ?? []).slice(1).map((day) => (day && isDay(day) ? day : null))
  if (!from && !to) return null
  return from && to && from > to ? { from: to, to: from } : { from: from ?? null, to: to ?? null }
}

export function writeDayRange({ from, to }: DayRange): string | null {
  return from === null && to === null ? null : `${from ?? ''}..${to ?? ''}`
}

/** The first instant of the days in a zone, and the first after them. */
export function toSpan({ from, to }: DayRange, zone: string): { from: Instant | null; to: Instant | null } {
  return { from: from === null ? null : findStart(from, zone), to: to === null ? null : findStart(nextDay(to), zone) }
}

export function isDay(text: string): boolean {
  const ms = Date.parse(text)
  return text.length === 10 && !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(text)
}

function nextDay(day: string): string {
  return new Date(Date.parse(day) + DAY_MS).toISOString().slice(0, 10)
}

function findStart(day: string, zone: string): Instant {
  return fromZonedInput(`${day}T00:00`, zone) ?? toInstant(Date.parse(day))
}
