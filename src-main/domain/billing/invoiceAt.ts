import type { Instant } from '../../../src-shared/model/instant.ts'
import type { BilledFactOf } from '../companyFacts.ts'
import type { Standing } from '../hours/hoursFacts.ts'

export type InvoiceFact = BilledFactOf<'invoice'>

/** An invoice with the instants at which it came to be what it is. */
export interface BilledInvoice extends InvoiceFact {
  times: InvoiceTimes
}

/** Each null where it never came to that, or where nobody knows when. */
export interface InvoiceTimes {
  finalizedAt: Instant | null
  /** Out of band included. */
  paidAt: Instant | null
  /** When collecting it was first refused. */
  failedAt: Instant | null
  /** When it fell due and was not paid yet. */
  overdueAt: Instant | null
  /** When nobody owed it any more, void or given up as uncollectible. */
  goneAt: Instant | null
}

export function readInvoice(fact: InvoiceFact): BilledInvoice {
  const { status, finalizedAt, voidedAt, uncollectibleAt, dueAt } = fact.content
  // Where the provider does not say when, it is so from the start.
  const start = finalizedAt ?? fact.createdAt
  const paidAt = status === 'paid' ? (fact.content.paidAt ?? start) : null
  const isGone = status === 'void' || status === 'uncollectible'
  return {
    ...fact,
    times: {
      finalizedAt,
      paidAt,
      failedAt: findFailure(fact),
      overdueAt: dueAt !== null && (paidAt === null || paidAt > dueAt) ? dueAt : null,
      goneAt: earliest(voidedAt, uncollectibleAt) ?? (isGone ? start : null),
    },
  }
}

/**
 * When collecting it was first refused; null where that never was, or is not known.
 *
 * A refusal has no time of its own. Where we saw it come it has the time of what told us; one from before is taken to be as old as the
 * invoice's finalisation, when a provider first tries.
 */
function findFailure({ content, stateAt, earlier }: InvoiceFact): Instant | null {
  const states = [...earlier, { at: stateAt, content }]
  const first = states.findIndex((state) => state.content.isFailing)
  const failing = states[first]
  if (failing) return first === 0 ? (failing.content.finalizedAt ?? failing.at) : failing.at
  // Of those that were tried, one that was paid succeeded at the last.
  const isOver = content.status !== 'draft' && content.status !== 'open'
  return isOver && content.attempts > Number(content.status === 'paid') ? content.finalizedAt : null
}

export function isPaidAt({ times: { paidAt } }: BilledInvoice, at: Instant): boolean {
  return paidAt !== null && paidAt <= at
}

/** Whether the customer owed it at an instant: it was final, and neither paid nor given up. */
export function isOwedAt(invoice: BilledInvoice, at: Instant): boolean {
  const { finalizedAt, goneAt } = invoice.times
  return finalizedAt !== null && finalizedAt <= at && !isPaidAt(invoice, at) && (goneAt === null || goneAt > at)
}

/** When the customer came to be behind with it: refused or overdue, whichever was first. */
export function toTroubleAt({ times: { failedAt, overdueAt } }: BilledInvoice): Instant | null {
  return earliest(failedAt, overdueAt)
}

/** What is known of its payment, and from when: what says whether the hours of its periods come. */
export function toStandings({ createdAt, content, times }: BilledInvoice): Standing[] {
  const { voidedAt, uncollectibleAt, status } = content
  const known: [Standing['standing'], Instant | null][] = [
    ['draft', createdAt],
    ['open', times.finalizedAt],
    ['failed', times.failedAt],
    ['overdue', times.overdueAt],
    ['paid', times.paidAt],
    ['void', voidedAt ?? (status === 'void' ? times.goneAt : null)],
    ['uncollectible', uncollectibleAt ?? (status === 'uncollectible' ? times.goneAt : null)],
  ]
  return known.flatMap(([standing, at]) => (at === null ? [] : [{ standing, at }]))
}

function earliest(a: Instant | null, b: Instant | null): Instant | null {
  if (a === null || b === null) return a ?? b
  return a < b ? a : b
}
