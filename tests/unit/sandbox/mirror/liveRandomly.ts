import type { StripeSandbox } from '../../../../src-main/sandbox/stripe/createStripe.ts'
import type { Wire } from '../../../../src-main/sandbox/stripe/wire/wire.ts'
import { Refusal } from '../../../../src-main/sandbox/stripe/world/refusal.ts'
import { toSeconds } from '../../../../src-shared/model/instant.ts'
import { createRandom } from '../../../fixtures/createRandom.ts'
import { idOf } from '../livelyStripe.ts'
import { DAY } from '../openSandbox.ts'

/** A business in which anything may happen to anybody. */
export interface Life {
  /** One thing that happens, or is refused. */
  act(): void
  pick<T>(items: readonly T[]): T
  /** From 0 up to, not including, `count`. */
  draw(count: number): number
  chance(share: number): boolean
  /** How often each thing was done, and was not refused. */
  done: ReadonlyMap<string, number>
  /** Objects that came about or changed without a word of it in the events. */
  untold: ReadonlySet<string>
}

interface Catalog {
  recurring: string[]
  monthly: string[]
  metered: string
  once: string[]
}

const CARDS: readonly ((now: number, days: number) => Wire)[] = [
  () => ({ kind: 'ok' }),
  () => ({ kind: 'ok' }),
  () => ({ kind: 'ok' }),
  (now, days) => ({ kind: 'declines', code: 'insufficient_funds', until: now + days * DAY }),
  () => ({ kind: 'declines', code: 'expired_card' }),
  () => ({ kind: 'requires_action' }),
  (_now, days) => ({ kind: 'delayed', days: 1 + (days % 6) }),
  (_now, days) => ({ kind: 'delayed', days: 1 + (days % 4), fails: true }),
  () => ({ kind: 'none' }),
]

