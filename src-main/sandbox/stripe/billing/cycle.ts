export const DAY = 86_400

export interface Cycle {
  interval: 'day' | 'week' | 'month' | 'year'
  interval_count: number
}

/**
 * The n-th turn after an anchor, in seconds.
 *
 * A month that has no such day turns on its last, and the next one on the anchor's day again: 31 January, 28 February, 31 March.
 */
function turnAfter(anchor: number, { interval, interval_count }: Cycle, n: number): number {
  const count = interval_count * n
  if (interval === 'day') return anchor + count * DAY
  if (interval === 'week') return anchor + count * 7 * DAY
  return addMonths(anchor, interval === 'year' ? count * 12 : count)
}

/** The first turn after an instant. */
export function nextTurn(anchor: number, cycle: Cycle, after: number): number {
  let n = guess(anchor, cycle, after)
  while (turnAfter(anchor, cycle, n) > after) n -= 1
  while (turnAfter(anchor, cycle, n) <= after) n += 1
  return turnAfter(anchor, cycle, n)
}

/** The last turn up to an instant. */
export function lastTurn(anchor: number, cycle: Cycle, at: number): number {
  let n = guess(anchor, cycle, at)
  while (turnAfter(anchor, cycle, n) <= at) n += 1
  while (turnAfter(anchor, cycle, n) > at) n -= 1
  return turnAfter(anchor, cycle, n)
}

export function addMonths(seconds: number, months: number): number {
  const date = new Date(seconds * 1000)
  const month = date.getUTCMonth() + months
  const year = date.getUTCFullYear()
  const lastDay = new Date(Date.UTC(year, month + 1, 0)).getUTCDate()
  const midnight = Date.UTC(year, month, Math.min(date.getUTCDate(), lastDay)) / 1000
  return midnight + (((seconds % DAY) + DAY) % DAY)
}

const LENGTH = { day: DAY, week: 7 * DAY, month: 30.44 * DAY, year: 365.25 * DAY }

function guess(anchor: number, { interval, interval_count }: Cycle, at: number): number {
  return Math.floor((at - anchor) / (LENGTH[interval] * interval_count))
}
