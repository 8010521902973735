import { assertNever } from '../../../src-shared/model/assert.ts'
import { type Instant, toInstant } from '../../../src-shared/model/instant.ts'
import type { InvoiceContent, RecurringInterval, SubscriptionContent } from '../billing/billedObject.ts'
import type { BilledSubscription, Billing } from '../billing/billing.ts'
import { toStandings } from '../billing/invoiceAt.ts'
import { addMonths } from '../calendar/addMonths.ts'
import { DAY_MS } from '../calendar/dayMs.ts'
import { nextMonthCut, toMonthGrid, type Window } from '../calendar/monthWindows.ts'
import { toPriceKey } from '../companyFacts.ts'
import type { BilledPeriod } from '../hours/hoursFacts.ts'
import type { BilledLine, Track } from './listTracks.ts'

/** A period of a subscription's item: as it was billed, or, where no line of an invoice tells of it, as it was observed. */
export interface TrackPeriod extends Omit<BilledPeriod, 'rule'> {
  plan: string
  isBilled: boolean
}

/** Months that are clamped to short ones differ by this much from months that are not. */
const CLAMP_MS = 3 * DAY_MS

/** The periods of an item, oldest first. */
export function listPeriods(billing: Billing, track: Track): TrackPeriod[] {
  const { subscription, periods } = track
  const findAnchor = createFindAnchor(subscription)
  const trials = [...new Map(subscription.states.map(({ content }) => [`${content.trialStart} ${content.trialEnd}`, content])).values()]
  const linesOf = Map.groupBy(periods, ({ invoice }) => invoice.ref)
  const billed = periods.map((line, index): TrackPeriod => {
    const { start, end, plan, invoice } = line
    // The invoice is what staff can look up; where it bills several periods, each by its line.
    const ref = linesOf.get(invoice.ref)?.length === 1 ? invoice.ref : `${invoice.ref} ${line.ref}`
    const begins = index === 0 && invoice.content.reason !== 'renewal' ? 'start' : toBegins(invoice.content.reason)
    const cut = isTrial(trials, line) || isStub(billing, subscription, line) ? 'whole' : 'months'
    return { ref, start, end, plan, anchor: findAnchor(start), cut, begins, standings: toStandings(invoice), isBilled: true }
  })
  const starts = new Set(billed.map(({ start }) => start))
  const observed = new Map<Instant, TrackPeriod>()
  for (const { item, plan } of track.evidence) {
    if (!item || plan === null || starts.has(item.periodStart) || item.periodEnd <= item.periodStart) continue
    const { periodStart: start, periodEnd: end } = item
    observed.set(start, {
      ref: `${subscription.fact.ref} ${start}`,
      start,
      end,
      plan,
      anchor: findAnchor(start),
      cut: isTrial(trials, { start, end }) ? 'whole' : 'months',
      begins: 'change',
      // Nothing says what it cost: the provider's word that it is active says that it is paid.
      standings: [{ at: start, standing: 'paid' }],
      isBilled: false,
    })
  }
  const all = [...billed, ...observed.values()].sort((a, b) => a.start - b.start || a.end - b.end)
  return all.map((period, index) => (period.isBilled ? period : { ...period, begins: toObservedBegins(all[index - 1], period) }))
}

function toObservedBegins(before: TrackPeriod | undefined, { start }: TrackPeriod): TrackPeriod['begins'] {
  if (!before) return 'start'
  return before.end === start ? 'renewal' : 'change'
}

function toBegins(reason: InvoiceContent['reason']): TrackPeriod['begins'] {
  switch (reason) {
    case 'start':
      return 'start'
    case 'renewal':
      return 'renewal'
    case 'change':
    case 'other':
      return 'change'
    default:
      return assertNever(reason)
  }
}

/** A trial is one window, and so is a stub up to the anchor (domain.md, *Hours*). */
function isTrial(states: readonly Pick<SubscriptionContent, 'trialStart' | 'trialEnd'>[], { start, end }: Window): boolean {
  return states.some(({ trialStart, trialEnd }) => trialStart !== null && trialEnd !== null && trialStart <= start && end <= trialEnd)
}

function isStub({ facts }: Billing, { fact }: BilledSubscription, { start, end, price }: BilledLine): boolean {
  const interval = price === null ? null : (facts.prices.get(toPriceKey(fact.provider, price))?.content.interval ?? null)
  const months = interval && toMonths(interval)
  return months !== null && Math.abs(end - addMonths(start, months)) > CLAMP_MS
}

function toMonths({ unit, count }: RecurringInterval): number | null {
  if (unit === 'month') return count
  return unit === 'year' ? count * 12 : null
}

/**
 * The anchor whose day cut the months of a period: it may have been moved since.
 *
 * @returns of an instant the newest anchor that had come by then, as the provider named it, else as the start and the trial set it; the
 * instant itself where that one's day is not its own, so that it must have been moved without our seeing it
 */
function createFindAnchor({ states, last }: BilledSubscription): (start: Instant) => Instant {
  const named = new Set(states.flatMap(({ content }) => content.anchor ?? []))
  const implied = [last.startedAt, last.trialEnd].filter((anchor) => anchor !== null)
  const findNewest = (anchors: Iterable<Instant>, start: Instant) => {
    let newest: Instant | null = null
    for (const anchor of anchors) if (anchor <= start && (newest === null || anchor > newest)) newest = anchor
    return newest
  }
  return (start) => {
    const anchor = findNewest(named, start) ?? findNewest(implied, start) ?? last.anchor ?? start
    return nextMonthCut(toInstant(start - 1), toMonthGrid(anchor, start)) === start ? anchor : start
  }
}
