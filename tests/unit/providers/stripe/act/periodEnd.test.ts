import { expect, test } from 'vitest'
import type { Order } from '../../../../../src-main/domain/actions/order.ts'
import { DAY } from '../../../sandbox/openSandbox.ts'
import { ACTION, type ActingSandbox, openActing } from './openActing.ts'

function toOrder({ itemOf, prices }: ActingSandbox, subscription: string): Order {
  return {
    ...{ kind: 'subscription.change', subscription, item: itemOf(subscription), price: prices.yearly, quantity: 1 },
    ...{ when: 'period-end', proration: 'none' },
  }
}

async function openSubscribed(terms: Record<string, unknown> = {}) {
  const acting = await openActing()
  const subscription = acting.subscribe(terms)
  return { ...acting, subscription, request: acting.freeze(toOrder(acting, subscription)) }
}

test('the new price is charged when the period ends, and the subscription goes on by itself', async () => {
  const { send, request, pass, findSubscription, subscription, prices, stripe, lookUp } = await openSubscribed({
    metadata: { team: 'blue' },
  })
  const sentAt = stripe.now()
  await send(request)
  expect(stripe.world.shelves.invoice.all).toHaveLength(1)
  pass(32 * DAY)
  expect(findSubscription(subscription)).toMatchObject({
    ...{ status: 'active', items: [{ price: prices.yearly, quantity: 1 }] },
    metadata: { team: 'blue', tierdesk_action: ACTION },
  })
  expect(stripe.world.shelves.invoice.all.map(({ total }) => total)).toEqual([3100, 31_000])
  pass(366 * DAY)
  expect(findSubscription(subscription)).toMatchObject({ status: 'active', schedule: null, items: [{ price: prices.yearly }] })
  expect(await lookUp(request, sentAt)).toMatchObject({ kind: 'done', ref: subscription })
})

test('discounts, quantities and other items stay as they are', async () => {
  const acting = await openActing()
  const { make, prices, send, freeze, stripe } = acting
  make('coupons.create', { id: 'THIRD', percent_off: 33, duration: 'forever' })
  const subscription = acting.subscribe({
    items: [{ price: prices.large, quantity: 4 }, { price: prices.small }],
    discounts: [{ coupon: 'THIRD' }],
  })
  const item = acting.findSubscription(subscription).items[1]?.id ?? ''
  const order: Order = {
    ...{ kind: 'subscription.change', subscription, item, price: prices.yearly, quantity: 2, when: 'period-end', proration: 'none' },
  }
  expect(await send(freeze(order))).toMatchObject({ kind: 'accepted' })
  const [schedule] = stripe.world.shelves.subscription_schedule.all
  expect(schedule?.phases.map(({ items }) => items.map(({ price, quantity }) => [price, quantity]))).toEqual([
    [
      [prices.large, 4],
      [prices.small, 1],
    ],
    [
      [prices.large, 4],
      [prices.yearly, 2],
    ],
  ])
  const [discount] = acting.findSubscription(subscription).discounts
  expect(schedule?.phases.map(({ discounts }) => discounts)).toMatchObject([[{ discount }], [{ discount }]])
})

test('what the first of the two requests left is gone on with, also under another key', async () => {
  const { send, request, faults, effects, stripe } = await openSubscribed()
  // The first is answered, and the second never begun.
  faults.set('error-page', { path: '/v1/prices' })
  expect(await send(request, 'one')).toMatchObject({ kind: 'lost' })
  expect(effects()).toEqual(['schedules.create'])
  faults.clear()
  expect(await send(request, 'two')).toMatchObject({ kind: 'accepted' })
  expect(effects()).toEqual(['schedules.create', 'schedules.update'])
  expect(stripe.world.shelves.subscription_schedule.all).toHaveLength(1)
  expect(await send(request, 'three')).toMatchObject({ kind: 'accepted' })
  expect(effects()).toEqual(['schedules.create', 'schedules.update'])
})

test('what is left of a change that is refused is taken back', async () => {
  const { acting, subscription, itemOf, prices, way, effects, findSubscription, stripe } = await openSubscribed()
  const order: Order = {
    ...{ kind: 'subscription.change', subscription, item: itemOf(subscription), price: prices.once, quantity: 1 },
    ...{ when: 'period-end', proration: 'none' },
  }
  stripe.act('prices.create', {
    product: stripe.world.shelves.product.all[0]?.id,
    currency: 'eur',
    unit_amount: 5,
    recurring: { interval: 'month' },
  })
  const euro = stripe.world.shelves.price.all.at(-1)?.id ?? ''
  const frozen = acting.freeze({ ...order, price: euro }, { action: ACTION, at: stripe.now() })
  expect(await acting.send(frozen.ok ? frozen.request : '', 'one', way)).toMatchObject({
    kind: 'refused',
    reason: expect.stringMatching(/currency/),
  })
  expect(effects()).toEqual(['schedules.create', 'schedules.release'])
  expect(findSubscription(subscription)).toMatchObject({ schedule: null, items: [{ price: prices.small }] })
})

test('a schedule of somebody else is left alone', async () => {
  const { send, request, make, subscription, stripe, effects } = await openSubscribed()
  const schedule = make('schedules.create', { from_subscription: subscription })
  stripe.act('schedules.update', { metadata: { theirs: 'yes' } }, schedule)
  expect(await send(request)).toMatchObject({ kind: 'refused', reason: expect.stringContaining(schedule) })
  expect(effects()).toEqual([])
})

test('a subscription that is going to end is not changed', async () => {
  const { send, request, stripe, subscription, effects } = await openSubscribed()
  stripe.act('subscriptions.update', { cancel_at_period_end: true }, subscription)
  expect(await send(request)).toMatchObject({ kind: 'refused', reason: expect.stringMatching(/going to end/) })
  expect(effects()).toEqual([])
})

test('an end that a schedule plans is not taken back beside it', async () => {
  const { order, subscription, make, stripe, effects } = await openSubscribed()
  const schedule = make('schedules.create', { from_subscription: subscription })
  stripe.act('schedules.update', { end_behavior: 'cancel' }, schedule)
  expect(await order({ kind: 'subscription.keep', subscription })).toMatchObject({
    kind: 'refused',
    reason: expect.stringContaining(schedule),
  })
  expect(effects()).toEqual([])
})
