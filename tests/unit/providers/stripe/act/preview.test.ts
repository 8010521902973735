import { describe, expect, test } from 'vitest'
import type { Order, OrderOf } from '../../../../../src-main/domain/actions/order.ts'
import { fromSeconds } from '../../../../../src-shared/model/instant.ts'
import { DAY } from '../../../sandbox/openSandbox.ts'
import { ACTION, type ActingSandbox, openActing } from './openActing.ts'

type Change = OrderOf<'subscription.change'>

function toChange({ itemOf, prices }: ActingSandbox, subscription: string, terms: Partial<Change>): Change {
  return {
    ...{ kind: 'subscription.change', subscription, item: itemOf(subscription), price: prices.large, quantity: 1 },
    ...{ when: 'now', proration: 'at-once', ...terms },
  }
}

const usd = (amount: number) => ({ amount, currency: 'USD' })

function invoices({ stripe }: ActingSandbox) {
  return stripe.world.shelves.invoice.all
}

/** What the last invoice asked for. */
function charged(acting: ActingSandbox): number | undefined {
  return invoices(acting).at(-1)?.total
}

describe('a change of plan', () => {
  test('at once costs what was shown, to the cent, even where it is sent later', async () => {
    const acting = await openActing()
    const order = toChange(acting, acting.subscribe(), {})
    acting.pass(11 * DAY + 4321)
    const at = acting.stripe.now()
    const preview = await acting.preview(order, at)
    expect(preview).toMatchObject({ dueNext: null, nextAt: null })
    acting.pass(3 * 3600)
    await acting.send(acting.freeze(order, { at }))
    expect(invoices(acting)).toHaveLength(2)
    expect(preview?.dueNow).toEqual(usd(charged(acting) ?? 0))
    expect(preview?.lines.map(({ amount }) => amount.amount)).toEqual(invoices(acting)[1]?.lines.map(({ amount }) => amount))
    expect(preview?.lines.every(({ text }) => text !== '')).toBe(true)
    // Reckoned at another instant it would be another amount.
    expect((await acting.preview(order, fromSeconds(acting.now() - 5 * DAY)))?.dueNow).not.toEqual(preview?.dueNow)
  })

  test('to a smaller plan at once is given back, and shown below nothing', async () => {
    const acting = await openActing()
    const subscription = acting.subscribe({ items: [{ price: acting.prices.large }] })
    const order = toChange(acting, subscription, { price: acting.prices.small })
    acting.pass(10 * DAY)
    const preview = await acting.preview(order)
    expect(preview?.dueNow?.amount).toBeLessThan(0)
    await acting.send(acting.freeze(order))
    expect(preview?.dueNow).toEqual(usd(charged(acting) ?? 0))
  })

  test('with the next invoice costs nothing now, and what was shown then', async () => {
    const acting = await openActing()
    const subscription = acting.subscribe()
    const order = toChange(acting, subscription, { proration: 'next-invoice' })
    acting.pass(10 * DAY)
    const preview = await acting.preview(order)
    const end = fromSeconds(acting.findSubscription(subscription).items[0]?.current_period_end ?? 0)
    expect(preview).toMatchObject({ dueNow: usd(0), nextAt: end })
    await acting.send(acting.freeze(order))
    expect(invoices(acting)).toHaveLength(1)
    acting.pass(25 * DAY)
    expect(preview?.dueNext).toEqual(usd(charged(acting) ?? 0))
  })

  test('that is not settled costs the new price from the next period on', async () => {
    const acting = await openActing()
    const order = toChange(acting, acting.subscribe(), { proration: 'none' })
    acting.pass(10 * DAY)
    expect(await acting.preview(order)).toMatchObject({ dueNow: usd(0), dueNext: usd(9300) })
    await acting.send(acting.freeze(order))
    acting.pass(25 * DAY)
    expect(charged(acting)).toBe(9300)
  })

  test('when the period ends costs the new price then', async () => {
    const acting = await openActing()
    const subscription = acting.subscribe()
    const order = toChange(acting, subscription, { when: 'period-end', price: acting.prices.yearly })
    acting.pass(10 * DAY)
    const preview = await acting.preview(order)
    const end = fromSeconds(acting.findSubscription(subscription).items[0]?.current_period_end ?? 0)
    expect(preview).toMatchObject({ dueNow: usd(0), dueNext: usd(31_000), nextAt: end })
    await acting.send(acting.freeze(order))
    acting.pass(25 * DAY)
    expect(charged(acting)).toBe(31_000)
  })

  test('to a yearly price costs the year at once, whatever is said of its proration', async () => {
    const acting = await openActing()
    const order = toChange(acting, acting.subscribe(), { price: acting.prices.yearly, proration: 'next-invoice' })
    acting.pass(10 * DAY)
    const preview = await acting.preview(order)
    await acting.send(acting.freeze(order))
    expect(preview?.dueNow).toEqual(usd(charged(acting) ?? 0))
    expect(invoices(acting)).toHaveLength(2)
  })
})

