import { describe, expect, test } from 'vitest'
import { replayStripe, type StripeSandbox } from '../../../src-main/sandbox/stripe/createStripe.ts'
import { toSeconds } from '../../../src-shared/model/instant.ts'
import { createRandom } from '../../fixtures/createRandom.ts'
import { createSeeded, fillLively, idOf, passSeconds, tryAct } from './livelyStripe.ts'
import { DAY, HOUR } from './openSandbox.ts'

function live(stepSeconds: number, days = 100): string {
  const stripe = createSeeded()
  fillLively(stripe)
  for (let passed = 0; passed < days * DAY; passed += stepSeconds) passSeconds(stripe, stepSeconds)
  return stripe.dump()
}

describe('a hundred days', () => {
  const leap = live(100 * DAY)

  test.each([
    ['hours', HOUR],
    ['days', DAY],
    ['steps of 25 hours', 25 * HOUR],
  ])('end the same in %s as in one leap, ids included', (_name, step) => {
    expect(live(step) === leap).toBe(true)
  })

  test('end the same in a second run, and otherwise with another seed', () => {
    expect(live(100 * DAY) === leap).toBe(true)
    const other = createSeeded('another')
    fillLively(other)
    passSeconds(other, 100 * DAY)
    expect(other.dump()).not.toBe(leap)
  })

  test('saw every kind of end', () => {
    const { shelves } = JSON.parse(leap) as {
      shelves: { subscription: { status: string }[]; invoice: { status: string }[]; charge: { status: string }[] }
    }
    expect(new Set(shelves.subscription.map(({ status }) => status))).toEqual(new Set(['active', 'canceled', 'paused', 'past_due']))
    expect(new Set(shelves.invoice.map(({ status }) => status)).size).toBeGreaterThanOrEqual(3)
    expect(new Set(shelves.charge.map(({ status }) => status))).toContain('failed')
  })
})

const PRORATING = [{ proration_behavior: 'create_prorations' }, { proration_behavior: 'always_invoice' }, { proration_behavior: 'none' }]
const PAYING = [
  ...PRORATING,
  { proration_behavior: 'always_invoice', payment_behavior: 'pending_if_incomplete' },
  { proration_behavior: 'always_invoice', payment_behavior: 'error_if_incomplete' },
]
const CARDS = ['pm_card_visa', 'pm_card_chargeDeclined', 'pm_card_authenticationRequired']

function itemOf(stripe: StripeSandbox, id: string): string {
  return stripe.world.shelves.subscription.find(id)?.items[0]?.id ?? ''
}

function scheduleOf(stripe: StripeSandbox, pick: <T>(all: readonly T[]) => T): string {
  const { all } = stripe.world.shelves.subscription_schedule
  return all.length === 0 ? '' : pick(all).id
}

/** The running phase of the newest schedule, and another price after it. */
function toLonger(stripe: StripeSandbox, price: string, terms: object): Record<string, unknown> {
  const [phase] = stripe.world.shelves.subscription_schedule.all.at(-1)?.phases ?? []
  if (!phase) return {}
  const items = phase.items.map((item) => ({ price: item.price, ...(item.quantity === null ? {} : { quantity: item.quantity }) }))
  return {
    phases: [
      { items, start_date: phase.start_date, end_date: phase.end_date },
      { items: [{ price }], ...terms },
    ],
  }
}

