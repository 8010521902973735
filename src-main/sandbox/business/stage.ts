import type { Catalog } from '../../../src-shared/model/catalog.ts'
import type { Instant } from '../../../src-shared/model/instant.ts'
import type { Providers, StandIns } from '../standIns.ts'
import type { Wire } from '../stripe/wire/wire.ts'
import { type Chance, createChance } from './createChance.ts'
import { createIdentities, type Identity } from './createIdentities.ts'
import { createScript } from './createScript.ts'
import { type FlowMeter, type HoursMeter, isEventMeter, type Meter, type StockMeter } from './meter.ts'
import { openPaystackShop, type PlanTag } from './openPaystackShop.ts'
import { openShop, type Tag } from './openShop.ts'
import { readUsage } from './readMeter.ts'
import { tellMeter } from './tellMeter.ts'
import type { Business, ToldExpected, ToldMerge } from './told.ts'

export const HOUR = 3600
export const DAY = 24 * HOUR

/** A customer to be; its id is known from the moment on at which it joins. */
export interface Customer {
  id: string
  identity: Identity
  joinedAt: number
}

/** A subscription to be. */
export interface Subscription {
  id: string
  customer: Customer
  startedAt: number
}

/** What a card does when it is charged; `until` (seconds) ends a time of refusals. */
export interface Card {
  kind: 'ok' | 'declines' | 'requires_action' | 'delayed' | 'none'
  code?: string
  until?: number
  days?: number
  fails?: boolean
}

type MeterTerms<Kind extends Meter> = Omit<Kind, 'customer'>

/**
 * Where the life of a business is written down before it is lived.
 *
 * Every verb names the second at which it happens; nothing happens before `play`.
 */
export interface Stage {
  /** The instant that everything is laid out around: seconds. */
  readonly now: number
  /** When the calendar month of that instant began: seconds. */
  readonly monthStartsAt: number
  readonly chance: Chance
  /** A number that no other asking gets: a label for dice. */
  serial(): number
  price(name: string): Tag
  /** Anything at all, in its order. */
  at(seconds: number, step: () => void): void
  act(name: string, params?: Wire, ...ids: string[]): Wire
  join(at: number, more?: Wire): Customer
  setCard(customer: Customer, at: number, card: Card): void
  subscribe(customer: Customer, at: number, price: string, terms?: Wire): Subscription
  /** Buys on a page of Stripe's: once, or a subscription. */
  checkOut(customer: Customer, at: number, price: string, card?: Card): void
  /** A payment that names nothing but what its metadata say. */
  pay(customer: Customer | null, at: number, amount: number, currency: string, metadata: Record<string, string>, card?: Card): Payment
  /** A name, an e-mail and a phone that nobody else has, for who is no customer of Stripe's. */
  identity(): Identity
  count(customer: Customer, meter: MeterTerms<FlowMeter> | MeterTerms<StockMeter> | MeterTerms<HoursMeter>): void
  /** Paystack and M-Pesa. Throws where the business is paid through Stripe alone. */
  providers(): Omit<Providers, 'stripe'>
  /** A plan on Paystack's shelves, by its name `product.plan.interval`. */
  plan(name: string): PlanTag
  /** The operator's server tells that it asked for a payment, now. */
  expect(expected: Omit<ToldExpected, 'at'>): void
  /** People say that two customers are one company, now. */
  merge(merge: Omit<ToldMerge, 'at'>): void
  /** Lets it all happen, and gives what goes on being counted, and what is told. */
  play(): Business
}

/** A payment to be. */
export interface Payment {
  id: string
}

export interface StageOptions {
  standIns: StandIns
  seed: string
  catalogs: readonly Catalog[]
  /** The instant that is laid out for, and when its calendar month began: seconds. */
  now: number
  monthStartsAt: number
}

