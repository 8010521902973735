import { type Instant, toInstant } from '../../../src-shared/model/instant.ts'
import { DAY_MS } from './dayMs.ts'
import type { Window } from './monthWindows.ts'

type FindWindow = (at: Instant, zone: string) => Window

/** Enough for thirty years of days; more are asked for by nobody, or by somebody hostile. */
const MOST = 12_000
/** Beyond it windows would reach over the ends of the calendar. */
const FAR_MS = 8_640_000_000_000_000 - 70 * DAY_MS

/**
 * Gives the same windows as `find`, each found once: a calendar answers slowly, and is asked of the same days again and again.
 *
 * @param spanMs about how long a window is: what lies in one such span of UTC is looked for in one place
 */
export function rememberWindows(spanMs: number, find: FindWindow): FindWindow {
  const known = new Map<string, Window[]>()
  return (at, zone) => {
    if (Math.abs(at) > FAR_MS) return findUtcDay(at)
    const place = `${zone} ${Math.floor(at / spanMs)}`
    const windows = known.get(place) ?? []
    const window = windows.find(({ start, end }) => start <= at && at < end)
    if (window) return window
    const found = find(at, zone)
    if (known.size >= MOST) known.clear()
    // A calendar that skips a day may give a window that does not hold the instant: that is not kept for another.
    if (found.start <= at && at < found.end) known.set(place, [...windows, found])
    return found
  }
}

function findUtcDay(at: Instant): Window {
  const start = Math.floor(at / DAY_MS) * DAY_MS
  return { start: toInstant(start), end: toInstant(start + DAY_MS) }
}
