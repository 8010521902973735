import { type Instant, toInstant } from '../../../src-shared/model/instant.ts'
import type { BilledSubscription, Billing } from '../billing/billing.ts'
import { type BilledInvoice, isOwedAt, isPaidAt } from '../billing/invoiceAt.ts'
import { listFromInForce } from '../billing/matchPrice.ts'
import { DAY_MS } from '../calendar/dayMs.ts'
import type { Word } from './findWord.ts'

/** Of a plan that the catalog does not know: what a catalog without a word on it gives. */
const DEFAULT_GRACE_DAYS = 7

/** A period that was billed, and by which invoice. */
interface Billed {
  end: Instant
  invoice: BilledInvoice
}

/** Grace counts from the end of the last paid period, or from the finalisation of the unpaid invoice where that is later. */
export function findGraceStart({ invoices, last }: BilledSubscription, periods: Iterable<Billed>, word: Word, at: Instant): Instant {
  let start: Instant | null = last.trialEnd !== null && last.trialEnd <= at ? last.trialEnd : null
  for (const { end, invoice } of periods) if ((start === null || end > start) && isPaidAt(invoice, at)) start = end
  let owedSince: Instant | null = null
  for (const invoice of invoices) {
    const { finalizedAt } = invoice.times
    if (finalizedAt !== null && (owedSince === null || finalizedAt < owedSince) && isOwedAt(invoice, at)) owedSince = finalizedAt
  }
  if (owedSince !== null && (start === null || owedSince > start)) start = owedSince
  return start ?? word.since
}

export function addGrace(billing: Billing, offer: { product: string; id: string } | null, start: Instant): Instant {
  return toInstant(start + findGraceDays(billing, offer, start) * DAY_MS)
}

function findGraceDays({ catalogs }: Billing, offer: { product: string; id: string } | null, at: Instant): number {
  const history = offer && catalogs.get(offer.product)
  if (!history) return DEFAULT_GRACE_DAYS
  for (const { plans } of listFromInForce(history, at)) {
    const plan = Object.hasOwn(plans, offer.id) ? plans[offer.id] : undefined
    if (plan) return plan.graceDays
  }
  return DEFAULT_GRACE_DAYS
}