export function createStage({ standIns, seed, catalogs, now, monthStartsAt }: StageOptions): Stage {
  const { stripe, paystack, mpesa } = standIns
  const chance = createChance(`business/${seed}`)
  const script = createScript()
  const nextIdentity = createIdentities(chance)
  const meters: (() => Meter)[] = []
  let serial = 0
  const tags: ReadonlyMap<string, Tag> = openShop(stripe, catalogs)
  const plans: ReadonlyMap<string, PlanTag> = paystack ? openPaystackShop(paystack, catalogs) : new Map()
  const expected: ToldExpected[] = []
  const merges: ToldMerge[] = []
  const act: Stage['act'] = (name, params = {}, ...ids) => stripe.act(name, params, ...ids)

  function price(name: string): Tag {
    const tag = tags.get(name)
    if (!tag) throw new Error(`Broken promise: the shop sells no ${name}`)
    return tag
  }

  /** One clock for all. */
  function advanceTo(instant: Instant): void {
    for (const standIn of [stripe, paystack, mpesa]) standIn?.advanceTo(instant)
  }

  return {
    now,
    monthStartsAt,
    chance,
    serial: () => (serial += 1),
    price,
    at: script.at,
    act,
    join(at, more = {}) {
      const identity = nextIdentity()
      const customer: Customer = { id: '', identity, joinedAt: at }
      script.at(at, () => {
        const { name, email, phone } = identity
        customer.id = idOf(act('customers.create', { name, email, ...(phone ? { phone } : {}), ...more }))
        act('customers.setCard', { kind: 'ok' }, customer.id)
      })
      return customer
    },
    setCard(customer, at, card) {
      script.at(at, () => void act('customers.setCard', { ...card }, customer.id))
    },
    subscribe(customer, at, name, terms = {}) {
      const subscription: Subscription = { id: '', customer, startedAt: at }
      script.at(at, () => {
        subscription.id = idOf(act('subscriptions.create', { customer: customer.id, items: [{ price: price(name).id }], ...terms }))
      })
      return subscription
    },
    checkOut(customer, at, name, card) {
      script.at(at, () => {
        const { id, isOnce } = price(name)
        const mode = isOnce ? 'payment' : 'subscription'
        const session = idOf(act('sessions.create', { mode, customer: customer.id, line_items: [{ price: id, quantity: 1 }] }))
        if (card?.kind !== 'none') act('sessions.complete', card ? { ...card } : {}, session)
      })
    },
    pay(customer, at, amount, currency, metadata, card) {
      const payment: Payment = { id: '' }
      script.at(at, () => {
        const intent = act('paymentIntents.create', { amount, currency, metadata, ...(customer ? { customer: customer.id } : {}) })
        payment.id = idOf(intent)
        const method = METHODS[card?.kind ?? 'ok']
        // A card that is refused is an answer like any other here.
        if (method)
          stripe.answer('paymentIntents.confirm', { payment_method: method }, [payment.id], { id: 'req_business', idempotency_key: null })
      })
      return payment
    },
    identity: nextIdentity,
    count(customer, terms) {
      const read = () => ({ ...terms, customer: customer.id }) as Meter
      meters.push(read)
      // Until now it tells Stripe as it goes; from here on whoever runs the stand-in does.
      script.at(terms.from, () => {
        const meter = read()
        if (isEventMeter(meter)) for (const use of readUsage(meter, meter.from, now)) script.at(use.at, () => tellMeter(stripe, meter, use))
      })
    },
    providers() {
      if (paystack === null || mpesa === null) throw new Error('Broken promise: this business is paid through all three')
      return { paystack, mpesa }
    },
    plan(name) {
      const tag = plans.get(name)
      if (!tag) throw new Error(`Broken promise: Paystack sells no ${name}`)
      return tag
    },
    expect: (told) => void expected.push({ at: stripe.now(), ...told }),
    merge: (told) => void merges.push({ at: stripe.now(), ...told }),
    play() {
      script.run(advanceTo)
      return { meters: meters.map((read) => read()), told: { expected, merges } }
    },
  }
}

const METHODS: Readonly<Record<Card['kind'], string | null>> = {
  ok: 'pm_card_visa',
  declines: 'pm_card_visa_chargeDeclinedInsufficientFunds',
  requires_action: 'pm_card_authenticationRequired',
  delayed: 'pm_usBankAccount',
  none: null,
}

export function idOf(wire: Wire): string {
  return String(wire['id'])
}
