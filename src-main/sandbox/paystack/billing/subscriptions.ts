import { find, get, nextCode, put, type World } from '../world/createWorld.ts'
import type { AuthorizationRecord, InvoiceRecord, PlanRecord, SubscriptionRecord, TransactionRecord } from '../world/records.ts'
import { toNextPayment, toPeriodStart } from './toNextPayment.ts'
import { openTransaction, settle } from './transactions.ts'

const DAY_MS = 86_400_000

interface Start {
  plan: PlanRecord
  customer: number
  authorization: AuthorizationRecord
  startsAt: number
  invoiceLimit: number
  /** What was paid for its first period already, where it began with a payment. */
  paidBy: TransactionRecord | null
}

/** A subscription that is charged from its start on: at once, or when the clock comes to it. */
export function startSubscription(
  world: World,
  { plan, customer, authorization, startsAt, invoiceLimit, paidBy }: Start,
): SubscriptionRecord {
  const subscription = put(world, 'subscription', {
    code: nextCode(world, 'SUB_'),
    emailToken: nextCode(world, 'tok_').slice(4),
    status: 'active',
    amount: plan.amount,
    quantity: 1,
    customer,
    plan: plan.id,
    authorization: authorization.code,
    startsAt,
    nextPaymentAt: startsAt,
    invoiceLimit: invoiceLimit || plan.invoiceLimit,
    paymentsCount: 0,
    createdAt: world.now,
    updatedAt: world.now,
    cancelledAt: null,
  })
  if (startsAt > world.now) {
    world.queue.add(startsAt, 'charge', String(subscription.id))
    return subscription
  }
  const invoice = addInvoice(world, subscription, toPeriodStart(world.now))
  if (paidBy) finish(world, subscription, invoice, paidBy)
  else charge(world, subscription, invoice)
  return subscription
}

/** What falls due for a subscription: its next invoice is made, its next period is charged, or it ends. */
export function carryOut(world: World, kind: string, id: string): void {
  const subscription = find(world, 'subscription', Number(id))
  // A reminder and no order: what was planned for may have changed.
  if (!subscription || subscription.status === 'completed' || subscription.status === 'cancelled') return
  if (kind === 'end') {
    if (subscription.status !== 'non-renewing') return
    const isCancelled = subscription.cancelledAt !== null
    change(world, subscription, { status: isCancelled ? 'cancelled' : 'completed', nextPaymentAt: null })
    return
  }
  const { nextPaymentAt } = subscription
  if (subscription.status === 'non-renewing' || nextPaymentAt === null) return
  if (kind === 'invoice') {
    if (!findPending(world, subscription)) addInvoice(world, subscription, nextPaymentAt)
    return
  }
  if (nextPaymentAt !== world.now) return
  charge(world, subscription, findPending(world, subscription) ?? addInvoice(world, subscription, toPeriodStart(world.now)))
}

/** Tries to take the money for a period. A failure is not tried again before the next one. */
function charge(world: World, subscription: SubscriptionRecord, invoice: InvoiceRecord): void {
  const customer = get(world, 'customer', subscription.customer)
  const authorization = world.authorizations.find(({ code }) => code === subscription.authorization)
  const plan = get(world, 'plan', subscription.plan)
  const metadata = { invoice_action: 'create' }
  const ask = { reference: null, amount: subscription.amount, currency: plan.currency, customer, channel: 'card', metadata, plan: plan.id }
  const transaction = openTransaction(world, ask)
  transaction.authorization = subscription.authorization
  const answer = authorization?.answer ?? 'No such authorization'
  settle(world, transaction, answer === 'ok' ? 'success' : 'failed', answer === 'ok' ? 'Approved' : answer)
  finish(world, subscription, invoice, transaction)
}

function finish(world: World, subscription: SubscriptionRecord, invoice: InvoiceRecord, transaction: TransactionRecord): void {
  const isPaid = transaction.status === 'success'
  Object.assign(invoice, {
    transaction: transaction.id,
    status: isPaid ? 'success' : 'failed',
    retries: 1,
    paidAt: isPaid ? transaction.paidAt : null,
    updatedAt: world.now,
  })
  const paymentsCount = subscription.paymentsCount + (isPaid ? 1 : 0)
  const isLast = subscription.invoiceLimit > 0 && paymentsCount >= subscription.invoiceLimit
  const status = isLast ? 'non-renewing' : isPaid ? 'active' : 'attention'
  change(world, subscription, { status, paymentsCount, nextPaymentAt: isLast ? null : invoice.periodEnd })
  planNext(world, subscription, invoice.periodEnd)
}

/** Plans what comes at the end of a period, and before it where the period is long enough for a notice. */
function planNext(world: World, subscription: SubscriptionRecord, at: number): void {
  const id = String(subscription.id)
  if (subscription.nextPaymentAt === null) {
    world.queue.add(at, 'end', id)
    return
  }
  const noticeAt = at - world.settings.invoiceAheadMs
  if (noticeAt > world.now + DAY_MS) world.queue.add(noticeAt, 'invoice', id)
  world.queue.add(at, 'charge', id)
}

function addInvoice(world: World, subscription: SubscriptionRecord, periodStart: number): InvoiceRecord {
  return put(world, 'invoice', {
    code: nextCode(world, 'INV_'),
    subscription: subscription.id,
    transaction: null,
    amount: subscription.amount,
    periodStart,
    periodEnd: toNextPayment(periodStart, get(world, 'plan', subscription.plan).interval),
    status: 'pending',
    retries: 0,
    paidAt: null,
    createdAt: world.now,
    updatedAt: world.now,
  })
}

function findPending(world: World, { id, nextPaymentAt }: SubscriptionRecord): InvoiceRecord | null {
  const invoices = world.shelves.invoice.filter(({ subscription, status }) => subscription === id && status === 'pending')
  return invoices.find(({ periodStart }) => periodStart === nextPaymentAt) ?? null
}

/** Not to be charged any more: it runs to the end of what is paid, or ends at once where that is not. */
export function disable(world: World, subscription: SubscriptionRecord): void {
  const cancelledAt = world.now
  if (subscription.status === 'attention' || subscription.nextPaymentAt === null) {
    change(world, subscription, { status: 'cancelled', cancelledAt, nextPaymentAt: null })
    return
  }
  change(world, subscription, { status: 'non-renewing', cancelledAt })
  world.queue.add(subscription.nextPaymentAt, 'end', String(subscription.id))
}

/** To be charged again, before it has ended. */
export function enable(world: World, subscription: SubscriptionRecord): void {
  change(world, subscription, { status: 'active', cancelledAt: null })
  if (subscription.nextPaymentAt !== null) world.queue.add(subscription.nextPaymentAt, 'charge', String(subscription.id))
}

function change(world: World, subscription: SubscriptionRecord, to: Partial<SubscriptionRecord>): void {
  Object.assign(subscription, to, { updatedAt: world.now })
}
