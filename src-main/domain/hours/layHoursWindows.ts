import { type Instant, toInstant } from '../../../src-shared/model/instant.ts'
import { cutIntoMonths, nextMonthCut, toMonthGrid, type Window } from '../calendar/monthWindows.ts'
import type { BilledPeriod, Stretch } from './hoursFacts.ts'
import { isPaidFor } from './isPaidFor.ts'
import { findFree } from './stretches.ts'
import { compareTexts, takeOnce } from './takeOnce.ts'

/** One month of hours, as it is known at the instant asked for. */
export interface HoursWindow extends Window {
  /** The period that it belongs to, or that it goes on from. */
  period: BilledPeriod
  isPaid: boolean
  /** When the month's hours come; null where they do not, by then. */
  allocatesAt: Instant | null
  /** What becomes at its end of the hours that are left: `keep` leaves them to the period that cuts it short. */
  atEnd: 'roll' | 'lapse' | 'keep'
  /** The ends of status that take what is left of the month. */
  ends: readonly Stretch[]
}

/** A window before anything is said of pauses and ends. */
type Laid = Pick<HoursWindow, 'start' | 'end' | 'period' | 'isPaid' | 'atEnd'> & { paidUntil: Instant | null }

/**
 * The windows from the first period on, up to the one that holds `at`.
 *
 * Paid periods are laid first, a later one ending an earlier for good; what they leave open is cut by the period before it and unpaid.
 * Pauses and ends are taken as they were known at `at`.
 */
export function layHoursWindows(
  periods: readonly BilledPeriod[],
  pauses: readonly Stretch[],
  ends: readonly Stretch[],
  at: Instant,
): HoursWindow[] {
  // A period that starts later was not there yet to cut an earlier one short.
  const known = takeOnce(
    periods.filter(({ start }) => start <= at),
    ({ ref }) => ref,
    // Of one period read before and after its payment, the later reading knows more.
    (a, b) => a.start - b.start || a.end - b.end || compareTexts(a.ref, b.ref) || b.standings.length - a.standings.length,
  )
  return layPeriods(known, at).flatMap(({ paidUntil, ...laid }) => {
    const applying = ends.filter((end) => !isPaidSince(laid.period, paidUntil, end))
    const activeAt = findFree(applying, laid.start)
    // Of the windows that start after an end, those are none that it outlasts.
    if (activeAt === null || activeAt >= laid.end) return []
    const freeAt = laid.isPaid ? findFree([...applying, ...pauses], laid.start) : null
    return [{ ...laid, ends: applying, allocatesAt: freeAt !== null && freeAt < laid.end ? freeAt : null }]
  })
}

function layPeriods(known: readonly BilledPeriod[], at: Instant): Laid[] {
  const first = known[0]
  if (!first) return []
  // Of two paid from one instant on, the longer counts: a customer has bought that much.
  const paid = known.filter((period) => isPaidFor(period, at)).filter(({ start }, index, all) => all[index + 1]?.start !== start)
  const laid: Laid[] = []
  let laidUntil = first.start
  for (const [index, period] of paid.entries()) {
    laid.push(...layUnpaid(known, laidUntil, period.start))
    const next = paid[index + 1]
    const until = next && next.start < period.end ? next.start : period.end
    laid.push(...layPaid(period, until, next))
    laidUntil = until
  }
  laid.push(...layUnpaid(known, laidUntil, toInstant(at + 1)))
  return laid
}

function layPaid(period: BilledPeriod, until: Instant, next: BilledPeriod | undefined): Laid[] {
  const windows: Laid[] = toWindows(period)
    .filter(({ start }) => start < until)
    .map((window) => ({ ...window, period, isPaid: true, atEnd: 'roll', paidUntil: until }))
  const last = windows.at(-1)
  if (!last) return []
  if (next?.start === until) {
    // A window that had run its month rolls over even where a change begins right then: nothing was cut short.
    if (next.begins === 'change' && last.end > until) last.atEnd = 'keep'
    if (next.begins === 'start') last.atEnd = 'lapse'
  }
  last.end = until
  return windows
}

/** Windows that nothing pays for, from an instant on: all that start before another. The start of any period ends them. */
function layUnpaid(known: readonly BilledPeriod[], from: Instant, before: Instant): Laid[] {
  const laid: Laid[] = []
  let start = from
  while (start < before) {
    const period = known.findLast((each) => each.start <= start)
    if (!period) break
    // A trial or a term that nobody paid is still one window; what follows it goes by months.
    const isWithin = start < period.end
    let end = isWithin && period.cut === 'whole' ? period.end : nextMonthCut(start, toMonthGrid(period.anchor, period.start))
    if (isWithin && period.end < end) end = period.end
    const next = known.find((each) => each.start > start)
    if (next && next.start < end) end = next.start
    laid.push({ start, end, period, isPaid: false, atEnd: 'roll', paidUntil: null })
    start = end
  }
  return laid
}

function toWindows(period: BilledPeriod): Window[] {
  const { start, end } = period
  return period.cut === 'whole' ? [{ start, end }] : cutIntoMonths(period, period.anchor)
}

/**
 * Whether a period was paid only after an end, and so made the subscription active again.
 *
 * Then it is paid for as a whole, the time between included: a customer who pays a month late has the month. The bank stays lapsed.
 */
function isPaidSince(period: BilledPeriod, paidUntil: Instant | null, { from, until }: Stretch): boolean {
  if (paidUntil === null || until === null) return false
  return !isPaidFor(period, from) && until < paidUntil
}
