import { expect } from 'vitest'
import type { Order } from '../../../../../src-main/domain/actions/order.ts'
import { fromSeconds } from '../../../../../src-shared/model/instant.ts'
import { DAY } from '../../../sandbox/openSandbox.ts'
import { ACTION, type ActingSandbox } from './openActing.ts'

interface OrderCase {
  name: string
  /** Brings about what is to be changed. */
  stage(acting: ActingSandbox): Order
  /** What takes effect, each once. */
  effects: readonly string[]
  /** Kinds of the objects that the mirror has to see. */
  touched: readonly string[]
  /** What the world looks like afterwards. */
  check(acting: ActingSandbox, order: Order): void
  /** What is found out about it after days: before it took effect, and after. */
  before: 'absent' | 'unsure' | 'failed'
  after: 'done' | 'failed'
}

const MARKED = { tierdesk_action: ACTION }

/** The subscription that an order names. */
function subject({ findSubscription }: ActingSandbox, order: Order) {
  if (!('subscription' in order)) throw new Error(`${order.kind} names no subscription`)
  return findSubscription(order.subscription)
}

function later({ now }: ActingSandbox, days: number) {
  return fromSeconds(now() + days * DAY)
}

function openInvoice(acting: ActingSandbox): string {
  const { setCard, subscribe, findSubscription } = acting
  setCard('declines')
  const invoice = findSubscription(subscribe()).latest_invoice ?? ''
  setCard('ok')
  return invoice
}

function findInvoice({ stripe }: ActingSandbox, order: Order) {
  return stripe.world.shelves.invoice.find('invoice' in order ? order.invoice : '')
}

const UNTIL_FOUND = { before: 'absent', after: 'done' } as const