test.each([1, 2, 3, 4, 5, 6, 7, 8])('a random life (seed %i) is built again from its journal, and steps through it end alike', (seed) => {
  const run = (isStepped: boolean) => {
    const stripe = createSeeded(`life ${seed}`)
    const { subscriptions, customers } = fillLively(stripe, 14)
    const random = createRandom(seed)
    const pick = <T>(all: readonly T[]): T => all[Math.floor(random() * all.length)] as T
    const prices = stripe.world.shelves.price.all.filter(({ recurring }) => recurring).map(({ id }) => id)
    const code = idOf(stripe.act('promotionCodes.create', { promotion: { type: 'coupon', coupon: 'THIRD' }, code: 'LIFE' }))
    for (let turn = 0; turn < 120; turn++) {
      const seconds = Math.floor(random() * 3 * DAY)
      if (isStepped) for (let passed = 0; passed < seconds; passed += 7200) passSeconds(stripe, Math.min(7200, seconds - passed))
      else passSeconds(stripe, seconds)
      const id = pick(subscriptions)
      const acts: [string, Record<string, unknown>, ...string[]][] = [
        ['subscriptions.update', { cancel_at_period_end: random() < 0.5 }, id],
        [
          'subscriptions.update',
          { pause_collection: random() < 0.5 ? null : { behavior: pick(['void', 'keep_as_draft', 'mark_uncollectible']) } },
          id,
        ],
        ['subscriptions.update', { billing_cycle_anchor: { type: 'now' } }, id],
        ['subscriptions.update', { trial_end: 'now' }, id],
        ['subscriptions.pause', { type: 'subscription', bill_for: { unused_time_from: { type: 'now' } } }, id],
        ['subscriptions.resume', { payment_behavior: pick(['resume_on_payment_attempt', 'resume_on_payment_success']) }, id],
        ['subscriptions.cancel', { prorate: random() < 0.5, invoice_now: random() < 0.5 }, id],
        ['customers.setCard', { kind: pick(['ok', 'declines', 'delayed', 'requires_action', 'none']) }, pick(customers)],
        ['invoices.pay', {}, pick(stripe.world.shelves.invoice.all).id],
        ['invoices.void', {}, pick(stripe.world.shelves.invoice.all).id],
        ['refunds.create', { charge: pick(stripe.world.shelves.charge.all).id }],
        ['disputes.open', { charge: pick(stripe.world.shelves.charge.all).id }],
        ['paymentIntents.authenticate', { allowed: random() < 0.7 }, pick(stripe.world.shelves.payment_intent.all).id],
        ['subscriptions.update', { items: [{ id: itemOf(stripe, id), quantity: 1 + Math.floor(random() * 5) }], ...pick(PAYING) }, id],
        ['subscriptions.update', { items: [{ id: itemOf(stripe, id), price: pick(prices) }], ...pick(PAYING) }, id],
        ['subscriptions.update', { cancel_at: random() < 0.3 ? null : toSeconds(stripe.now()) + Math.floor(random() * 50 * DAY) }, id],
        ['subscriptions.update', { discounts: pick([[{ coupon: 'KEPT' }], [{ promotion_code: code }], null]) }, id],
        ['schedules.create', { from_subscription: id }],
        [
          'schedules.create',
          {
            customer: pick(customers),
            start_date: toSeconds(stripe.now()) + Math.floor(random() * 20 * DAY),
            end_behavior: pick(['release', 'cancel']),
            phases: [
              { items: [{ price: pick(prices) }], duration: { interval: 'week', interval_count: 2 }, trial: random() < 0.3 },
              { items: [{ price: pick(prices), quantity: 2 }], discounts: [{ coupon: 'KEPT' }], ...pick(PRORATING) },
            ],
          },
        ],
        [
          'schedules.update',
          toLonger(stripe, pick(prices), pick(PRORATING)),
          stripe.world.shelves.subscription_schedule.all.at(-1)?.id ?? '',
        ],
        ['schedules.release', { preserve_cancel_date: random() < 0.5 }, scheduleOf(stripe, pick)],
        ['schedules.cancel', {}, scheduleOf(stripe, pick)],
        ['setupIntents.create', { customer: pick(customers), payment_method: pick(CARDS), confirm: true }],
        ['sessions.create', { mode: 'setup', customer: pick(customers) }],
        ['invoices.createPreview', { subscription: id, subscription_details: { cancel_now: random() < 0.5 } }],
        [
          'creditGrants.create',
          {
            customer: pick(customers),
            amount: { type: 'monetary', monetary: { currency: 'usd', value: 50 + Math.floor(random() * 500) } },
            applicability_config: { scope: { price_type: 'metered' } },
            expires_at: toSeconds(stripe.now()) + Math.floor(random() * 30 * DAY) + 1,
          },
        ],
        ['meterEvents.create', { event_name: 'calls', payload: { stripe_customer_id: pick(customers), value: '77' } }],
        ['subscriptions.search', { query: "status:'active'" }],
        ['settings.change', { dunningEnd: pick(['cancel', 'mark_unpaid', 'leave_past_due']) }],
      ]
      tryAct(stripe, ...pick(acts))
    }
    return stripe
  }
  const leaped = run(false)
  const dump = leaped.dump()
  expect(run(true).dump() === dump).toBe(true)
  const journal = leaped.journal().map((line) => JSON.parse(JSON.stringify(line)))
  const again = replayStripe(leaped.options, journal)
  again.advanceTo(leaped.now())
  expect(again.dump() === dump).toBe(true)
})
