import type { Instant } from '../../../src-shared/model/instant.ts'
import type { RecurringInterval, SubscriptionContent, SubscriptionWord } from '../../domain/billing/billedObject.ts'
import { addInterval } from './addInterval.ts'
import { UnreadableAnswer } from './failures.ts'
import { isUntried, toInvoiceStatus } from './mapInvoice.ts'
import { getInterval, mapPlan } from './mapPlan.ts'
import { type Period, readInvoicePeriod } from './readInvoicePeriod.ts'
import { getInstant, getText, readInstant, readPart, readWhole, toWord, type Wire } from './readWire.ts'

const WORDS: Readonly<Record<string, SubscriptionWord>> = {
  active: 'active',
  // Disabled: it runs to the end of what is paid.
  'non-renewing': 'active',
  // The last charge failed; the next is tried when the next period begins.
  attention: 'past-due',
  completed: 'canceled',
  complete: 'canceled',
  cancelled: 'canceled',
  canceled: 'canceled',
}

export function mapSubscription(subscription: Wire): SubscriptionContent {
  const plan = readPart(subscription, 'plan')
  const code = getText(subscription, 'subscription_code')
  if (plan === null) throw new UnreadableAnswer('it names no plan')
  const word = getText(subscription, 'status')
  const status = toWord(word, WORDS) ?? 'unknown'
  const startedAt = readStartedAt(subscription)
  const terms = mapPlan(plan)
  const period = toPeriod(subscription, startedAt, getInterval(plan))
  const canceledAt = readInstant(subscription, 'cancelledAt', 'cancelled_at')
  const isEnding = word === 'non-renewing'
  return {
    status,
    currency: terms.currency,
    startedAt,
    endedAt: status === 'canceled' ? toEndedAt(subscription, canceledAt, period) : null,
    canceledAt,
    cancelAt: isEnding ? period.end : null,
    cancelsAtPeriodEnd: isEnding,
    trialStart: null,
    trialEnd: null,
    pausedAt: null,
    isCollectionPaused: false,
    anchor: startedAt,
    isInvoiceSent: false,
    discounts: [],
    items: [
      {
        ref: code,
        price: getText(plan, 'plan_code'),
        // It is charged at the price of its own making, whatever the plan says since.
        terms: { ...terms, amount: readWhole(subscription, 'amount') ?? terms.amount },
        quantity: readWhole(subscription, 'quantity') ?? 1,
        periodStart: period.start,
        periodEnd: period.end,
        discounts: [],
      },
    ],
  }
}

/** When a subscription begins to be charged. Only lists tell it; it can be later than the making. */
export function readStartedAt(subscription: Wire): Instant {
  return readInstant(subscription, 'start') ?? getInstant(subscription, 'createdAt', 'created_at')
}

/** The period that was charged last, or is being charged; before the first invoice, the one that ends with the next payment. */
function toPeriod(subscription: Wire, startedAt: Instant, interval: RecurringInterval): Period {
  const next = readInstant(subscription, 'next_payment_date')
  const invoice = readPart(subscription, 'most_recent_invoice')
  const told = invoice && readInvoicePeriod(invoice, interval)
  const isAhead = invoice !== null && told !== null && isUntried(invoice) && (next === null || told.start >= next)
  if (told && !isAhead) return { start: told.start, end: next !== null && next > told.start ? next : told.end }
  // An invoice is made days before its period begins: where that is all there is, the period is the one before.
  const end = next ?? told?.start ?? addInterval(startedAt, interval)
  // The first payment date of one that starts later is its start.
  if (end <= startedAt) return { start: startedAt, end: addInterval(startedAt, interval) }
  const before = addInterval(end, interval, -1)
  return { start: before > startedAt ? before : startedAt, end }
}

/** It runs to the end of what is paid, also where it was disabled before; one whose charge failed ends when it was disabled. */
function toEndedAt(subscription: Wire, canceledAt: Instant | null, period: Period): Instant {
  const invoice = readPart(subscription, 'most_recent_invoice')
  const hasFailed = invoice !== null && toInvoiceStatus(invoice) !== 'paid' && !isUntried(invoice)
  const paidUntil = hasFailed ? period.start : period.end
  return canceledAt !== null && canceledAt > paidUntil ? canceledAt : paidUntil
}
