import { type Instant, toInstant } from '../../../src-shared/model/instant.ts'
import { formatDay } from '../../ui/formatDay.ts'

/** A day of the workspace's zone: from its first instant up to that of the next. */
export interface Day {
  /** `2026-11-21`, as the engine names it. */
  day: string
  /** `21 Nov`. */
  label: string
  start: Instant
  end: Instant
}

const DAY_MS = 86_400_000

/** The last days up to the one in which an instant lies, oldest first. */
export function listDays(last: Instant, count: number, zone: string): Day[] {
  const lastDayMs = Date.parse(toDay(last, zone))
  const starts = Array.from({ length: count + 1 }, (_, index) => {
    const dayMs = lastDayMs + (index - count + 1) * DAY_MS
    return { dayMs, start: findStart(dayMs, zone) }
  })
  return starts.slice(0, -1).map(({ dayMs, start }, index) => {
    const day = new Date(dayMs).toISOString().slice(0, 10)
    return { day, label: formatDay(day), start, end: starts[index + 1]?.start ?? start }
  })
}

/** On which day of a zone an instant lies. */
export function toDay(instant: number, zone: string): string {
  return toLocal(instant, zone).slice(0, 10)
}

/** The first instant of a day, which where clocks are put forward at midnight is not its midnight. @param dayMs its midnight, if the zone were UTC */
function findStart(dayMs: number, zone: string): Instant {
  const day = new Date(dayMs).toISOString().slice(0, 10)
  const offsets = [dayMs - DAY_MS, dayMs + DAY_MS].map((around) => Date.parse(`${toLocal(around, zone)}Z`) - around)
  const starts = offsets.map((offset) => dayMs - offset).filter((start) => toDay(start, zone) === day)
  return toInstant(Math.min(...(starts.length > 0 ? starts : [dayMs - (offsets[0] ?? 0)])))
}

const formats = new Map<string, Intl.DateTimeFormat>()

/** `2026-11-21T11:05:09`, as clocks there show it. */
function toLocal(instant: number, zone: string): string {
  let format = formats.get(zone)
  if (!format) {
    const two = '2-digit'
    format = new Intl.DateTimeFormat('sv-SE', {
      ...{ timeZone: zone, year: 'numeric', month: two, day: two, hour: two, minute: two, second: two },
      hourCycle: 'h23',
    })
    formats.set(zone, format)
  }
  return format.format(instant).replace(' ', 'T')
}