test('a new subscription costs its first period, and one on trial nothing yet', async () => {
  const acting = await openActing()
  const { customer, prices } = acting
  const order: Order = { kind: 'subscription.create', customer, price: prices.small, quantity: 2, trialEnd: null, startAt: null }
  const preview = await acting.preview(order)
  expect(preview).toMatchObject({ dueNow: usd(6200), dueNext: null })
  await acting.send(acting.freeze(order))
  expect(charged(acting)).toBe(6200)
  const trial = await acting.preview({ ...order, trialEnd: fromSeconds(acting.now() + 14 * DAY) })
  expect(trial?.dueNow).toEqual(usd(0))
})

test('a pause gives back what was not used, and going on costs what was shown: a whole period, less that', async () => {
  const acting = await openActing()
  const subscription = acting.subscribe()
  acting.pass(10 * DAY)
  await acting.send(acting.freeze({ kind: 'subscription.pause', subscription }), 'pause')
  const [credit] = acting.stripe.world.shelves.invoiceitem.all
  expect(credit?.amount).toBeLessThan(-2000)
  acting.pass(60 * DAY)
  expect(invoices(acting)).toHaveLength(1)
  const order: Order = { kind: 'subscription.resume', subscription }
  const preview = await acting.preview(order)
  expect(preview).toMatchObject({ dueNow: usd(3100 + (credit?.amount ?? 0)), dueNext: null })
  await acting.send(acting.freeze(order), 'resume')
  expect(preview?.dueNow).toEqual(usd(charged(acting) ?? 0))
})

test('a longer trial costs nothing now', async () => {
  const acting = await openActing()
  const subscription = acting.subscribe({ trial_period_days: 7 })
  const until = fromSeconds(acting.now() + 30 * DAY)
  expect(await acting.preview({ kind: 'trial.extend', subscription, until })).toMatchObject({
    dueNow: usd(0),
    dueNext: usd(3100),
    nextAt: until,
  })
})

test('a coupon makes the next invoice smaller, beside those that there are', async () => {
  const acting = await openActing()
  acting.make('coupons.create', { id: 'HALF', percent_off: 50, duration: 'forever' })
  acting.make('coupons.create', { id: 'TEN', amount_off: 1000, currency: 'usd', duration: 'forever' })
  const subscription = acting.subscribe({ discounts: [{ coupon: 'HALF' }] })
  const order: Order = { kind: 'coupon.apply', subscription, coupon: 'TEN' }
  const preview = await acting.preview(order)
  expect(preview).toMatchObject({ dueNow: usd(0), dueNext: usd(550) })
  await acting.send(acting.freeze(order))
  acting.pass(32 * DAY)
  expect(charged(acting)).toBe(550)
})

test('an end now gives nothing back and charges nothing', async () => {
  const acting = await openActing()
  const order: Order = { kind: 'subscription.cancel', subscription: acting.subscribe(), when: 'now', at: null }
  acting.pass(10 * DAY)
  expect(await acting.preview(order)).toEqual({ dueNow: usd(0), dueNext: null, nextAt: null, lines: [] })
  await acting.send(acting.freeze(order))
  expect(invoices(acting)).toHaveLength(1)
})

