import type { Instant } from '../../../src-shared/model/instant.ts'
import { toDecimalText } from '../../../src-shared/model/money.ts'
import type { Billing } from './billing.ts'
import { type BilledInvoice, isOwedAt, isPaidAt } from './invoiceAt.ts'
import { type Purchase, toInvoiceFailure } from './listPurchases.ts'
import type { PaymentRow } from './paymentRow.ts'
import { readPurchase } from './readPurchase.ts'
import { takeKind } from './takeKind.ts'

/** Every payment of a company, or of nobody yet, as it stood at an instant: one row a purchase, however many objects tell of it. */
export function listPaymentRows(billing: Billing, at: Instant): PaymentRow[] {
  const reasons = new Map(takeKind(billing.facts.billed, 'payment').map(({ ref, content }) => [ref, content.failure]))
  const ofSubscriptions = billing.invoices.filter(({ content }) => content.subscription !== null)
  return [
    ...ofSubscriptions.flatMap((invoice) => toInvoiceRow(billing, invoice, reasons, at) ?? []),
    ...billing.purchases
      .filter(({ isBesideSubscription }) => !isBesideSubscription)
      .flatMap((purchase) => toPurchaseRow(billing, purchase, at) ?? []),
  ]
}

/** Null for what is no payment, or none yet: a draft, an invoice of nothing. */
function toInvoiceRow(
  billing: Billing,
  invoice: BilledInvoice,
  reasons: ReadonlyMap<string, string | null>,
  at: Instant,
): PaymentRow | null {
  const { content, provider, account, ref, seenAt, times } = invoice
  const since = content.finalizedAt ?? invoice.createdAt
  if (content.status === 'draft' || since > at || (content.amountDue === 0 && content.amountPaid === 0)) return null
  const offers = content.lines.flatMap((line) => {
    const offer = line.amount < 0 ? null : billing.offerOf(provider, line.price, line.start)
    return offer ? [offer] : []
  })
  const offer = offers.at(-1) ?? null
  const isPaid = isPaidAt(invoice, at)
  const { failedAt } = times
  const base = {
    provider,
    account,
    ref,
    product: offer?.product ?? null,
    plan: offer?.id ?? null,
    amount: isPaid ? content.amountPaid : content.amountDue,
    currency: content.currency,
    since,
    seenAt,
  }
  if (isPaid && !offer) {
    const price = content.lines.find((line) => line.price !== null)?.price
    const reason = price ? `Its price ${price} is in no catalog.` : 'None of its lines names a price.'
    return { ...base, at: times.paidAt ?? since, status: 'unmatched', reason }
  }
  if (isPaid) return { ...base, at: times.paidAt ?? since, status: 'succeeded', reason: null }
  if (!isOwedAt(invoice, at)) return { ...base, at: times.goneAt ?? since, status: 'canceled', reason: null }
  if (failedAt === null || failedAt > at) return { ...base, at: since, status: 'pending', reason: null }
  return { ...base, at: failedAt, status: 'failed', reason: toInvoiceFailure(invoice, reasons) ?? 'The provider could not collect it.' }
}

/** Null for one that was not there yet. */
function toPurchaseRow(billing: Billing, purchase: Purchase, at: Instant): PaymentRow | null {
  const { provider, account, ref, amount, currency, since, seenAt, outcome } = purchase
  if (since > at) return null
  const reading = readPurchase(billing, purchase)
  const offer = reading.kind === 'matched' ? (reading.offers[0]?.offer ?? null) : null
  const base = { provider, account, ref, product: offer?.product ?? null, plan: offer?.id ?? null, amount, currency, since, seenAt }
  if (purchase.at > at) return { ...base, at: since, status: 'pending', reason: null }
  if (outcome !== 'succeeded') return { ...base, at: purchase.at, status: outcome, reason: purchase.reason }
  if (reading.kind === 'unmatched') return { ...base, at: purchase.at, status: 'unmatched', reason: reading.reason }
  const takenBack = purchase.takenBack.filter((taken) => taken.at <= at)
  const returned = takenBack.filter(({ kind }) => kind === 'refund').reduce((sum, taken) => sum + taken.amount, 0)
  if (takenBack.some(({ kind }) => kind === 'dispute-lost'))
    return { ...base, at: purchase.at, status: 'refunded', reason: 'Dispute lost.' }
  if (takenBack.some(({ kind }) => kind === 'reversal') || (returned > 0 && returned >= amount))
    return { ...base, at: purchase.at, status: 'refunded', reason: null }
  const part = returned > 0 ? `${toDecimalText({ amount: returned, currency })} ${currency} of it went back.` : null
  return { ...base, at: purchase.at, status: 'succeeded', reason: part }
}
