import { afterIntent } from '../billing/afterIntent.ts'
import { amountOf } from '../billing/amountOf.ts'
import { DAY } from '../billing/cycle.ts'
import { setDiscounts } from '../billing/discounts.ts'
import { percentOf, shareOut } from '../billing/multiply.ts'
import { billFirst, startSubscription } from '../billing/startSubscription.ts'
import { isMetered } from '../billing/subscriptionLines.ts'
import type { PriceRecord, WantedDiscount } from '../world/catalogRecords.ts'
import { change, get, put, schedule, tell, type World } from '../world/createWorld.ts'
import type { SessionRecord } from '../world/paymentRecords.ts'
import { refuse } from '../world/refusal.ts'
import { cancelIntent, chargeIntent, createIntent, type Outcome } from './chargeIntent.ts'
import { closeSession } from './closeSession.ts'
import { cancelSetup, confirmSetup, createSetup } from './setUp.ts'

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
    | 'setup_intent'
    | 'subscription'
    | 'own'
  > & {
    lines: readonly { price: PriceRecord; quantity: number }[]
    discounts: readonly WantedDiscount[]
    subscriptionTerms: SessionRecord['own']['subscription']
    paymentTerms: SessionRecord['own']['payment']
    /** Said of what is kept, where the page is for that alone. */
    setupTerms: { metadata: Record<string, string>; description: string | null }
  },
): SessionRecord {
  const { lines, discounts, subscriptionTerms, paymentTerms, setupTerms, ...session } = given
  const amounts = lines.map(({ price, quantity }) => (isMetered(price) || subscriptionTerms.trialDays ? 0 : amountOf(price, quantity)))
  const subtotal = amounts.reduce((sum, amount) => sum + amount, 0)
  const isFree = session.mode !== 'setup' && subtotal === 0
  const off = takeOff(world, amounts, discounts)
  const record = put(world, 'checkout.session', {
    ...session,
    id: world.ids.next('cs_test_a', 40),
    created: world.now,
    status: 'open',
    payment_status: session.mode === 'setup' || isFree ? 'no_payment_required' : 'unpaid',
    currency: lines[0]?.price.currency ?? null,
    amount_subtotal: subtotal,
    amount_total: off.reduce((left, each) => left - each, subtotal),
    invoice: null,
    payment_intent: null,
    setup_intent: null,
    subscription: null,
    own: {
      lines: lines.map(({ price, quantity }, index) => ({
        id: world.ids.next('li_'),
        price: price.id,
        quantity,
        amount: amounts[index] ?? 0,
        discount: off[index] ?? 0,
      })),
      discounts: [...discounts],
      attempt: null,
      subscription: subscriptionTerms,
      payment: paymentTerms,
    },
  })
  if (record.mode === 'setup')
    record.setup_intent = createSetup(world, { customer: record.customer, ...setupTerms, own: { session: record.id } }).id
  schedule(world, record.expires_at, 'expire', record.id)
  return record
}

/** What a discount takes off each amount: its percentage, or its sum shared among them. */
function takeOff(world: World, amounts: readonly number[], [discount]: readonly WantedDiscount[]): number[] {
  const coupon = discount && world.shelves.coupon.find(discount.coupon)
  if (!coupon) return amounts.map(() => 0)
  return coupon.percent_off === null
    ? shareOut(coupon.amount_off ?? 0, amounts)
    : amounts.map((amount) => percentOf(amount, coupon.percent_off ?? 0))
}

/** The payer types a promotion code in, and the page shows what is left to pay. */
export function enterCode(world: World, session: SessionRecord, discount: WantedDiscount): void {
  const off = takeOff(
    world,
    session.own.lines.map(({ amount }) => amount),
    [discount],
  )
  const lines = session.own.lines.map((line, index) => ({ ...line, discount: off[index] ?? 0 }))
  change(world, 'checkout.session', session, {
    amount_total: off.reduce((left, each) => left - each, session.amount_subtotal),
    own: { ...session.own, lines, discounts: [discount] },
  })
}

/** The customer fills the page in and pays with a payment method. A card that is refused leaves the page open. */
export function completeSession(world: World, session: SessionRecord, customer: string, method: string): Outcome {
  if (session.status !== 'open') throw refuse(`This Checkout Session is ${session.status}.`)
  if (session.mode === 'setup') return keepMethod(world, session, customer, method)
  return session.mode === 'subscription' ? buySubscription(world, session, customer, method) : payOnce(world, session, customer, method)
}

/** Nothing is paid: a payment method is kept for later. */
function keepMethod(world: World, session: SessionRecord, customer: string, methodId: string): Outcome {
  const setup = get(world, 'setup_intent', session.setup_intent ?? '')
  if (setup.customer === null) change(world, 'setup_intent', setup, { customer })
  return confirmSetup(world, setup, get(world, 'payment_method', methodId))
}

function payOnce(world: World, session: SessionRecord, customer: string, method: string): Outcome {
  if (session.amount_total === 0) {
    closeSession(world, session, { payment_status: 'no_payment_required', customer })
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
  if (outcome === 'succeeded') closeSession(world, session, { payment_status: 'paid', customer, payment_intent: intent.id })
  if (outcome === 'processing') closeSession(world, session, { payment_status: 'unpaid', customer, payment_intent: intent.id })
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
        ? [{ price, quantity: isMetered(record) ? null : quantity, cycle: record.recurring, metadata: {}, discounts: [] }]
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
  setDiscounts(world, subscription, session.own.discounts)
  billFirst(world, subscription, { anchor: null, proratesToAnchor: true, payment: 'allow_incomplete' })
  const invoice = subscription.latest_invoice === null ? null : world.shelves.invoice.find(subscription.latest_invoice)
  const intent = invoice?.own.payment ? world.shelves.payment_intent.find(invoice.own.payment) : null
  if (intent) intent.own = { ...intent.own, session: session.id }
  const payment_status = session.amount_total === 0 ? 'no_payment_required' : invoice?.status === 'paid' ? 'paid' : 'unpaid'
  closeSession(world, session, { payment_status, customer: customerId, subscription: subscription.id, invoice: invoice?.id ?? null })
  return payment_status === 'unpaid' ? 'processing' : 'succeeded'
}

/** A page that nobody filled in is gone. */
export function expireSession(world: World, session: SessionRecord): void {
  if (session.status !== 'open') return
  const { attempt } = session.own
  change(world, 'checkout.session', session, { status: 'expired', payment_intent: attempt })
  const setup = session.setup_intent === null ? null : world.shelves.setup_intent.find(session.setup_intent)
  if (setup) cancelSetup(world, setup, 'abandoned')
  const intent = attempt === null ? null : world.shelves.payment_intent.find(attempt)
  if (intent) {
    cancelIntent(world, intent, 'abandoned')
    afterIntent(world, intent, 'failed')
  }
  tell(world, 'checkout.session.expired', 'checkout.session', session)
}
