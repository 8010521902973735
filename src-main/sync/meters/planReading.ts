import { type Instant, toInstant } from '../../../src-shared/model/instant.ts'

const MINUTE_MS = 60 * 1000
const DAY_MS = 24 * 60 * MINUTE_MS
/** So many whole days before the one that is on are read every time: sums follow their events with some delay. */
const DAYS_AGAIN = 2

/** What a reading of a customer's use from a meter follows from. */
export interface ReadingFacts {
  now: Instant
  /** When each window began over which the metric was counted, as far back as something can still change; oldest first. */
  windows: readonly Instant[]
  /** How far it was read before; null where it never was. */
  last: { readUpTo: Instant; wholeAt: Instant } | null
  /** The ends of what was read before, for what lies across a beginning is to be read in two. */
  uses: readonly Span[]
  /** Whether all that can still change is read, however lately it was. */
  isWhole: boolean
}

export interface Span {
  from: Instant
  until: Instant
}

/** What is asked of a meter, in spans that lie within days of UTC. */
export interface Reading {
  /** A midnight: from there on everything is read. */
  from: Instant
  /** The minute up to which it is read. */
  until: Instant
  /** Whether all that can still change is read. */
  isWhole: boolean
  /** Whole days, which are asked for in one; null where there are none. */
  days: Span | null
  /** Of these the days in which a window begins, each in its parts: asked for where the day has any use. */
  cutDays: readonly { day: Instant; parts: readonly Span[] }[]
  /** The day that is on, in one part or more: each is asked for, so that 0 is told too. */
  today: readonly Span[]
}

/**
 * Plans the least that has to be asked to know a customer's use again: the last days, and once a day all that can still change.
 *
 * Days of UTC are what a provider adds up at once; a window begins at any minute, and the day in which one does is asked for in parts.
 */
export function planReading({ now, windows, last, uses, isWhole: isAsked }: ReadingFacts): Reading {
  const until = floor(now, MINUTE_MS)
  const midnight = floor(now, DAY_MS)
  // At midnight itself the day that is on is the one that ends.
  const today = toInstant(midnight === until ? midnight - DAY_MS : midnight)
  const starts = windows.map((start) => floor(start, MINUTE_MS))
  const cuts = [...new Set(starts)].filter((start) => start % DAY_MS !== 0 && start < until)
  const isDue = last === null || now - last.wholeAt >= DAY_MS || last.wholeAt > now
  const isWhole = isAsked || isDue || uses.some(({ from, until: end }) => cuts.some((cut) => from < cut && cut < end))
  const first = Math.min(floor(windows[0] ?? now, DAY_MS), today)
  const again = Math.min(today - DAYS_AGAIN * DAY_MS, floor(last?.readUpTo ?? now, DAY_MS) - DAY_MS)
  const from = toInstant(isWhole ? first : Math.max(first, again))
  const cutDays = [...new Set(cuts.map((cut) => floor(cut, DAY_MS)))].filter((day) => day >= from && day < today)
  return {
    from,
    until,
    isWhole,
    days: from < today ? { from, until: today } : null,
    cutDays: cutDays.map((day) => ({ day, parts: cutSpan({ from: day, until: toInstant(day + DAY_MS) }, cuts) })),
    today: cutSpan({ from: today, until }, cuts),
  }
}

/** The window that a span is counted in: the last that had begun by then. */
export function findWindowStart(windows: readonly Instant[], { from }: Span): Instant | null {
  return windows.findLast((start) => floor(start, MINUTE_MS) <= from) ?? null
}

function cutSpan({ from, until }: Span, cuts: readonly Instant[]): Span[] {
  const within = cuts.filter((cut) => from < cut && cut < until).sort((a, b) => a - b)
  return [from, ...within].map((start, index) => ({ from: start, until: within[index] ?? until }))
}

function floor(at: number, step: number): Instant {
  return toInstant(Math.floor(at / step) * step)
}
