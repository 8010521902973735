import { assertNever } from '../../../src-shared/model/assert.ts'
import type { Instant } from '../../../src-shared/model/instant.ts'
import type { InvoiceContent, RecurringInterval } from '../billing/billedObject.ts'
import type { BilledSubscription, Billing } from '../billing/billing.ts'
import { toStandings } from '../billing/invoiceAt.ts'
import { addMonths } from '../calendar/addMonths.ts'
import { DAY_MS } from '../calendar/dayMs.ts'
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
  const billed = periods.map((line, index): TrackPeriod => {
    const { start, end, plan, invoice } = line
    // The invoice is what staff can look up; where it bills several periods, each by its line.
    const ref = periods.filter((each) => each.invoice === invoice).length === 1 ? invoice.ref : `${invoice.ref} ${line.ref}`
    const begins = index === 0 && invoice.content.reason !== 'renewal' ? 'start' : toBegins(invoice.content.reason)
    const cut = isWhole(billing, subscription, line) ? 'whole' : 'months'
    return { ref, start, end, plan, anchor: findAnchor(subscription, start), cut, begins, standings: toStandings(invoice), isBilled: true }
  })
  const starts = new Set(billed.map(({ start }) => start))
  const observed = new Map<Instant, TrackPeriod>()
  for (const { item, plan } of track.evidence) {
    if (!item || plan === null || starts.has(item.periodStart) || item.periodEnd <= item.periodStart) continue
    const { periodStart: start, periodEnd: end } = item
    const { trialStart } = subscription.last
    observed.set(start, {
      ref: `${subscription.fact.ref} ${start}`,
      start,
      end,
      plan,
      anchor: findAnchor(subscription, start),
      cut: trialStart !== null && start === trialStart ? 'whole' : 'months',
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

/** A trial, and a stub up to the anchor, are one window (domain.md, *Hours*). */
function isWhole(billing: Billing, { fact, states }: BilledSubscription, { start, end, price }: BilledLine): boolean {
  const isTrial = states.some(
    ({ content: { trialStart, trialEnd } }) => trialStart !== null && trialEnd !== null && trialStart <= start && end <= trialEnd,
  )
  if (isTrial) return true
  const interval = price === null ? null : (billing.facts.prices.get(toPriceKey(fact.provider, price))?.content.interval ?? null)
  const months = interval && toMonths(interval)
  if (months === null) return false
  return Math.abs(end - addMonths(start, months)) > CLAMP_MS
}

function toMonths({ unit, count }: RecurringInterval): number | null {
  if (unit === 'month') return count
  return unit === 'year' ? count * 12 : null
}

/** The anchor whose day cut the months of a period: it may have been moved since. */
function findAnchor({ states, last }: BilledSubscription, start: Instant): Instant {
  const known = [last.startedAt, last.trialEnd, ...states.map(({ content }) => content.anchor)].filter((anchor) => anchor !== null)
  const past = known.filter((anchor) => anchor <= start)
  return past.length > 0 ? (Math.max(...past) as Instant) : (last.anchor ?? start)
}
