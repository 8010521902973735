const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
const MONTHS: Readonly<Record<string, number>> = { monthly: 1, quarterly: 3, biannually: 6, annually: 12 }
/** Who began on a later day is charged on this one from then on, in every month. */
const LAST_DAY = 28

/** When the period after one that begins at an instant begins: at a whole hour. */
export function toNextPayment(at: number, interval: string): number {
  const start = Math.floor(at / HOUR_MS) * HOUR_MS
  if (interval === 'hourly') return start + HOUR_MS
  if (interval === 'daily') return start + DAY_MS
  if (interval === 'weekly') return start + 7 * DAY_MS
  const date = new Date(start)
  const months = date.getUTCMonth() + (MONTHS[interval] ?? 1)
  return Date.UTC(date.getUTCFullYear(), months, Math.min(date.getUTCDate(), LAST_DAY), date.getUTCHours())
}

/** Periods begin at whole hours, and the first at the hour in which it was paid. */
export function toPeriodStart(at: number): number {
  return Math.floor(at / HOUR_MS) * HOUR_MS
}
