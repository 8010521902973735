import { expect, test } from 'vitest'
import type { Order } from '../../../../../src-main/domain/actions/order.ts'
import { fromSeconds } from '../../../../../src-shared/model/instant.ts'
import { ACTION, type ActingSandbox, openActing } from './openActing.ts'

const NOTHING_DONE: readonly string[] = []

function change({ itemOf, prices }: ActingSandbox, subscription: string, proration: 'at-once' | 'next-invoice' = 'at-once'): Order {
  return { kind: 'subscription.change', subscription, item: itemOf(subscription), price: prices.large, quantity: 1, when: 'now', proration }
}

test('a card that declines makes no subscription, and says why', async () => {
  const acting = await openActing('declines')
  const { customer, prices, order, stripe, effects } = acting
  const sent = await order({ kind: 'subscription.create', customer, price: prices.small, quantity: 1, trialEnd: null, startAt: null })
  expect(sent).toMatchObject({ kind: 'refused', lacksPermission: false, code: 'generic_decline' })
  expect(sent.kind === 'refused' && sent.reason).toMatch(/^The payment was declined: .+ \(generic_decline\)$/)
  expect([stripe.world.shelves.subscription.all, effects()]).toEqual([[], NOTHING_DONE])
})

test('a card that declines changes nothing of a plan that is settled at once', async () => {
  const acting = await openActing()
  const subscription = acting.subscribe()
  const before = JSON.stringify(acting.findSubscription(subscription))
  acting.setCard('declines')
  acting.pass(86_400)
  expect(await acting.order(change(acting, subscription))).toMatchObject({ kind: 'refused', code: 'generic_decline' })
  expect(JSON.stringify(acting.findSubscription(subscription))).toBe(before)
})

test('a declined card is answered alike under the same key, and tried anew under another', async () => {
  const acting = await openActing()
  acting.setCard('declines')
  const invoice = acting.findSubscription(acting.subscribe()).latest_invoice ?? ''
  const order: Order = { kind: 'invoice.retry', invoice }
  expect(await acting.order(order, 'one')).toMatchObject({ kind: 'refused', code: 'generic_decline' })
  acting.setCard('ok')
  expect(await acting.order(order, 'one')).toMatchObject({ kind: 'refused', code: 'generic_decline' })
  expect(await acting.order(order, 'two')).toMatchObject({ kind: 'accepted' })
  expect(acting.effects()).toEqual(['invoices.pay'])
})

test.each<[what: string, toOrder: (acting: ActingSandbox) => Order, reason: RegExp]>([
  ['an invoice that is paid', ({ findSubscription, subscribe }) => toRetry(findSubscription(subscribe()).latest_invoice), /already paid/],
  [
    'a void invoice that is paid',
    ({ findSubscription, subscribe }) => ({ ...toRetry(findSubscription(subscribe()).latest_invoice), kind: 'invoice.void' }),
    /open/,
  ],
  ['a pause of what is not there', () => ({ kind: 'subscription.pause', subscription: 'sub_nobody' }), /No such subscription/],
  [
    'the end of what is not there',
    () => ({ kind: 'subscription.cancel', subscription: 'sub_nobody', when: 'now', at: null }),
    /No such subscription/,
  ],
  ['to keep what is not going to end', ({ subscribe }) => ({ kind: 'subscription.keep', subscription: subscribe() }), /not going to end/],
  ['to keep what is not there', () => ({ kind: 'subscription.keep', subscription: 'sub_nobody' }), /No such subscription/],
  ['a coupon that is not there', ({ subscribe }) => ({ kind: 'coupon.apply', subscription: subscribe(), coupon: 'NONE' }), /coupon/],
  [
    'a checkout with a price that does not fit',
    ({ customer, prices }) => ({ kind: 'link.checkout', customer, price: prices.once, quantity: 1, isRecurring: true }),
    /recurring/,
  ],
])('%s is refused, in words', async (_what, toOrder, reason) => {
  const acting = await openActing()
  const order = toOrder(acting)
  const before = acting.stripe.dump()
  const sent = await acting.order(order)
  expect(sent).toMatchObject({ kind: 'refused', lacksPermission: false, reason: expect.stringMatching(reason) })
  expect(acting.effects()).toEqual(NOTHING_DONE)
  expect(acting.stripe.dump()).toBe(before)
})

function toRetry(invoice: string | null): { kind: 'invoice.retry'; invoice: string } {
  return { kind: 'invoice.retry', invoice: invoice ?? '' }
}

