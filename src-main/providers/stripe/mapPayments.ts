import type { CheckoutContent, DisputeContent, PaymentContent, RefundContent } from '../../domain/billing/billedObject.ts'
import {
  getCurrency,
  getInstant,
  getWhole,
  getWord,
  readCurrency,
  readId,
  readInstant,
  readItems,
  readMetadata,
  readPart,
  readText,
  readWhole,
  toWord,
  type Wire,
} from './readWire.ts'
import { UnreadableAnswer } from './toProviderError.ts'

const MODES: Readonly<Record<string, CheckoutContent['mode']>> = { payment: 'payment', subscription: 'subscription', setup: 'setup' }
const SESSION_STATUSES: Readonly<Record<string, CheckoutContent['status']>> = { open: 'open', complete: 'complete', expired: 'expired' }
const REFUND_STATUSES: Readonly<Record<string, RefundContent['status']>> = {
  succeeded: 'succeeded',
  failed: 'failed',
  canceled: 'canceled',
}
const DISPUTE_STATUSES: Readonly<Record<string, DisputeContent['status']>> = { won: 'won', lost: 'lost', warning_closed: 'won' }

export function mapPaymentIntent(intent: Wire): PaymentContent {
  const failure = readPart(intent, 'last_payment_error')
  const status = toPaymentStatus(readText(intent, 'status'), failure !== null)
  const charge = readPart(intent, 'latest_charge')
  const chargedAt = charge && readInstant(charge, 'created')
  return {
    status,
    amount: getWhole(intent, 'amount'),
    amountReceived: readWhole(intent, 'amount_received') ?? (status === 'succeeded' ? getWhole(intent, 'amount') : 0),
    currency: getCurrency(intent),
    succeededAt: status === 'succeeded' ? (chargedAt ?? getInstant(intent, 'created')) : null,
    failedAt: status === 'failed' && charge?.['status'] === 'failed' ? chargedAt : null,
    failure: status === 'failed' && failure ? (readText(failure, 'message') ?? readText(failure, 'code') ?? 'It was refused.') : null,
    plan: readMetadata(intent, 'plan'),
    interval: readMetadata(intent, 'interval'),
    description: readText(intent, 'description'),
  }
}

function toPaymentStatus(word: string | null, hasFailed: boolean): PaymentContent['status'] {
  if (word === 'succeeded' || word === 'canceled') return word
  return word === 'requires_payment_method' && hasFailed ? 'failed' : 'pending'
}

export function mapCheckoutSession(session: Wire): CheckoutContent {
  const isPaid = session['payment_status'] === 'paid' || session['payment_status'] === 'no_payment_required'
  return {
    mode: getWord(session, 'mode', MODES),
    status: toSessionStatus(session, isPaid),
    isPaid,
    payment: readId(session, 'payment_intent'),
    invoice: readId(session, 'invoice'),
    subscription: readId(session, 'subscription'),
    amount: readWhole(session, 'amount_total'),
    currency: readCurrency(session),
    plan: readMetadata(session, 'plan'),
    interval: readMetadata(session, 'interval'),
    lines: readItems(session, 'line_items').map(mapSessionLine),
  }
}

/** Sessions of before 2021 have no status, and can not be open any more. */
function toSessionStatus(session: Wire, isPaid: boolean): CheckoutContent['status'] {
  if (session['status'] === null || session['status'] === undefined) return isPaid ? 'complete' : 'expired'
  return getWord(session, 'status', SESSION_STATUSES)
}

function mapSessionLine(line: Wire): CheckoutContent['lines'][number] {
  const amount = readWhole(line, 'amount_total') ?? readWhole(line, 'amount_subtotal')
  if (amount === null) throw new UnreadableAnswer('a line of it has no amount')
  return { price: readId(line, 'price'), amount, quantity: readWhole(line, 'quantity') }
}

export function mapRefund(refund: Wire): RefundContent {
  return {
    payment: readId(refund, 'payment_intent'),
    charge: readId(refund, 'charge'),
    status: toWord(refund['status'], REFUND_STATUSES, 'pending'),
    amount: getWhole(refund, 'amount'),
    currency: getCurrency(refund),
    reason: readText(refund, 'reason'),
  }
}

export function mapDispute(dispute: Wire): DisputeContent {
  return {
    payment: readId(dispute, 'payment_intent'),
    charge: readId(dispute, 'charge'),
    status: toWord(dispute['status'], DISPUTE_STATUSES, 'open'),
    amount: getWhole(dispute, 'amount'),
    currency: getCurrency(dispute),
    reason: readText(dispute, 'reason'),
  }
}
