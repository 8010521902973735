import { type Instant, toInstant } from '../../../src-shared/model/instant.ts'
import { findCalendarMonth } from '../calendar/findCalendarMonth.ts'
import { findDay } from '../calendar/findDay.ts'
import { cutIntoMonths, nextMonthCut, toMonthGrid, type Window } from '../calendar/monthWindows.ts'
import { readTerm } from './findHolding.ts'
import { listPeriods, type TrackPeriod } from './listPeriods.ts'
import { findFall, type Timeline } from './readTimeline.ts'

/** Over which a flow metric is counted, and when a fact set its counter to 0. */
export interface FlowWindow {
  start: Instant
  end: Instant | null
  /** Null where no fact says that nothing was used then. */
  startedAt: Instant | null
}

/**
 * Finds the window of a flow metric; null without a plan (domain.md, *Words*: metric).
 *
 * A month of the subscription, cut as the hours' windows are; a fixed term as a whole; on a free plan the calendar month of the workspace's zone, from the fall on.
 */
export function findFlowWindow(timeline: Timeline, resets: 'month' | 'day', zone: string): FlowWindow | null {
  const { at, now } = timeline
  const { claim, plan } = now
  if (plan === null) return null
  const isHeld = claim !== null && claim.fellAt === null
  if (resets === 'day') return { ...findDay(at, zone), startedAt: null }
  if (isHeld && claim.of.kind === 'term') {
    const { window, startedAt } = readTerm(timeline.product, at)
    return window && { ...window, startedAt }
  }
  if (isHeld && claim.of.kind === 'subscription') {
    const window = findMonth(listPeriods(timeline.product.billing, claim.of.track), at)
    if (window) return { ...window, startedAt: null }
  }
  const fall = findFall(timeline)
  const month = findCalendarMonth(at, zone)
  const start = fall !== null && fall > month.start ? fall : month.start
  return { start, end: month.end, startedAt: claim?.of.kind === 'term' ? fall : null }
}

/** The month of a subscription that holds an instant. One that a change cut short goes on in the one after it: nothing is reset. */
function findMonth(periods: readonly TrackPeriod[], at: Instant): Window | null {
  const index = periods.findLastIndex(({ start }) => start <= at)
  const period = periods[index]
  if (!period) return null
  const window = findWithin(period, at)
  if (window.start !== period.start || period.begins !== 'change' || index === 0) return window
  const before = findMonth(periods.slice(0, index), toInstant(period.start - 1))
  return before && before.end > period.start ? { start: before.start, end: window.end } : window
}

/** Where the renewal was not seen yet, the months go on as they were cut. */
function findWithin(period: TrackPeriod, at: Instant): Window {
  const { start, end, anchor, cut } = period
  if (at < end) {
    const windows = cut === 'whole' ? [{ start, end }] : cutIntoMonths(period, anchor)
    return windows.find((window) => window.start <= at && at < window.end) ?? { start, end }
  }
  const grid = toMonthGrid(anchor, start)
  let from = toInstant(Math.max(start, end))
  let until = nextMonthCut(from, grid)
  while (until <= at) {
    from = until
    until = nextMonthCut(from, grid)
  }
  return { start: from, end: until }
}