test('an invoice that is tried again costs what is left of it, and a refund gives back what it says', async () => {
  const acting = await openActing()
  acting.setCard('declines')
  const invoice = acting.findSubscription(acting.subscribe()).latest_invoice ?? ''
  expect(await acting.preview({ kind: 'invoice.retry', invoice })).toMatchObject({ dueNow: usd(3100), lines: [{ amount: usd(3100) }] })
  const refund = await acting.preview({ kind: 'payment.refund', payment: 'pi_1', amount: usd(250), cause: 'requested' })
  expect(refund).toEqual({ dueNow: usd(-250), dueNext: null, nextAt: null, lines: [] })
})

test.each<Order>([
  { kind: 'subscription.pause', subscription: 'sub_1' },
  { kind: 'subscription.keep', subscription: 'sub_1' },
  { kind: 'subscription.cancel', subscription: 'sub_1', when: 'period-end', at: null },
  { kind: 'invoice.void', invoice: 'in_1' },
  { kind: 'link.portal', customer: 'cus_1' },
  { kind: 'link.checkout', customer: 'cus_1', price: 'price_1', quantity: 1, isRecurring: true },
])('$kind costs nothing by itself, and nobody is asked', async (order) => {
  const acting = await openActing()
  expect(await acting.preview(order)).toBeNull()
  expect([...acting.server.counts.keys()]).toEqual([])
})

test('a change decided in a period that is over cannot be reckoned, and is refused', async () => {
  const acting = await openActing()
  const order = toChange(acting, acting.subscribe(), {})
  const at = acting.stripe.now()
  acting.pass(40 * DAY)
  expect(await acting.acting.preview?.(order, at, acting.way)).toMatchObject({
    ...{ ok: false, error: { kind: 'missing', detail: expect.stringContaining('proration_date') } },
  })
  expect(await acting.send(acting.freeze(order, { at }))).toMatchObject({
    kind: 'refused',
    reason: expect.stringContaining('proration_date'),
  })
  expect(invoices(acting)).toHaveLength(2)
})

test('a clock that is ahead of Stripe changes the amount by that little, and stands in the way of nothing', async () => {
  const acting = await openActing()
  const order = toChange(acting, acting.subscribe(), {})
  acting.pass(10 * DAY)
  const at = fromSeconds(acting.now() + 600)
  const preview = await acting.preview(order, at)
  expect(await acting.send(acting.freeze(order, { at }))).toMatchObject({ kind: 'accepted' })
  expect(preview?.dueNow).toEqual(usd(charged(acting) ?? 0))
})

test('a subscription that ends has no invoice to show', async () => {
  const acting = await openActing()
  const subscription = acting.subscribe()
  acting.stripe.act('subscriptions.update', { cancel_at_period_end: true }, subscription)
  const { acting: port, way, stripe, server } = acting
  const coupon = acting.make('coupons.create', { id: 'HALF', percent_off: 50, duration: 'forever' })
  const preview = await port.preview?.({ kind: 'coupon.apply', subscription, coupon }, stripe.now(), way)
  expect(preview).toEqual({ ok: true, value: { dueNow: null, dueNext: null, nextAt: null, lines: [] } })
  expect(server.counts.get('POST /v1/invoices/create_preview')).toBe(1)
})

test('a preview leaves nothing behind, and what cannot be previewed is an error', async () => {
  const acting = await openActing()
  const order = toChange(acting, acting.subscribe(), {})
  const before = acting.stripe.dump()
  await acting.preview(order)
  expect(acting.stripe.dump()).toBe(before)
  const { acting: port, way, stripe } = acting
  const gone = await port.preview?.({ ...order, subscription: 'sub_nobody' }, stripe.now(), way)
  expect(gone).toMatchObject({ ok: false, error: { kind: 'missing' } })
  expect(port.freeze(order, { action: ACTION, at: stripe.now() })).toMatchObject({ ok: true })
})
