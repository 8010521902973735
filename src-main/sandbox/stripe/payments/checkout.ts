import { afterIntent } from '../billing/afterIntent.ts'
import { amountOf } from '../billing/amountOf.ts'
import { DAY } from '../billing/cycle.ts'
import { addDiscount } from '../billing/discounts.ts'
import { percentOf } from '../billing/multiply.ts'
import { billFirst, startSubscription } from '../billing/startSubscription.ts'
import { isMetered } from '../billing/subscriptionLines.ts'
import type { SubscriptionRecord } from '../world/billingRecords.ts'
import type { CouponRecord, PriceRecord } from '../world/catalogRecords.ts'
import { change, get, put, schedule, tell, type World } from '../world/createWorld.ts'
import type { SessionRecord } from '../world/paymentRecords.ts'
import { refuse } from '../world/refusal.ts'
import { cancelIntent, chargeIntent, createIntent, type Outcome } from './chargeIntent.ts'

/** Opens a page on which a customer buys. */
export function openSession(
  world: World,
  given: Omit<
    SessionRecord,
    | 'id'
    | 'created'
    | 'status'
    | 'payment_status'
    | 'amount_subtotal'
    | 'amount_total'
    | 'currency'
    | 'invoice'
    | 'payment_intent'
    | 'subscription'
    | 'own'
  > & {
    lines: readonly { price: PriceRecord; quantity: number }[]
    coupons: readonly CouponRecord[]
    subscriptionTerms: SessionRecord['own']['subscription']
    paymentTerms: SessionRecord['own']['payment']
  },
): SessionRecord {
  const { lines, coupons, subscriptionTerms, paymentTerms, ...session } = given
  const amounts = lines.map(({ price, quantity }) => (isMetered(price) || subscriptionTerms.trialDays ? 0 : amountOf(price, quantity)))
  const subtotal = amounts.reduce((sum, amount) => sum + amount, 0)
  const [coupon] = coupons
  const isFree = session.mode !== 'setup' && subtotal === 0
  const discounts = amounts.map((amount) => (coupon?.percent_off ? percentOf(amount, coupon.percent_off) : 0))
  if (coupon?.amount_off && discounts[0] !== undefined) discounts[0] = Math.min(amounts[0] ?? 0, coupon.amount_off)
  const record = put(world, 'checkout.session', {
    ...session,
    id: world.ids.next('cs_test_a', 40),
    created: world.now,
    status: 'open',
    payment_status: session.mode === 'setup' || isFree ? 'no_payment_required' : 'unpaid',
    currency: lines[0]?.price.currency ?? null,
    amount_subtotal: subtotal,
    amount_total: discounts.reduce((left, discount) => left - discount, subtotal),
    invoice: null,
    payment_intent: null,
    subscription: null,
    own: {
      lines: lines.map(({ price, quantity }, index) => ({
        id: world.ids.next('li_'),
        price: price.id,
        quantity,
        amount: amounts[index] ?? 0,
        discount: discounts[index] ?? 0,
      })),
      discounts: coupons.map(({ id }) => id),
      attempt: null,
      subscription: subscriptionTerms,
      payment: paymentTerms,
    },
  })
  schedule(world, record.expires_at, 'expire', record.id)
  return record
}

/** The customer fills the page in and pays with a payment method. A card that is refused leaves the page open. */
export function completeSession(world: World, session: SessionRecord, customer: string, method: string): Outcome {
  if (session.status !== 'open') throw refuse(`This Checkout Session is ${session.status}.`)
  return session.mode === 'subscription' ? buySubscription(world, session, customer, method) : payOnce(world, session, customer, method)
}

