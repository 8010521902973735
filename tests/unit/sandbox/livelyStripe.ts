import { createStripe, type StripeSandbox } from '../../../src-main/sandbox/stripe/createStripe.ts'
import { Refusal } from '../../../src-main/sandbox/stripe/world/refusal.ts'
import { fromSeconds, toSeconds } from '../../../src-shared/model/instant.ts'
import { at, DAY } from './openSandbox.ts'

export const START = at('2027-01-29T08:15:00Z')

export function createSeeded(seed = 'lively'): StripeSandbox {
  return createStripe({ startsAt: fromSeconds(START), seed, accountId: 'acct_1Lively' })
}

/** A business of some dozen companies with every kind of card, trial, coupon, pause and plan to cancel. */
export function fillLively(stripe: StripeSandbox, companies = 24): { subscriptions: string[]; customers: string[] } {
  const product = idOf(stripe.act('products.create', { name: 'Trading desk' }))
  const feature = idOf(stripe.act('features.create', { lookup_key: 'exports', name: 'Exports' }))
  stripe.act('productFeatures.create', { entitlement_feature: feature }, product)
  const meter = idOf(stripe.act('meters.create', { display_name: 'Calls', event_name: 'calls', default_aggregation: { formula: 'sum' } }))
  const price = (terms: object) => idOf(stripe.act('prices.create', { product, currency: 'usd', unit_amount: 4900, ...terms }))
  const monthly = price({ recurring: { interval: 'month' } })
  const quarterly = price({ unit_amount: 12_000, recurring: { interval: 'month', interval_count: 3 } })
  const weekly = price({ unit_amount: 700, recurring: { interval: 'week' } })
  const metered = price({
    unit_amount: undefined,
    unit_amount_decimal: '0.2',
    recurring: { interval: 'month', usage_type: 'metered', meter },
  })
  const once = price({ unit_amount: 9900 })
  stripe.act('coupons.create', { id: 'THIRD', percent_off: 33.3, duration: 'repeating', duration_in_months: 2 })
  stripe.act('coupons.create', { id: 'KEPT', amount_off: 150, currency: 'usd', duration: 'forever' })
  const cards = [
    { kind: 'ok' },
    { kind: 'declines', code: 'insufficient_funds', until: START + 38 * DAY },
    { kind: 'declines', code: 'expired_card' },
    { kind: 'delayed', days: 5 },
    { kind: 'delayed', days: 3, fails: true },
    { kind: 'requires_action' },
  ]
  const customers: string[] = []
  const subscriptions: string[] = []
  for (let index = 0; index < companies; index++) {
    const customer = idOf(stripe.act('customers.create', { name: `Company ${index}`, email: `pay@company${index}.example` }))
    customers.push(customer)
    // They begin with a card that works, and get another one in the middle.
    stripe.act('customers.setCard', { kind: 'ok' }, customer)
    const items = [
      [{ price: monthly, quantity: 1 + (index % 3) }],
      [{ price: quarterly }],
      [{ price: weekly }, { price: metered }],
      [{ price: monthly }, { price: metered }],
    ][index % 4]
    const terms = {
      customer,
      items,
      ...(index % 5 === 0 ? { trial_period_days: 10 } : {}),
      ...(index % 7 === 0 ? { discounts: [{ coupon: 'THIRD' }] } : index % 7 === 3 ? { discounts: [{ coupon: 'KEPT' }] } : {}),
    }
    subscriptions.push(idOf(stripe.act('subscriptions.create', terms)))
    stripe.act('customers.setCard', cards[index % cards.length], customer)
    stripe.act('meterEvents.create', { event_name: 'calls', payload: { stripe_customer_id: customer, value: String(1000 + index) } })
    const session = idOf(stripe.act('sessions.create', { mode: 'payment', customer, line_items: [{ price: once }] }))
    if (index % 2 === 0) stripe.act('sessions.complete', index % 4 === 0 ? { kind: 'ok' } : { kind: 'delayed', days: 2 }, session)
  }
  const change = (index: number, params: object) => stripe.act('subscriptions.update', { ...params }, subscriptions[index] ?? '')
  change(1, { cancel_at_period_end: true })
  change(2, { cancel_at: START + 40 * DAY })
  change(6, { pause_collection: { behavior: 'void', resumes_at: START + 35 * DAY } })
  change(8, { items: [{ id: firstItem(stripe, subscriptions[8]), quantity: 9 }] })
  stripe.act('subscriptions.pause', { type: 'subscription' }, subscriptions[12] ?? '')
  return { subscriptions, customers }
}

export function idOf(wire: object): string {
  return String((wire as { id?: unknown }).id)
}

function firstItem(stripe: StripeSandbox, subscription = ''): string {
  const { items } = stripe.act('subscriptions.retrieve', {}, subscription) as { items: { data: { id: string }[] } }
  return items.data[0]?.id ?? ''
}

export function passSeconds(stripe: StripeSandbox, seconds: number): void {
  stripe.advanceTo(fromSeconds(toSeconds(stripe.now()) + seconds))
}

/** Refusals are part of a life: a card that says no is no broken test. */
export function tryAct(stripe: StripeSandbox, name: string, params: Record<string, unknown>, ...ids: string[]): void {
  try {
    stripe.act(name, params, ...ids)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
  }
}
