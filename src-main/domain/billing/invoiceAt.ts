import { type Instant, toInstant } from '../../../src-shared/model/instant.ts'
import type { BilledFactOf } from '../companyFacts.ts'
import type { Standing } from '../hours/hoursFacts.ts'

export type InvoiceFact = BilledFactOf<'invoice'>

/** When it was paid, out of band included; null where it was not. */
export function toPaidAt({ content }: InvoiceFact): Instant | null {
  return content.status === 'paid' ? (content.paidAt ?? content.finalizedAt) : null
}

export function isPaidAt(invoice: InvoiceFact, at: Instant): boolean {
  const paidAt = toPaidAt(invoice)
  return paidAt !== null && paidAt <= at
}

/** Whether the customer owed it at an instant: it was final, and neither paid nor given up. */
export function isOwedAt({ content, ...fact }: InvoiceFact, at: Instant): boolean {
  const { finalizedAt, voidedAt, uncollectibleAt } = content
  if (finalizedAt === null || finalizedAt > at || isPaidAt({ content, ...fact }, at)) return false
  return ![voidedAt, uncollectibleAt].some((gone) => gone !== null && gone <= at)
}

/**
 * When collecting it was first refused; null where that never was, or is not known.
 *
 * A refusal has no time of its own. Where we saw it come it has the time of what told us; one from before is taken to be as old as the
 * invoice's finalisation, when a provider first tries.
 */
export function toFailedAt({ content, stateAt, earlier }: InvoiceFact): Instant | null {
  const states = [...earlier, { at: stateAt, content }]
  const first = states.findIndex((state) => state.content.isFailing)
  const failing = states[first]
  if (failing) return first === 0 ? (failing.content.finalizedAt ?? failing.at) : failing.at
  // Paid at the second attempt or later: the first was refused.
  return content.status === 'paid' && content.attempts > 1 ? content.finalizedAt : null
}

/** When it fell due and was not paid yet; null where it names no day, or was paid by then. */
export function toOverdueAt(invoice: InvoiceFact): Instant | null {
  const { dueAt } = invoice.content
  return dueAt !== null && !isPaidAt(invoice, dueAt) ? dueAt : null
}

/** What is known of its payment, and from when: what says whether the hours of its periods come. */
export function toStandings(invoice: InvoiceFact): Standing[] {
  const { finalizedAt, voidedAt, uncollectibleAt, status } = invoice.content
  const known: [Standing['standing'], Instant | null][] = [
    ['draft', invoice.createdAt],
    ['open', finalizedAt],
    ['failed', toFailedAt(invoice)],
    ['overdue', toOverdueAt(invoice)],
    ['paid', toPaidAt(invoice)],
    // Where the provider does not say when, it is so from the start: nothing was ever paid.
    ['void', voidedAt ?? (status === 'void' ? toInstant(finalizedAt ?? invoice.createdAt) : null)],
    ['uncollectible', uncollectibleAt ?? (status === 'uncollectible' ? toInstant(finalizedAt ?? invoice.createdAt) : null)],
  ]
  return known.flatMap(([standing, at]) => (at === null ? [] : [{ standing, at }]))
}