function payOnce(world: World, session: SessionRecord, customer: string, method: string): Outcome {
  if (session.mode === 'setup' || session.amount_total === 0) {
    close(world, session, { payment_status: 'no_payment_required', customer })
    return 'succeeded'
  }
  const known = session.own.attempt === null ? null : world.shelves.payment_intent.find(session.own.attempt)
  const { metadata, description } = session.own.payment
  const intent =
    known ??
    createIntent(world, {
      amount: session.amount_total,
      currency: session.currency ?? 'usd',
      customer,
      metadata,
      description,
      own: { invoice: null, session: session.id },
    })
  // Nothing tells of a session that is still open, so it shows nothing of what was tried.
  session.own = { ...session.own, attempt: intent.id }
  const outcome = chargeIntent(world, intent, method)
  if (outcome === 'succeeded') close(world, session, { payment_status: 'paid', customer, payment_intent: intent.id })
  if (outcome === 'processing') close(world, session, { payment_status: 'unpaid', customer, payment_intent: intent.id })
  return outcome
}

function buySubscription(world: World, session: SessionRecord, customerId: string, method: string): Outcome {
  const customer = get(world, 'customer', customerId)
  const { trialDays, metadata, description } = session.own.subscription
  const isRefused = world.shelves.payment_method.find(method)?.own.behaviour
  // The page says no to a card that is refused: no subscription comes of it.
  if (isRefused?.kind === 'declines' && (isRefused.until === null || isRefused.until > world.now) && trialDays === null) return 'failed'
  if (isRefused?.kind === 'requires_action') return 'requires_action'
  const subscription = startSubscription(world, {
    customer,
    items: session.own.lines.flatMap(({ price, quantity }) => {
      const record = get(world, 'price', price)
      return record.recurring
        ? [{ price, quantity: isMetered(record) ? null : quantity, cycle: record.recurring, metadata: {}, coupons: [] }]
        : []
    }),
    currency: session.currency ?? 'usd',
    collection_method: 'charge_automatically',
    days_until_due: null,
    trialEnd: trialDays === null ? null : world.now + trialDays * DAY,
    anchor: null,
    proratesToAnchor: true,
    payment: 'allow_incomplete',
    missingMethod: 'create_invoice',
    cancel_at: null,
    cancel_at_period_end: false,
    default_payment_method: method,
    description,
    metadata,
  })
  addCoupons(world, subscription, session.own.discounts)
  billFirst(world, subscription, { anchor: null, proratesToAnchor: true, payment: 'allow_incomplete' })
  const invoice = subscription.latest_invoice === null ? null : world.shelves.invoice.find(subscription.latest_invoice)
  const intent = invoice?.own.payment ? world.shelves.payment_intent.find(invoice.own.payment) : null
  if (intent) intent.own = { ...intent.own, session: session.id }
  const payment_status = session.amount_total === 0 ? 'no_payment_required' : invoice?.status === 'paid' ? 'paid' : 'unpaid'
  close(world, session, { payment_status, customer: customerId, subscription: subscription.id, invoice: invoice?.id ?? null })
  return payment_status === 'unpaid' ? 'processing' : 'succeeded'
}

export function addCoupons(world: World, subscription: SubscriptionRecord, coupons: readonly string[]): void {
  const discounts = coupons.map((id) =>
    addDiscount(world, get(world, 'coupon', id, 'discounts'), { customer: subscription.customer, subscription: subscription.id }),
  )
  subscription.discounts = [...subscription.discounts, ...discounts]
}

function close(world: World, session: SessionRecord, to: Partial<SessionRecord>): void {
  change(world, 'checkout.session', session, { status: 'complete', ...to })
  tell(world, 'checkout.session.completed', 'checkout.session', session)
}

/** A page that nobody filled in is gone. */
export function expireSession(world: World, session: SessionRecord): void {
  if (session.status !== 'open') return
  const { attempt } = session.own
  change(world, 'checkout.session', session, { status: 'expired', payment_intent: attempt })
  const intent = attempt === null ? null : world.shelves.payment_intent.find(attempt)
  if (intent) {
    cancelIntent(world, intent, 'abandoned')
    afterIntent(world, intent, 'failed')
  }
  tell(world, 'checkout.session.expired', 'checkout.session', session)
}