/** Begins a business with its catalog and some customers. @param seed decides all that will happen */
export function startLife(stripe: StripeSandbox, seed: number, customers: number): Life {
  const random = createRandom(seed)
  const draw = (count: number): number => Math.floor(random() * count)
  const pick = <T>(items: readonly T[]): T => items[draw(items.length)] as T
  const chance = (share: number): boolean => random() < share
  const done = new Map<string, number>()
  const untold = new Set<string>()
  const catalog = makeCatalog(stripe)
  let serial = 0

  /** Refusals are part of a life. */
  function attempt(name: string, params: Wire, ...ids: string[]): Wire | null {
    try {
      const wire = stripe.act(name, params, ...ids)
      done.set(name, (done.get(name) ?? 0) + 1)
      return wire
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      return null
    }
  }

  const now = () => toSeconds(stripe.now())
  const { shelves } = stripe.world
  /** One that is likely not over yet: the newest are drawn as often as all of the others together. */
  const find = (all: readonly { id: string }[]): string => (all.length === 0 ? 'none' : pick(chance(0.5) ? all.slice(-8) : all).id)
  const customer = () => find(shelves.customer.all.filter(({ deleted }) => !deleted))
  const subscription = () => find(shelves.subscription.all.filter(({ status }) => status !== 'canceled' && status !== 'incomplete_expired'))
  const invoice = (...statuses: string[]) =>
    find(shelves.invoice.all.filter(({ status, deleted }) => !deleted && statuses.includes(status)))
  const charge = () => find(shelves.charge.all.filter(({ status }) => status === 'succeeded'))
  const card = () => pick(CARDS)(now(), 1 + draw(20))

  const newCustomer = () => {
    serial += 1
    const made = attempt('customers.create', { name: `Company ${serial}`, email: `pay@company${serial}.example`, metadata: { serial } })
    if (made) attempt('customers.setCard', chance(0.8) ? { kind: 'ok' } : card(), idOf(made))
  }

  const newSubscription = () => {
    const first = pick(catalog.recurring)
    const beside = catalog.monthly.includes(first) ? catalog.monthly.filter((price) => price !== first) : []
    const more = [...(chance(0.3) ? [pick([...beside, first])] : []), ...(chance(0.2) ? [catalog.metered] : [])]
    const prices = [...new Set([first, ...more])]
    const discounts = chance(0.25) ? [{ coupon: pick(['THIRD', 'KEPT', 'ONCE']) }] : undefined
    const items = prices.map((price) => ({
      price,
      ...(price === catalog.metered ? {} : { quantity: 1 + draw(4) }),
      ...(chance(0.1) ? { discounts: [{ coupon: 'THIRD' }] } : {}),
    }))
    attempt('subscriptions.create', {
      customer: customer(),
      items,
      ...(discounts ? { discounts } : {}),
      ...(chance(0.25) ? { trial_period_days: 3 + draw(20) } : {}),
      ...(chance(0.15) ? { collection_method: 'send_invoice', days_until_due: 7 } : {}),
      ...(chance(0.1) ? { payment_behavior: 'default_incomplete' } : {}),
      ...(chance(0.1) ? { cancel_at: now() + (5 + draw(60)) * DAY } : {}),
    })
  }

  const firstItem = (id: string) => shelves.subscription.find(id)?.items[0]?.id ?? 'none'
  const changeItems = (change: Wire) => {
    const id = subscription()
    const proration_behavior = pick(['create_prorations', 'always_invoice', 'none'])
    attempt('subscriptions.update', { items: [{ id: firstItem(id), ...change }], proration_behavior }, id)
  }
  const update = (params: Wire) => void attempt('subscriptions.update', params, subscription())

  const newSession = () => {
    const isOnce = chance(0.6)
    const given = {
      mode: isOnce ? 'payment' : 'subscription',
      line_items: [{ price: pick(isOnce ? catalog.once : catalog.monthly), quantity: 1 + draw(3) }],
      ...(chance(0.7) ? { customer: customer() } : { customer_email: `new${serial}@page.example` }),
      ...(isOnce && chance(0.3) ? { payment_intent_data: { metadata: { plan: 'trading.pro' } } } : {}),
      ...(chance(0.2) ? { discounts: [{ coupon: 'THIRD' }] } : {}),
    }
    const made = attempt('sessions.create', given)
    if (!made) return
    const id = idOf(made)
    // Nothing is told of a page until somebody has filled it in, or it is gone.
    untold.add(id)
    if (!chance(0.6)) return
    const completed = attempt('sessions.complete', { ...completeWith(card()) }, id)
    if (completed && completed['status'] !== 'open') untold.delete(id)
  }
  /** A page asks for a card, and is never filled in without one. */
  const completeWith = (given: Wire) => (given['kind'] === 'none' ? { kind: 'ok' } : given)

  const billByHand = () => {
    const of = customer()
    const made = attempt('invoices.create', { customer: of, auto_advance: chance(0.5), ...pick(COLLECTED), metadata: { by: 'hand' } })
    if (!made) return
    const id = idOf(made)
    const lines = 1 + draw(chance(0.1) ? 14 : 3)
    for (let line = 0; line < lines; line++)
      attempt('invoiceItems.create', { customer: of, invoice: id, amount: 500 + draw(9_000), currency: 'usd', description: `Hour ${line}` })
    if (chance(0.15)) attempt('invoices.delete', {}, id)
    else if (chance(0.7)) attempt('invoices.finalize', {}, id)
  }

  const payOnce = () => {
    const metadata = chance(0.6) ? { plan: pick(['trading.pro', 'trading.elite']), interval: 'month' } : {}
    const made = attempt('paymentIntents.create', { amount: 900 + draw(20_000), currency: 'usd', metadata, ...ofSomebody() })
    if (!made) return
    const method = pick(['pm_card_visa', 'pm_card_visa', 'pm_card_chargeDeclined', 'pm_card_authenticationRequired', 'pm_usBankAccount'])
    if (chance(0.9)) attempt('paymentIntents.confirm', { payment_method: method }, idOf(made))
  }
  const ofSomebody = () => (chance(0.8) ? { customer: customer() } : {})

  const changeIntent = () => {
    const id = find(shelves.payment_intent.all)
    if (attempt('paymentIntents.update', { metadata: { plan: pick(['trading.pro', 'trading.elite', '']) } }, id)) untold.add(id)
  }

  const happenings: readonly (readonly [weight: number, happen: () => unknown])[] = [
    [2, newCustomer],
    [8, newSubscription],
    [8, () => attempt('customers.setCard', card(), customer())],
    [6, () => attempt('customers.update', { name: `Renamed ${draw(1_000)}`, metadata: { note: String(draw(1_000)) } }, customer())],
    [2, () => attempt('customers.delete', {}, customer())],
    [1, () => attempt('customers.update', { coupon: 'KEPT' }, customer())],
    [5, () => changeItems({ quantity: 1 + draw(9) })],
    [5, () => changeItems({ price: pick(catalog.recurring) })],
    [2, () => update({ items: [{ price: pick(catalog.monthly) }] })],
    [2, () => attempt('subscriptions.pause', { type: 'subscription' }, subscription())],
    [3, () => attempt('subscriptions.resume', { payment_behavior: pick(RESUMING) }, subscription())],
    [3, () => update({ pause_collection: { behavior: pick(PAUSING), ...(chance(0.5) ? { resumes_at: now() + 20 * DAY } : {}) } })],
    [2, () => update({ pause_collection: null })],
    [3, () => attempt('subscriptions.cancel', { prorate: chance(0.5), invoice_now: chance(0.5) }, subscription())],
    [3, () => update({ cancel_at_period_end: chance(0.6) })],
    [2, () => update({ cancel_at: now() + (1 + draw(50)) * DAY })],
    [2, () => update({ discounts: [{ coupon: pick(['THIRD', 'KEPT', 'ONCE']) }] })],
    [1, () => update({ trial_end: chance(0.5) ? 'now' : now() + 9 * DAY })],
    [2, () => update({ metadata: { note: String(draw(1_000)) } })],
    [7, newSession],
    [1, () => attempt('sessions.expire', {}, find(shelves['checkout.session'].all.filter(({ status }) => status === 'open')))],
    [6, billByHand],
    [4, () => attempt('invoices.pay', {}, invoice('open'))],
    [2, () => attempt('invoices.pay', { paid_out_of_band: true }, invoice('open', 'uncollectible'))],
    [2, () => attempt('invoices.void', {}, invoice('open', 'uncollectible'))],
    [2, () => attempt('invoices.markUncollectible', {}, invoice('open'))],
    [2, () => attempt('invoices.update', { metadata: { note: String(draw(1_000)) } }, invoice('draft', 'open', 'paid'))],
    [2, () => attempt('invoiceItems.create', { customer: customer(), amount: 700, currency: 'usd', description: 'Later' })],
    [7, payOnce],
    [2, changeIntent],
    [1, () => attempt('paymentIntents.cancel', {}, find(shelves.payment_intent.all.filter(({ status }) => status !== 'succeeded')))],
    [3, () => attempt('paymentIntents.authenticate', { allowed: chance(0.7) }, find(waiting()))],
    [4, () => attempt('refunds.create', { charge: charge(), ...(chance(0.6) ? { amount: 100 + draw(900) } : {}) })],
    [1, () => attempt('refunds.update', { metadata: { note: String(draw(1_000)) } }, find(shelves.refund.all))],
    [1, () => attempt('refunds.fail', {}, find(shelves.refund.all))],
    [3, () => attempt('disputes.open', { charge: charge(), reason: pick(['fraudulent', 'duplicate']) })],
    [3, () => attempt('disputes.close', { status: pick(['won', 'lost']) }, find(shelves.dispute.all))],
    [1, () => attempt('prices.update', { active: chance(0.4), nickname: `Named ${draw(100)}` }, find(shelves.price.all))],
    [1, () => attempt('products.update', { name: `Product ${draw(100)}`, active: chance(0.9) }, find(shelves.product.all))],
    [1, () => attempt('products.create', { name: `Passing ${draw(1_000)}` })],
    [1, () => attempt('products.delete', {}, find(shelves.product.all.slice(2)))],
    [
      1,
      () => attempt('meterEvents.create', { event_name: 'calls', payload: { stripe_customer_id: customer(), value: String(draw(900)) } }),
    ],
  ]
  const waiting = () => shelves.payment_intent.all.filter(({ status }) => status === 'requires_action')
  const total = happenings.reduce((sum, [weight]) => sum + weight, 0)

  for (let index = 0; index < customers; index++) newCustomer()
  for (let index = 0; index < customers; index++) newSubscription()

  return {
    draw,
    pick,
    chance,
    done,
    untold,
    act() {
      let left = random() * total
      for (const [weight, happen] of happenings) {
        left -= weight
        if (left >= 0) continue
        happen()
        return
      }
    },
  }
}

