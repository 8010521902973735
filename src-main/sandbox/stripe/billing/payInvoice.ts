import { cancelIntent, chargeIntent, createIntent, type Outcome } from '../payments/chargeIntent.ts'
import type { InvoiceRecord, SubscriptionRecord } from '../world/billingRecords.ts'
import { change, put, schedule, tell, type World } from '../world/createWorld.ts'
import type { PaymentIntentRecord } from '../world/paymentRecords.ts'
import { returnCredits } from './credits.ts'
import { DAY } from './cycle.ts'
import { endSubscription } from './endSubscription.ts'
import { applyPending, forgetPendingUpdate } from './pendingUpdate.ts'
import { changeSubscription, settleStanding } from './standing.ts'

/** The payment intent of an invoice, made where it has none. */
export function ensureIntent(world: World, invoice: InvoiceRecord): PaymentIntentRecord {
  const known = invoice.own.payment === null ? null : world.shelves.payment_intent.find(invoice.own.payment)
  if (known && known.status !== 'canceled') return known
  const intent = createIntent(world, {
    amount: invoice.amount_remaining,
    currency: invoice.currency,
    customer: invoice.customer,
    description:
      invoice.billing_reason === 'subscription_create' ? 'Subscription creation' : invoice.own.subscription ? 'Subscription update' : null,
    setup_future_usage: invoice.own.subscription ? 'off_session' : null,
    own: { invoice: invoice.id, session: null },
  })
  const payment = put(world, 'invoice_payment', {
    id: world.ids.next('inpay_'),
    created: world.now,
    invoice: invoice.id,
    currency: invoice.currency,
    amount_requested: invoice.amount_remaining,
    amount_paid: null,
    status: 'open',
    payment_intent: intent.id,
    status_transitions: { canceled_at: null, paid_at: null },
  })
  invoice.own = { ...invoice.own, payment: intent.id, payments: [...invoice.own.payments, payment.id] }
  return intent
}

/** Tries to collect an open invoice with the payment method that stands for it. */
export function attemptInvoice(world: World, invoice: InvoiceRecord, methodId: string | null = findMethod(world, invoice)): Outcome {
  const intent = ensureIntent(world, invoice)
  if (intent.status === 'processing') return 'processing'
  if (methodId === null) {
    failAttempt(world, invoice)
    return 'failed'
  }
  const outcome = chargeIntent(world, intent, methodId)
  if (outcome === 'succeeded') markPaid(world, invoice)
  if (outcome === 'requires_action') tell(world, 'invoice.payment_action_required', 'invoice', invoice)
  if (outcome === 'failed' || outcome === 'requires_action') failAttempt(world, invoice)
  if (outcome === 'processing') waitForDebit(world, invoice)
  return outcome
}

/** What pays an invoice: its own payment method, its subscription's, its customer's. */
export function findMethod(world: World, invoice: InvoiceRecord): string | null {
  const subscription = findSubscription(world, invoice)
  const customer = world.shelves.customer.find(invoice.customer)
  return invoice.default_payment_method ?? subscription?.default_payment_method ?? customer?.default_payment_method ?? null
}

/** Settles an invoice, with its payment, its subscription and its customer's standing. */
export function markPaid(world: World, invoice: InvoiceRecord, how: 'charged' | 'out-of-band' | 'nothing-due' = 'charged'): void {
  const isAttempt = how === 'charged'
  const to: Partial<InvoiceRecord> = {
    status: 'paid',
    amount_paid: invoice.amount_due,
    amount_remaining: 0,
    attempted: true,
    attempt_count: invoice.attempt_count + (isAttempt ? 1 : 0),
    next_payment_attempt: null,
    status_transitions: { ...invoice.status_transitions, paid_at: world.now },
  }
  change(world, 'invoice', invoice, to, 'invoice.updated')
  settlePayments(world, invoice, isAttempt)
  tell(world, 'invoice.paid', 'invoice', invoice)
  if (how !== 'out-of-band') tell(world, 'invoice.payment_succeeded', 'invoice', invoice)
  settleCustomer(world, invoice.customer)
  const subscription = findSubscription(world, invoice)
  if (!subscription) return
  if (subscription.status === 'incomplete') changeSubscription(world, subscription, { status: 'active' })
  else if (subscription.own.resuming?.invoice === invoice.id) resumePaid(world, subscription)
  else if (subscription.own.pending?.invoice === invoice.id) applyPending(world, subscription)
  else settleStanding(world, subscription)
}

function settlePayments(world: World, invoice: InvoiceRecord, isCharged: boolean): void {
  for (const id of invoice.own.payments) {
    const payment = world.shelves.invoice_payment.find(id)
    if (payment?.status !== 'open') continue
    if (isCharged && payment.payment_intent === invoice.own.payment) {
      const to = {
        status: 'paid',
        amount_paid: payment.amount_requested,
        status_transitions: { canceled_at: null, paid_at: world.now },
      } as const
      change(world, 'invoice_payment', payment, to)
      tell(world, 'invoice_payment.paid', 'invoice_payment', payment)
      continue
    }
    change(world, 'invoice_payment', payment, { status: 'canceled', status_transitions: { canceled_at: world.now, paid_at: null } })
    const intent = world.shelves.payment_intent.find(payment.payment_intent)
    if (intent) cancelIntent(world, intent, 'void_invoice')
  }
}

