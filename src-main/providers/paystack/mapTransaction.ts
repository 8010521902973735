import { fromSeconds, type Instant } from '../../../src-shared/model/instant.ts'
import type { PaymentContent, PaymentVia } from '../../domain/billing/billedObject.ts'
import { readMetadata } from './readMetadata.ts'
import {
  findText,
  getCurrency,
  getInstant,
  getText,
  getWhole,
  readId,
  readInstant,
  readPart,
  readWhole,
  toWord,
  type Wire,
} from './readWire.ts'

/** What has not been paid can still be, also where the payer went away. */
const STATUSES: Readonly<Record<string, PaymentContent['status']>> = {
  success: 'succeeded',
  // It was taken, and all of it went back.
  reversed: 'succeeded',
  failed: 'failed',
  abandoned: 'pending',
  ongoing: 'pending',
  pending: 'pending',
  processing: 'pending',
  queued: 'pending',
}

const VIRTUAL_ACCOUNT = 'dedicated_nuban'

/** Reads a transaction. The envelope that it came in has a status too, which says nothing of it. */
export function mapTransaction(transaction: Wire): PaymentContent {
  const word = getText(transaction, 'status')
  const known = toWord(word, STATUSES)
  const status = known ?? 'pending'
  const { amount, received } = readAmounts(transaction)
  const plan = readPlan(transaction)
  return {
    status,
    amount,
    amountReceived: status === 'succeeded' ? received : 0,
    currency: getCurrency(transaction),
    succeededAt: status === 'succeeded' ? (readInstant(transaction, 'paid_at', 'paidAt') ?? readCreatedAt(transaction)) : null,
    failedAt: status === 'failed' ? readEndOfAttempts(transaction) : null,
    failure: known === null ? `The status "${word.slice(0, 60)}" is not known here.` : toFailure(status, transaction),
    plan: readMetadata(transaction, 'plan'),
    interval: readMetadata(transaction, 'interval'),
    description: null,
    ...(plan === null ? {} : { price: plan }),
    via: readVia(transaction),
    ...(word === 'reversed' ? { isReversed: true as const } : {}),
  }
}

/** When a transaction was made. */
export function readCreatedAt(transaction: Wire): Instant {
  return getInstant(transaction, 'created_at', 'createdAt', 'transaction_date')
}

/** What was asked for, and what came: fees that the payer bears are no part of either, a debit in part is less than was asked. */
function readAmounts(transaction: Wire): { amount: number; received: number } {
  const charged = getWhole(transaction, 'amount')
  const requested = readWhole(transaction, 'requested_amount') ?? 0
  if (requested <= 0) return { amount: charged, received: charged }
  const above = charged - requested
  const isFee = above > 0 && above <= (readWhole(transaction, 'fees') ?? 0)
  return { amount: requested, received: isFee ? requested : charged }
}

function toFailure(status: PaymentContent['status'], transaction: Wire): string | null {
  if (status !== 'failed') return null
  return findText(transaction, 'gateway_response', 'message') ?? 'It was refused.'
}

/** Paystack names no time of a failure, but logs when the payer began and how long it took. */
function readEndOfAttempts(transaction: Wire): Instant | null {
  const log = readPart(transaction, 'log')
  const [start, spent] = [log?.['start_time'], log?.['time_spent']]
  if (typeof start !== 'number' || typeof spent !== 'number') return null
  const end = start + spent
  return start > 0 && spent >= 0 && Number.isSafeInteger(end) && end < 8_640_000_000_000 ? fromSeconds(end) : null
}

/** A verified transaction names its plan by code, a listed one holds it. */
function readPlan(transaction: Wire): string | null {
  const whole = readPart(transaction, 'plan') ?? readPart(transaction, 'plan_object')
  return findText(transaction, 'plan') ?? findText(whole, 'plan_code')
}

function readVia(transaction: Wire): PaymentVia {
  const authorization = readPart(transaction, 'authorization')
  const channel = findText(transaction, 'channel')
  return {
    id: readId(transaction, 'id'),
    channel,
    receipt: readId(transaction, 'receipt_number'),
    reference: findText(authorization, 'narration'),
    payerName: findText(authorization, 'sender_name'),
    payerPhone: null,
    account: channel === VIRTUAL_ACCOUNT ? findText(authorization, 'receiver_bank_account_number') : null,
  }
}
