import type { InvoiceContent, InvoiceLine, InvoicePayment } from '../../domain/billing/billedObject.ts'
import {
  getCurrency,
  getInstant,
  getItems,
  getWhole,
  getWord,
  readId,
  readInstant,
  readItems,
  readPart,
  readText,
  readWhole,
  toWord,
  type Wire,
} from './readWire.ts'
import { UnreadableAnswer } from './toProviderError.ts'

const STATUSES: Readonly<Record<string, InvoiceContent['status']>> = {
  draft: 'draft',
  open: 'open',
  paid: 'paid',
  void: 'void',
  uncollectible: 'uncollectible',
}

const REASONS: Readonly<Record<string, InvoiceContent['reason']>> = {
  subscription_create: 'start',
  subscription_cycle: 'renewal',
  subscription: 'renewal',
  subscription_update: 'change',
  subscription_threshold: 'change',
}

export function mapInvoice(invoice: Wire): InvoiceContent {
  const turns = readPart(invoice, 'status_transitions') ?? {}
  // Null is a draft that nobody has looked at.
  const status = invoice['status'] === null ? 'draft' : getWord(invoice, 'status', STATUSES)
  const finalizedAt = readInstant(turns, 'finalized_at')
  const paidAt = readInstant(turns, 'paid_at')
  const attempts = readWhole(invoice, 'attempt_count') ?? 0
  const amountDue = getWhole(invoice, 'amount_due')
  const amountPaid = readWhole(invoice, 'amount_paid') ?? 0
  const remaining = readWhole(invoice, 'amount_remaining') ?? amountDue - amountPaid
  return {
    status,
    reason: toWord(invoice['billing_reason'], REASONS, 'other'),
    number: readText(invoice, 'number'),
    subscription: findSubscription(invoice),
    currency: getCurrency(invoice),
    total: readWhole(invoice, 'total') ?? amountDue,
    amountDue,
    amountPaid,
    finalizedAt,
    paidAt: paidAt ?? (status === 'paid' ? (finalizedAt ?? getInstant(invoice, 'created')) : null),
    voidedAt: readInstant(turns, 'voided_at'),
    uncollectibleAt: readInstant(turns, 'marked_uncollectible_at'),
    dueAt: readInstant(invoice, 'due_date'),
    attempts,
    isFailing: status === 'open' && invoice['attempted'] === true && attempts > 0 && remaining > 0,
    nextAttemptAt: readInstant(invoice, 'next_payment_attempt'),
    lines: getItems(invoice, 'lines').map(mapLine),
    payments: readItems(invoice, 'payments').map(mapPayment),
  }
}

/** The subscription that an invoice is of; null where it is of none. */
export function findSubscription(invoice: Wire): string | null {
  const details = readPart(readPart(invoice, 'parent') ?? {}, 'subscription_details')
  return (details && readId(details, 'subscription')) ?? readId(invoice, 'subscription')
}

function mapLine(line: Wire): InvoiceLine {
  const ref = readText(line, 'id')
  const period = readPart(line, 'period')
  if (ref === null || period === null) throw new UnreadableAnswer('a line of it has no id or no period')
  const parent = readPart(line, 'parent') ?? {}
  const ofItem = readPart(parent, 'subscription_item_details')
  const ofInvoiceItem = readPart(parent, 'invoice_item_details')
  const priced = readPart(readPart(line, 'pricing') ?? {}, 'price_details')
  const isProration = [ofItem, ofInvoiceItem, line].some((each) => each?.['proration'] === true)
  return {
    ref,
    price: (priced && readId(priced, 'price')) ?? readId(line, 'price'),
    subscription:
      (ofItem && readId(ofItem, 'subscription')) ??
      (ofInvoiceItem && readId(ofInvoiceItem, 'subscription')) ??
      readId(line, 'subscription'),
    item: (ofItem && readId(ofItem, 'subscription_item')) ?? readId(line, 'subscription_item'),
    amount: getWhole(line, 'amount'),
    quantity: readWhole(line, 'quantity'),
    start: getInstant(period, 'start'),
    end: getInstant(period, 'end'),
    isProration,
    description: readText(line, 'description'),
  }
}

function mapPayment(payment: Wire): InvoicePayment {
  return {
    payment: readId(readPart(payment, 'payment') ?? {}, 'payment_intent'),
    isPaid: payment['status'] === 'paid',
    paidAt: readInstant(readPart(payment, 'status_transitions') ?? {}, 'paid_at'),
  }
}
