import type { Instant } from '../../../src-shared/model/instant.ts'
import { DAY_MS } from '../../domain/calendar/dayMs.ts'
import { toDayText } from '../../domain/calendar/findDay.ts'

const DAYS = 7
const WEEKS = 4

/**
 * Which of the daily backups stay: the newest of each of the last seven days that have one, and of what is older, the newest of each
 * of the last four weeks that have one. Weeks begin on Monday; both are those of the workspace's zone.
 *
 * Days without a backup, as when the machine was off, take no place.
 */
export function chooseBackupsToKeep<B extends { at: Instant }>(backups: readonly B[], zone: string): B[] {
  const newestFirst = [...backups].sort((a, b) => b.at - a.at)
  const daily = takeNewestOfEach(newestFirst, DAYS, ({ at }) => toDayText(at, zone))
  const oldestDay = daily.length < DAYS ? '' : toDayText(daily.at(-1)?.at as Instant, zone)
  const older = newestFirst.filter(({ at }) => toDayText(at, zone) < oldestDay)
  return [...daily, ...takeNewestOfEach(older, WEEKS, ({ at }) => toWeek(toDayText(at, zone)))]
}

/** A backup is due when the day of the zone has none yet. One from a clock that was ahead counts for its own day only. */
export function isBackupDue(backups: readonly { at: Instant }[], now: Instant, zone: string): boolean {
  const today = toDayText(now, zone)
  return backups.every(({ at }) => toDayText(at, zone) !== today)
}

function takeNewestOfEach<B>(newestFirst: readonly B[], most: number, toStretch: (backup: B) => string): B[] {
  const newest = new Map<string, B>()
  for (const backup of newestFirst) {
    const stretch = toStretch(backup)
    if (!newest.has(stretch) && newest.size < most) newest.set(stretch, backup)
  }
  return [...newest.values()]
}

/** The Monday of a day's week. Days as texts have no hours, so no change of clocks moves them. */
function toWeek(day: string): string {
  const date = Date.parse(`${day}T00:00:00Z`)
  const sinceMonday = (new Date(date).getUTCDay() + 6) % 7
  return new Date(date - sinceMonday * DAY_MS).toISOString().slice(0, 10)
}