/** Takes an open invoice out of collection: void, or given up. */
export function dropInvoice(world: World, invoice: InvoiceRecord, status: 'void' | 'uncollectible'): void {
  const transition = status === 'void' ? { voided_at: world.now } : { marked_uncollectible_at: world.now }
  const to: Partial<InvoiceRecord> = {
    status,
    auto_advance: false,
    next_payment_attempt: null,
    ...(status === 'void' ? { amount_remaining: 0 } : {}),
    status_transitions: { ...invoice.status_transitions, ...transition },
  }
  change(world, 'invoice', invoice, to, 'invoice.updated')
  if (status === 'void') settlePayments(world, invoice, false)
  if (status === 'void') returnCredits(world, invoice)
  tell(world, status === 'void' ? 'invoice.voided' : 'invoice.marked_uncollectible', 'invoice', invoice)
  settleCustomer(world, invoice.customer)
  const subscription = findSubscription(world, invoice)
  if (!subscription) return
  if (subscription.own.pending?.invoice === invoice.id) forgetPendingUpdate(world, subscription)
  if (status === 'uncollectible' && subscription.own.resuming?.invoice === invoice.id) resumePaid(world, subscription)
  else settleStanding(world, subscription)
}

function resumePaid(world: World, subscription: SubscriptionRecord): void {
  const { resuming } = subscription.own
  if (!resuming) return
  subscription.own = { ...subscription.own, resuming: null }
  const to = { status: 'active', status_details: null, items: resuming.items, billing_cycle_anchor: resuming.anchor } as const
  changeSubscription(world, subscription, to)
  tell(world, 'customer.subscription.resumed', 'subscription', subscription)
  schedule(world, Math.min(...resuming.items.map((item) => item.current_period_end)), 'period', subscription.id)
}

/** Notes an attempt that failed, plans the next one, and ends the trying after the last. */
export function failAttempt(world: World, invoice: InvoiceRecord): void {
  const subscription = findSubscription(world, invoice)
  const attempts = invoice.attempt_count + 1
  const waiting = subscription && [subscription.own.resuming?.invoice, subscription.own.pending?.invoice]
  const isFirst = subscription?.status === 'incomplete' || waiting?.includes(invoice.id) === true
  const days = isFirst || !invoice.auto_advance ? undefined : world.settings.retryDays[attempts - 1]
  const next = days === undefined ? null : world.now + days * DAY
  change(world, 'invoice', invoice, { attempted: true, attempt_count: attempts, next_payment_attempt: next }, 'invoice.updated')
  tell(world, 'invoice.payment_failed', 'invoice', invoice)
  if (next !== null) schedule(world, next, 'retry', invoice.id)
  const customer = world.shelves.customer.find(invoice.customer)
  if (customer && !customer.deleted && !customer.delinquent) change(world, 'customer', customer, { delinquent: true }, 'customer.updated')
  if (!subscription || isFirst) return
  if (subscription.status === 'active' || subscription.status === 'trialing')
    changeSubscription(world, subscription, { status: 'past_due' })
  if (next === null && invoice.auto_advance) endTrying(world, subscription, invoice)
}

function endTrying(world: World, subscription: SubscriptionRecord, invoice: InvoiceRecord): void {
  // What was done about an older invoice is not undone by giving up on this one.
  if (subscription.status !== 'past_due') return
  change(world, 'invoice', invoice, { auto_advance: false }, 'invoice.updated')
  if (world.settings.dunningEnd === 'cancel') endSubscription(world, subscription, 'payment_failed')
  if (world.settings.dunningEnd === 'mark_unpaid') changeSubscription(world, subscription, { status: 'unpaid' })
}

function waitForDebit(world: World, invoice: InvoiceRecord): void {
  change(world, 'invoice', invoice, { attempted: true, next_payment_attempt: null }, 'invoice.updated')
  const subscription = findSubscription(world, invoice)
  // A debit is believed until it comes back.
  if (subscription?.status === 'incomplete') changeSubscription(world, subscription, { status: 'active' })
}

export function findSubscription(world: World, { own }: InvoiceRecord): SubscriptionRecord | null {
  return own.subscription === null ? null : world.shelves.subscription.find(own.subscription)
}

function settleCustomer(world: World, id: string): void {
  const customer = world.shelves.customer.find(id)
  if (!customer?.delinquent || customer.deleted) return
  if (world.shelves.invoice.of(id).some(({ status, attempted, deleted }) => status === 'open' && attempted && !deleted)) return
  change(world, 'customer', customer, { delinquent: false }, 'customer.updated')
}