export const ORDER_CASES: readonly OrderCase[] = [
  {
    name: 'a new subscription',
    ...UNTIL_FOUND,
    stage: ({ customer, prices }) => ({
      ...{ kind: 'subscription.create', customer, price: prices.small, quantity: 3, trialEnd: null, startAt: null },
    }),
    effects: ['subscriptions.create'],
    touched: ['subscription', 'invoice'],
    check: ({ stripe, prices }) => {
      expect(stripe.world.shelves.subscription.all).toMatchObject([
        { status: 'active', metadata: MARKED, items: [{ price: prices.small, quantity: 3 }] },
      ])
      expect(stripe.world.shelves.invoice.all).toMatchObject([{ status: 'paid', total: 9300 }])
    },
  },
  {
    name: 'a new subscription with a trial',
    ...UNTIL_FOUND,
    stage: (acting) => ({
      ...{ kind: 'subscription.create', customer: acting.customer, price: acting.prices.small, quantity: 1 },
      ...{ trialEnd: later(acting, 14), startAt: null },
    }),
    effects: ['subscriptions.create'],
    touched: ['subscription', 'invoice'],
    check: ({ stripe, now }) =>
      expect(stripe.world.shelves.subscription.all).toMatchObject([{ status: 'trialing', trial_end: now() + 14 * DAY }]),
  },
  ...(['next-invoice', 'at-once', 'none'] as const).map(
    (proration): OrderCase => ({
      name: `another plan now, settled ${proration}`,
      ...UNTIL_FOUND,
      stage: (acting) => {
        const subscription = acting.subscribe()
        acting.pass(10 * DAY)
        const item = acting.itemOf(subscription)
        return { kind: 'subscription.change', subscription, item, price: acting.prices.large, quantity: 1, when: 'now', proration }
      },
      effects: ['subscriptions.update'],
      touched: ['subscription', 'invoice'],
      check: (acting, order) => {
        expect(subject(acting, order)).toMatchObject({ metadata: MARKED, items: [{ price: acting.prices.large, quantity: 1 }] })
        expect(acting.stripe.world.shelves.invoice.all).toHaveLength(proration === 'at-once' ? 2 : 1)
        expect(acting.stripe.world.shelves.invoiceitem.all.length > 0).toBe(proration !== 'none')
      },
    }),
  ),
  {
    name: 'another plan when the period ends',
    ...UNTIL_FOUND,
    stage: ({ subscribe, itemOf, prices }) => {
      const subscription = subscribe()
      const item = itemOf(subscription)
      return { kind: 'subscription.change', subscription, item, price: prices.large, quantity: 2, when: 'period-end', proration: 'none' }
    },
    effects: ['schedules.create', 'schedules.update'],
    touched: ['subscription'],
    check: (acting, order) => {
      const { prices, stripe } = acting
      expect(subject(acting, order)).toMatchObject({ items: [{ price: prices.small }] })
      expect(stripe.world.shelves.subscription_schedule.all).toMatchObject([
        {
          ...{ status: 'active', end_behavior: 'release', metadata: MARKED },
          phases: [{ items: [{ price: prices.small, quantity: 1 }] }, { items: [{ price: prices.large, quantity: 2 }] }],
        },
      ])
    },
  },
  {
    name: 'a pause',
    ...UNTIL_FOUND,
    stage: ({ subscribe }) => ({ kind: 'subscription.pause', subscription: subscribe() }),
    effects: ['subscriptions.pause'],
    touched: ['subscription'],
    check: (acting, order) => expect(subject(acting, order).status).toBe('paused'),
  },
  {
    name: 'the end of a pause',
    ...UNTIL_FOUND,
    stage: ({ subscribe, stripe }) => {
      const subscription = subscribe()
      stripe.act('subscriptions.pause', { type: 'subscription' }, subscription)
      return { kind: 'subscription.resume', subscription }
    },
    effects: ['subscriptions.resume'],
    touched: ['subscription', 'invoice'],
    check: (acting, order) => expect(subject(acting, order).status).toBe('active'),
  },
  {
    name: 'an end now',
    ...UNTIL_FOUND,
    stage: ({ subscribe }) => ({ kind: 'subscription.cancel', subscription: subscribe(), when: 'now', at: null }),
    effects: ['subscriptions.cancel'],
    touched: ['subscription'],
    check: (acting, order) => expect(subject(acting, order).status).toBe('canceled'),
  },
  {
    name: 'an end with the period',
    ...UNTIL_FOUND,
    stage: ({ subscribe }) => ({ kind: 'subscription.cancel', subscription: subscribe(), when: 'period-end', at: null }),
    effects: ['subscriptions.update'],
    touched: ['subscription'],
    check: (acting, order) =>
      expect(subject(acting, order)).toMatchObject({ status: 'active', cancel_at_period_end: true, metadata: MARKED }),
  },
  {
    name: 'an end at a date',
    ...UNTIL_FOUND,
    stage: (acting) => ({ kind: 'subscription.cancel', subscription: acting.subscribe(), when: 'date', at: later(acting, 20) }),
    effects: ['subscriptions.update'],
    touched: ['subscription'],
    check: (acting, order) => {
      expect(subject(acting, order)).toMatchObject({ status: 'active', cancel_at: acting.now() + 20 * DAY, metadata: MARKED })
      expect(acting.stripe.world.shelves.invoiceitem.all).toEqual([])
    },
  },
  ...[{ cancel_at_period_end: true }, { cancel_at: 'max_period_end' }].map(
    (ending): OrderCase => ({
      name: `an end taken back that was planned by ${Object.keys(ending)[0]}`,
      ...UNTIL_FOUND,
      stage: ({ subscribe, stripe }) => {
        const subscription = subscribe()
        stripe.act('subscriptions.update', ending, subscription)
        return { kind: 'subscription.keep', subscription }
      },
      effects: ['subscriptions.update'],
      touched: ['subscription'],
      check: (acting, order) =>
        expect(subject(acting, order)).toMatchObject({ cancel_at: null, cancel_at_period_end: false, metadata: MARKED }),
    }),
  ),
  {
    name: 'a longer trial',
    ...UNTIL_FOUND,
    stage: (acting) => {
      const subscription = acting.subscribe({ trial_period_days: 7 })
      return { kind: 'trial.extend', subscription, until: later(acting, 21) }
    },
    effects: ['subscriptions.update'],
    touched: ['subscription'],
    check: (acting, order) => expect(subject(acting, order)).toMatchObject({ status: 'trialing', trial_end: acting.now() + 21 * DAY }),
  },
  {
    name: 'a coupon beside another',
    ...UNTIL_FOUND,
    stage: ({ subscribe, stripe }) => {
      stripe.act('coupons.create', { id: 'THIRD', percent_off: 33, duration: 'forever' })
      stripe.act('coupons.create', { id: 'TENTH', percent_off: 10, duration: 'forever' })
      return { kind: 'coupon.apply', subscription: subscribe({ discounts: [{ coupon: 'THIRD' }] }), coupon: 'TENTH' }
    },
    effects: ['subscriptions.update'],
    touched: ['subscription'],
    check: (acting, order) => {
      const { discounts } = subject(acting, order)
      const all = acting.stripe.world.shelves.discount
      expect(discounts.map((each) => all.find(each)?.coupon)).toEqual(['THIRD', 'TENTH'])
      // The one that there was goes on, and is not begun anew.
      expect(all.all).toHaveLength(2)
    },
  },
  {
    name: 'an invoice tried again',
    ...UNTIL_FOUND,
    stage: (acting) => ({ kind: 'invoice.retry', invoice: openInvoice(acting) }),
    effects: ['invoices.pay'],
    touched: ['invoice', 'subscription'],
    check: (acting, order) => expect(findInvoice(acting, order)).toMatchObject({ status: 'paid', amount_paid: 3100 }),
  },
  {
    name: 'an invoice made void',
    ...UNTIL_FOUND,
    stage: (acting) => ({ kind: 'invoice.void', invoice: openInvoice(acting) }),
    effects: ['invoices.void'],
    touched: ['invoice', 'subscription'],
    check: (acting, order) => expect(findInvoice(acting, order)).toMatchObject({ status: 'void' }),
  },
  {
    name: 'a refund of a part',
    ...UNTIL_FOUND,
    stage: ({ make, customer, stripe }) => {
      const payment = make('paymentIntents.create', { amount: 9900, currency: 'usd', customer })
      stripe.act('paymentIntents.confirm', { payment_method: 'pm_card_visa' }, payment)
      return { kind: 'payment.refund', payment, amount: { amount: 2500, currency: 'USD' }, cause: 'requested' }
    },
    effects: ['refunds.create'],
    touched: ['refund', 'payment'],
    check: ({ stripe }) => {
      expect(stripe.world.shelves.refund.all).toMatchObject([{ amount: 2500, reason: 'requested_by_customer', metadata: MARKED }])
      expect(stripe.world.shelves.charge.all).toMatchObject([{ amount: 9900, amount_refunded: 2500 }])
    },
  },
  ...[true, false].map(
    (isRecurring): OrderCase => ({
      name: `a checkout ${isRecurring ? 'of a subscription' : 'of one payment'}`,
      ...UNTIL_FOUND,
      stage: ({ customer, prices }) => ({
        ...{ kind: 'link.checkout', customer, price: isRecurring ? prices.small : prices.once, quantity: 2, isRecurring },
      }),
      effects: ['sessions.create'],
      touched: ['checkout'],
      check: ({ stripe, customer }) =>
        expect(stripe.world.shelves['checkout.session'].all).toMatchObject([
          { mode: isRecurring ? 'subscription' : 'payment', customer, metadata: MARKED, client_reference_id: ACTION },
        ]),
    }),
  ),
  {
    name: 'a page of the portal',
    before: 'failed',
    after: 'failed',
    stage: ({ customer }) => ({ kind: 'link.portal', customer }),
    effects: ['portalSessions.create'],
    touched: [],
    check: () => {},
  },
]
