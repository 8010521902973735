import { expect, test } from 'vitest'
import type { Order } from '../../../../../src-main/domain/actions/order.ts'
import { fromSeconds } from '../../../../../src-shared/model/instant.ts'
import { DAY } from '../../../sandbox/openSandbox.ts'
import { type ActingSandbox, openActing } from './openActing.ts'

function pay({ make, stripe, customer }: ActingSandbox, amount = 900): string {
  const payment = make('paymentIntents.create', { amount, currency: 'usd', customer })
  stripe.act('paymentIntents.confirm', { payment_method: 'pm_card_visa' }, payment)
  return payment
}

function refund(payment: string, amount = 100): Order {
  return { kind: 'payment.refund', payment, amount: { amount, currency: 'USD' }, cause: 'requested' }
}

/** What is found out where the same was done by somebody else, and our request never came through. */
test.each<
  [
    what: string,
    toOrder: (acting: ActingSandbox, subscription: string) => Order,
    params: (acting: ActingSandbox, subscription: string) => object,
  ]
>([
  [
    'an end with the period',
    (_, subscription) => ({ kind: 'subscription.cancel', subscription, when: 'period-end', at: null }),
    () => ({ cancel_at_period_end: true }),
  ],
  [
    'an end at a date',
    ({ now }, subscription) => ({ kind: 'subscription.cancel', subscription, when: 'date', at: fromSeconds(now() + 9 * DAY) }),
    ({ now }) => ({ cancel_at: now() + 9 * DAY }),
  ],
  [
    'a longer trial',
    ({ now }, subscription) => ({ kind: 'trial.extend', subscription, until: fromSeconds(now() + 9 * DAY) }),
    ({ now }) => ({ trial_end: now() + 9 * DAY }),
  ],
  [
    'a coupon',
    (_, subscription) => ({ kind: 'coupon.apply', subscription, coupon: 'THIRD' }),
    () => ({ discounts: [{ coupon: 'THIRD' }] }),
  ],
  [
    'another plan',
    ({ itemOf, prices }, subscription) => ({
      ...{ kind: 'subscription.change', subscription, item: itemOf(subscription), price: prices.large, quantity: 1 },
      ...{ when: 'now', proration: 'none' },
    }),
    ({ itemOf, prices }, subscription) => ({ items: [{ id: itemOf(subscription), price: prices.large }] }),
  ],
])('%s that somebody else made is left to people', async (_what, toOrder, params) => {
  const acting = await openActing()
  acting.make('coupons.create', { id: 'THIRD', percent_off: 33, duration: 'forever' })
  const subscription = acting.subscribe()
  const request = acting.freeze(toOrder(acting, subscription))
  const sentAt = acting.stripe.now()
  expect(await acting.lookUp(request, sentAt)).toEqual({ kind: 'absent' })
  acting.stripe.act('subscriptions.update', { ...params(acting, subscription) }, subscription)
  expect(await acting.lookUp(request, sentAt)).toMatchObject({ kind: 'unsure', reason: expect.stringContaining('nothing tells') })
})

test('the refund of another action is none of ours, whatever its amount', async () => {
  const acting = await openActing()
  const payment = pay(acting)
  const sentAt = acting.stripe.now()
  const ours = acting.freeze(refund(payment))
  await acting.send(acting.freeze(refund(payment), { action: 'another' }), 'another')
  expect(await acting.lookUp(ours, sentAt)).toEqual({ kind: 'absent' })
})

test('a mark is found on the last page, and with a clock that is wrong by a day', async () => {
  const acting = await openActing()
  const payment = pay(acting, 90_000)
  const sent = await acting.send(acting.freeze(refund(payment)))
  for (let index = 0; index < 101; index++) acting.stripe.act('refunds.create', { payment_intent: payment, amount: 1 })
  for (const days of [-1, 0, 1]) {
    const sentAt = fromSeconds(acting.now() + days * DAY)
    const looked = await acting.lookUp(acting.freeze(refund(payment)), sentAt)
    expect(looked).toMatchObject({ kind: 'done', ref: sent.kind === 'accepted' && sent.ref })
  }
})

test('a refund that the bank sent back has failed', async () => {
  const acting = await openActing()
  const request = acting.freeze(refund(pay(acting)))
  const sentAt = acting.stripe.now()
  await acting.send(request)
  acting.stripe.act('refunds.fail', {}, acting.stripe.world.shelves.refund.all[0]?.id ?? '')
  expect(await acting.lookUp(request, sentAt)).toMatchObject({ kind: 'failed' })
})

test('an invoice that became void was not paid', async () => {
  const acting = await openActing()
  acting.setCard('declines')
  const invoice = acting.findSubscription(acting.subscribe()).latest_invoice ?? ''
  const request = acting.freeze({ kind: 'invoice.retry', invoice })
  acting.stripe.act('invoices.void', {}, invoice)
  expect(await acting.lookUp(request, acting.stripe.now())).toEqual({ kind: 'failed', reason: 'The invoice is void by now.' })
})

test('a change that is half begun is absent, and marked once it is whole', async () => {
  const acting = await openActing()
  const subscription = acting.subscribe()
  const request = acting.freeze({
    ...{ kind: 'subscription.change', subscription, item: acting.itemOf(subscription), price: acting.prices.large, quantity: 1 },
    ...{ when: 'period-end', proration: 'none' },
  })
  // Made long before, by whoever it was.
  acting.make('schedules.create', { from_subscription: subscription })
  acting.pass(5 * DAY)
  const sentAt = acting.stripe.now()
  expect(await acting.lookUp(request, sentAt)).toEqual({ kind: 'absent' })
  expect(await acting.send(request)).toMatchObject({ kind: 'accepted' })
  expect(await acting.lookUp(request, sentAt)).toMatchObject({ kind: 'done', ref: subscription })
})

test('what is gone has no trace, and a line that breaks says nothing', async () => {
  const acting = await openActing()
  const request = acting.freeze({ kind: 'subscription.pause', subscription: 'sub_nobody' })
  expect(await acting.lookUp(request, acting.stripe.now())).toEqual({ kind: 'absent' })
  for (const [fault, kind] of [
    ['reset', 'unavailable'],
    ['rate-limited', 'rate-limited'],
    ['revoked-key', 'unauthorized'],
    ['no-permission', 'forbidden'],
  ] as const) {
    acting.faults.set(fault)
    expect(await acting.lookUp(request, acting.stripe.now())).toMatchObject({ kind: 'unanswered', error: { kind } })
    acting.faults.clear()
  }
})
