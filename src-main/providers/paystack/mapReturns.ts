import type { DisputeContent, RefundContent } from '../../domain/billing/billedObject.ts'
import { findText, getCurrency, getWhole, readCurrency, readId, readPart, readText, readWhole, toWord, type Wire } from './readWire.ts'

/** `needs-attention` waits for where the money is to go. A word that is not known is not final. */
const REFUND_STATUSES: Readonly<Record<string, RefundContent['status']>> = {
  pending: 'pending',
  processing: 'pending',
  'needs-attention': 'pending',
  processed: 'succeeded',
  failed: 'failed',
}

export function mapRefund(refund: Wire): RefundContent {
  return {
    payment: readPayment(refund),
    charge: null,
    status: toWord(readText(refund, 'status'), REFUND_STATUSES) ?? 'pending',
    amount: getWhole(refund, 'amount'),
    currency: getCurrency(refund),
    reason: findText(refund, 'reason', 'merchant_note', 'customer_note'),
  }
}

export function mapDispute(dispute: Wire): DisputeContent {
  const transaction = readPart(dispute, 'transaction') ?? {}
  const asked = readWhole(dispute, 'refund_amount') ?? 0
  const currency = readCurrency(dispute)
  return {
    payment: readPayment(dispute),
    charge: null,
    status: toDisputeStatus(readText(dispute, 'status'), readText(dispute, 'resolution')),
    // Until somebody asks for less, all of it is in dispute.
    amount: asked > 0 ? asked : getWhole(transaction, 'amount'),
    currency: currency ?? getCurrency(transaction),
    reason: findText(dispute, 'category', 'note'),
  }
}

/** What is resolved says how; where it does not, nobody has won or lost. */
function toDisputeStatus(status: string | null, resolution: string | null): DisputeContent['status'] {
  if (status !== 'resolved' || resolution === null) return 'open'
  if (resolution === 'declined') return 'won'
  return resolution.endsWith('accepted') ? 'lost' : 'open'
}

/** The reference of what it takes back; its number where the reference is not sent. */
function readPayment(object: Wire): string | null {
  const transaction = readPart(object, 'transaction')
  const reference = findText(object, 'transaction_reference') ?? findText(transaction, 'reference')
  return reference ?? (transaction ? readId(transaction, 'id') : readId(object, 'transaction'))
}