const COLLECTED: readonly Wire[] = [
  { collection_method: 'charge_automatically' },
  { collection_method: 'charge_automatically' },
  { collection_method: 'send_invoice', days_until_due: 10 },
]
const RESUMING = ['resume_on_payment_attempt', 'resume_on_payment_success'] as const
const PAUSING = ['void', 'keep_as_draft', 'mark_uncollectible'] as const

function makeCatalog(stripe: StripeSandbox): Catalog {
  const make = (name: string, params: Wire) => idOf(stripe.act(name, params))
  const product = make('products.create', { name: 'Trading desk' })
  const other = make('products.create', { name: 'Reports', metadata: { note: 'sold beside it' } })
  const meter = make('meters.create', { display_name: 'Calls', event_name: 'calls', default_aggregation: { formula: 'sum' } })
  const price = (terms: Wire) => make('prices.create', { product, currency: 'usd', ...terms })
  const monthly = [
    price({ unit_amount: 9_900, recurring: { interval: 'month' }, lookup_key: 'trading.pro.month' }),
    price({ unit_amount: 29_900, recurring: { interval: 'month' }, lookup_key: 'trading.elite.month' }),
    price({ unit_amount: 1_500, recurring: { interval: 'month' }, product: other, metadata: { note: 'beside' } }),
  ]
  const metered = price({ unit_amount_decimal: '0.2', recurring: { interval: 'month', usage_type: 'metered', meter } })
  const more = [
    price({ unit_amount: 700, recurring: { interval: 'week' } }),
    price({ unit_amount: 28_000, recurring: { interval: 'month', interval_count: 3 } }),
    price({ unit_amount: 99_000, recurring: { interval: 'year' } }),
  ]
  const once = [price({ unit_amount: 4_900, nickname: 'Setup' }), price({ unit_amount: 12_000, product: other })]
  stripe.act('coupons.create', { id: 'THIRD', percent_off: 33.3, duration: 'repeating', duration_in_months: 2 })
  stripe.act('coupons.create', { id: 'KEPT', amount_off: 150, currency: 'usd', duration: 'forever' })
  stripe.act('coupons.create', { id: 'ONCE', percent_off: 50, duration: 'once' })
  return { recurring: [...monthly, ...more], monthly, metered, once }
}
