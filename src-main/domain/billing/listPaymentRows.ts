import type { Instant } from '../../../src-shared/model/instant.ts'
import { toDecimalText } from '../../../src-shared/model/money.ts'
import type { TakenBack } from '../quota/oneOffPayment.ts'
import type { Billing } from './billing.ts'
import { type BilledInvoice, isOwedAt, isPaidAt } from './invoiceAt.ts'
import { type Purchase, toInvoiceFailure } from './listPurchases.ts'
import { listReturns, type Returns, toTakenBack } from './listReturns.ts'
import type { PaymentRow } from './paymentRow.ts'
import { readPurchase } from './readPurchase.ts'
import { takeKind } from './takeKind.ts'

/** Every payment of a company, or of nobody yet, as it stood at an instant: one row a purchase, however many objects tell of it. */
export function listPaymentRows(billing: Billing, at: Instant): PaymentRow[] {
  const reasons = new Map(takeKind(billing.facts.billed, 'payment').map(({ ref, content }) => [ref, content.failure]))
  const returns = listReturns(billing.facts.billed)
  const ofSubscriptions = billing.invoices.filter(({ content }) => content.subscription !== null)
  return [
    ...ofSubscriptions.flatMap((invoice) => toInvoiceRow(billing, invoice, { reasons, returns }, at) ?? []),
    ...billing.purchases
      .filter(({ isBesideSubscription }) => !isBesideSubscription)
      .flatMap((purchase) => toPurchaseRow(billing, purchase, at) ?? []),
  ]
}

/** Null for what is no payment, or none yet: a draft, an invoice of nothing. */
function toInvoiceRow(
  billing: Billing,
  invoice: BilledInvoice,
  { reasons, returns }: { reasons: ReadonlyMap<string, string | null>; returns: Returns },
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
  if (isPaid) {
    const key = `${provider} ${ref}`
    const takenBack = content.payments.flatMap(({ payment }) => (payment === null ? [] : toTakenBack(returns, provider, payment, key)))
    return { ...base, at: times.paidAt ?? since, ...toKept(base, takenBack, at) }
  }
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
  return { ...base, at: purchase.at, ...toKept(base, purchase.takenBack, at) }
}

/**
 * What is left of a payment that succeeded. It is the payment's status alone: what a subscription grants follows from its own.
 *
 * Of one that went back in part that is told, and it stays.
 */
function toKept(
  { amount, currency }: Pick<PaymentRow, 'amount' | 'currency'>,
  takenBack: readonly TakenBack[],
  at: Instant,
): Pick<PaymentRow, 'status' | 'reason'> {
  const taken = takenBack.filter((each) => each.at <= at)
  const returned = taken.filter(({ kind }) => kind === 'refund').reduce((sum, each) => sum + each.amount, 0)
  if (taken.some(({ kind }) => kind === 'dispute-lost')) return { status: 'refunded', reason: 'Dispute lost.' }
  if (taken.some(({ kind }) => kind === 'reversal') || (returned > 0 && returned >= amount)) return { status: 'refunded', reason: null }
  return {
    status: 'succeeded',
    reason: returned > 0 ? `${toDecimalText({ amount: returned, currency })} ${currency} of it went back.` : null,
  }
}
