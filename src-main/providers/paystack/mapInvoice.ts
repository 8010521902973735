import type { Instant } from '../../../src-shared/model/instant.ts'
import type { InvoiceContent, InvoicePayment } from '../../domain/billing/billedObject.ts'
import { UnreadableAnswer } from './failures.ts'
import { getInterval } from './mapPlan.ts'
import { readInvoicePeriod } from './readInvoicePeriod.ts'
import {
  findText,
  getCurrency,
  getInstant,
  getText,
  getWhole,
  isYes,
  readId,
  readInstant,
  readPart,
  readWhole,
  toWord,
  type Wire,
} from './readWire.ts'

const HOUR_MS = 3_600_000
/** Periods are cut at whole hours, and the shortest is a day: what begins so near to the start is the first. */
const FIRST_WITHIN_MS = 12 * HOUR_MS

const STATUSES: Readonly<Record<string, InvoiceContent['status']>> = {
  success: 'paid',
  paid: 'paid',
  cancelled: 'void',
  void: 'void',
}

const FAILED: ReadonlySet<string> = new Set(['failed', 'attention'])

/** What an invoice is of, kept beside it: Paystack sends only numbers of its subscription and customer. */
export interface InvoiceOf {
  subscription_code: string
  customer_code: string | null
  plan_code: string
  plan_name: string | null
  interval: string
  currency: string
  quantity: number
  started_at: Instant
  /** Whether it will be charged again. */
  is_renewing: boolean
}

/** The name under which an invoice keeps what it is of. */
export const INVOICE_OF = 'of_subscription'

/** Reads an invoice as it is kept: with what it is of beside it. */
export function mapInvoice(invoice: Wire): InvoiceContent {
  const of = getInvoiceOf(invoice)
  const subscription = getText(of, 'subscription_code')
  const { start, end } = readInvoicePeriod(invoice, getInterval(of))
  const status = toStatus(invoice, of)
  const amount = getWhole(invoice, 'amount')
  const isFailing = status === 'open' && !isUntried(invoice)
  const madeAt = readMadeAt(invoice)
  const paidAt = status === 'paid' ? (readInstant(invoice, 'paid_at', 'paidAt') ?? madeAt) : null
  const quantity = readWhole(of, 'quantity') ?? 1
  return {
    status,
    reason: Math.abs(start - getInstant(of, 'started_at')) < FIRST_WITHIN_MS ? 'start' : 'renewal',
    number: null,
    subscription,
    currency: getCurrency(of),
    total: amount,
    amountDue: amount,
    amountPaid: status === 'paid' ? amount : 0,
    finalizedAt: madeAt,
    paidAt,
    voidedAt: status === 'void' ? (readInstant(invoice, 'updated_at', 'updatedAt') ?? madeAt) : null,
    uncollectibleAt: null,
    dueAt: null,
    attempts: readWhole(invoice, 'retries') ?? (status === 'paid' || isFailing ? 1 : 0),
    isFailing,
    nextAttemptAt: null,
    lines: [
      {
        ref: getText(invoice, 'invoice_code'),
        price: getText(of, 'plan_code'),
        subscription,
        item: subscription,
        amount,
        quantity,
        start,
        end,
        isProration: false,
        description: findText(invoice, 'description') ?? findText(of, 'plan_name'),
      },
    ],
    payments: readPayments(invoice, paidAt),
  }
}

/** An invoice is made days before its period. Where its subscription was stopped meanwhile, nobody will try to collect it. */
function toStatus(invoice: Wire, of: Wire): InvoiceContent['status'] {
  const status = toInvoiceStatus(invoice)
  return isUntried(invoice) && of['is_renewing'] === false ? 'void' : status
}

/** Whether nobody has tried yet to collect an invoice. */
export function isUntried(invoice: Wire): boolean {
  return toInvoiceStatus(invoice) === 'open' && !FAILED.has(findText(invoice, 'status') ?? '')
}

export function getInvoiceOf(invoice: Wire): Wire {
  const of = readPart(invoice, INVOICE_OF)
  if (of === null) throw new UnreadableAnswer('it does not say of which subscription it is')
  return of
}

/** When an invoice was made; where it does not tell, its period is as good a word as there is. */
export function readMadeAt(invoice: Wire): Instant {
  return readInstant(invoice, 'created_at', 'createdAt') ?? getInstant(invoice, 'period_start', 'periodStart')
}

/** An invoice's status in our words: what is not paid is open, tried or not. `paid` may be a boolean, 0 or 1. */
export function toInvoiceStatus(invoice: Wire): InvoiceContent['status'] {
  const word = toWord(findText(invoice, 'status'), STATUSES)
  if (word !== null) return word
  return isYes(invoice['paid']) ? 'paid' : 'open'
}

/** Its payment, by the number that Paystack calls it by: the reference is not sent here. */
function readPayments(invoice: Wire, paidAt: Instant | null): InvoicePayment[] {
  const transaction = readPart(invoice, 'transaction')
  const id = transaction ? readId(transaction, 'id') : readId(invoice, 'transaction')
  if (id === null) return []
  return [{ payment: id, isPaid: paidAt !== null, paidAt }]
}