test('more than is left of a payment is not given back', async () => {
  const { make, stripe, customer, order, effects } = await openActing()
  const payment = make('paymentIntents.create', { amount: 900, currency: 'usd', customer })
  stripe.act('paymentIntents.confirm', { payment_method: 'pm_card_visa' }, payment)
  const refund = (amount: number): Order => ({ kind: 'payment.refund', payment, amount: { amount, currency: 'USD' }, cause: 'duplicate' })
  expect(await order(refund(600), 'one')).toMatchObject({ kind: 'accepted' })
  expect(await order(refund(600), 'two')).toMatchObject({ kind: 'refused', reason: expect.stringContaining('300') })
  expect(effects()).toEqual(['refunds.create'])
})

test('a subscription that never began is not there to be ended', async () => {
  const acting = await openActing('declines')
  const subscription = acting.subscribe()
  acting.pass(86_400)
  expect(acting.findSubscription(subscription).status).toBe('incomplete_expired')
  const sent = await acting.order({ kind: 'subscription.cancel', subscription, when: 'now', at: null })
  expect(sent).toMatchObject({ kind: 'refused', code: 'resource_missing' })
})

test('a coupon that the subscription has is not given twice', async () => {
  const { make, subscribe, order, effects } = await openActing()
  make('coupons.create', { id: 'THIRD', percent_off: 33, duration: 'forever' })
  const subscription = subscribe({ discounts: [{ coupon: 'THIRD' }] })
  expect(await order({ kind: 'coupon.apply', subscription, coupon: 'THIRD' })).toMatchObject({
    kind: 'refused',
    reason: expect.stringMatching(/already/),
  })
  expect(effects()).toEqual(NOTHING_DONE)
})

test('a key that was used for something else is refused, and says so', async () => {
  const { subscribe, order, effects } = await openActing()
  const subscription = subscribe()
  await order({ kind: 'subscription.pause', subscription }, 'same')
  const sent = await order({ kind: 'subscription.resume', subscription }, 'same')
  expect(sent).toMatchObject({ kind: 'refused', code: 'idempotency_error', reason: expect.stringContaining('same key') })
  expect(effects()).toEqual(['subscriptions.pause'])
})

const NOW = fromSeconds(1_800_000_000)
const BEFORE = fromSeconds(1_799_999_999)
const AFTER = fromSeconds(1_800_000_001)
const CREATE = { kind: 'subscription.create', customer: 'cus_1', price: 'price_1', quantity: 1 } as const

test.each<[order: Order, reason: RegExp]>([
  [{ ...CREATE, trialEnd: null, startAt: AFTER }, /trial/],
  [{ ...CREATE, trialEnd: NOW, startAt: null }, /trial/],
  [{ kind: 'subscription.cancel', subscription: 'sub_1', when: 'date', at: null }, /date/],
  [{ kind: 'subscription.cancel', subscription: 'sub_1', when: 'date', at: BEFORE }, /passed/],
  [{ kind: 'trial.extend', subscription: 'sub_1', until: NOW }, /passed/],
  [{ kind: 'payment.refund', payment: 'pi_1', amount: { amount: 0, currency: 'USD' }, cause: 'requested' }, /nothing/],
  [{ kind: 'payment.push', phone: '254708374149', amount: { amount: 100, currency: 'KES' }, reference: 'A', description: 'B' }, /M-Pesa/],
  [{ kind: 'link.payment', email: 'a@b.example', amount: { amount: 100, currency: 'NGN' }, plan: 'a.b', reference: 'r' }, /checkout link/],
  [{ kind: 'account.create', customer: 'cus_1' }, /Paystack/],
])('%j cannot be frozen', async (order, reason) => {
  const { acting } = await openActing(null)
  expect(acting.freeze(order, { action: ACTION, at: NOW })).toMatchObject({ ok: false, reason: expect.stringMatching(reason) })
})

test('a start that has come is no later start', async () => {
  const { acting } = await openActing(null)
  expect(acting.freeze({ ...CREATE, trialEnd: null, startAt: NOW }, { action: ACTION, at: NOW })).toMatchObject({ ok: true })
})

test('what Stripe is not asked for has a reason, and the rest has none', async () => {
  const { acting } = await openActing(null)
  for (const kind of ['payment.push', 'link.payment', 'account.create'] as const) expect(acting.findObstacle(kind)).toMatch(/^[A-Z].+\.$/)
  for (const kind of ['subscription.create', 'payment.refund', 'link.portal'] as const) expect(acting.findObstacle(kind)).toBeNull()
})
