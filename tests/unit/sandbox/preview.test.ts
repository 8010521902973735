import type Stripe from 'stripe'
import { describe, expect, test } from 'vitest'
import { createRandom } from '../../fixtures/createRandom.ts'
import { at, DAY, makeCompany, openSandbox, toIsoSeconds } from './openSandbox.ts'

type Sandbox = Awaited<ReturnType<typeof openSandbox>>
type Details = Stripe.InvoiceCreatePreviewParams.SubscriptionDetails

/** What a preview and the invoice that comes of it must have alike. */
function toComparable({ lines, subtotal, total, total_discount_amounts, period_start, period_end, currency, discounts }: Stripe.Invoice) {
  return {
    subtotal,
    total,
    period_start,
    period_end,
    currency,
    discounts,
    total_discount_amounts,
    lines: lines.data.map(({ amount, description, period, quantity, pricing, parent, discount_amounts }) => ({
      amount,
      description,
      period,
      quantity,
      price: pricing?.price_details?.price,
      item: parent?.subscription_item_details?.subscription_item,
      isProration: parent?.subscription_item_details?.proration,
      discount_amounts,
    })),
  }
}

/** The next invoice of a subscription, now or at the latest when time has passed to its end. */
async function awaitInvoice({ client, stripe, pass }: Sandbox, subscription: string, known: number) {
  for (let hour = 0; hour < 24 * 70; hour++) {
    const mine = stripe.world.shelves.invoice.all.filter(({ own }) => own.subscription === subscription)
    if (mine.length > known) return client.invoices.retrieve(mine[known]?.id ?? '')
    pass(3600)
  }
  return null
}

/** A company in the middle of a life of its own: items, discounts, changes that wait for the next invoice. */
async function openLife(seed: number) {
  const sandbox = await openSandbox({ startsAt: '2027-01-31T10:20:30Z', settings: { finalizesAfterSeconds: 60 } })
  const { client, stripe, pass } = sandbox
  const random = createRandom(seed)
  const pick = <T>(all: readonly T[]): T => all[Math.floor(random() * all.length)] as T
  const { customer, product } = await makeCompany(client, stripe)
  const meter = await client.billing.meters.create({ display_name: 'Calls', event_name: 'calls', default_aggregation: { formula: 'sum' } })
  const create = (unit_amount: number, interval: 'month' | 'year' = 'month', usage: object = {}) =>
    client.prices.create({ product: product.id, currency: 'usd', unit_amount, recurring: { interval, ...usage } })
  const prices = [await create(2999), await create(7777), await create(50_001, 'year')]
  const metered = await create(3, 'month', { usage_type: 'metered', meter: meter.id })
  await client.coupons.create({ id: 'PART', percent_off: 12.5, duration: 'forever' })
  await client.coupons.create({ id: 'SUM', amount_off: 777, currency: 'usd', duration: 'repeating', duration_in_months: 2 })
  await client.coupons.create({ id: 'ONCE', percent_off: 40, duration: 'once' })
  const coupon = pick(['PART', 'SUM', 'ONCE', null])
  const trial = pick([0, 0, 0, 20])
  const { id, items } = await client.subscriptions.create({
    customer: customer.id,
    items: [{ price: prices[0]?.id ?? '', quantity: 1 + Math.floor(random() * 4) }, ...(random() < 0.5 ? [{ price: metered.id }] : [])],
    ...(coupon === null ? {} : { discounts: [{ coupon }] }),
    ...(trial > 0 ? { trial_period_days: trial } : {}),
  })
  await client.billing.meterEvents.create({ event_name: 'calls', payload: { stripe_customer_id: customer.id, value: '321' } })
  const item = items.data[0]?.id ?? ''
  pass(Math.floor(random() * 17 * DAY) + 1)
  if (random() < 0.4) await client.subscriptions.update(id, { items: [{ id: item, quantity: 1 + Math.floor(random() * 6) }] })
  if (random() < 0.3) await client.invoiceItems.create({ customer: customer.id, amount: 1234, currency: 'usd', description: 'Training' })
  pass(Math.floor(random() * 60 * DAY) + 120)
  return { ...sandbox, random, pick, customer, id, item, prices }
}

describe.each(Array.from({ length: 60 }, (_, index) => index + 1))('a change in a life of its own (seed %i)', (seed) => {
  test('bills, line by line, what was shown before', async () => {
    const life = await openLife(seed)
    const { client, stripe, random, pick, id, item, prices, now } = life
    const proration_behavior = pick(['create_prorations', 'always_invoice', 'none'] as const)
    const other = pick(prices.slice(1)).id
    const changes: [Details, () => Promise<unknown>][] = [
      // Nothing but the next renewal.
      [{}, async () => null],
      ...[
        { items: [{ id: item, price: other }], proration_behavior },
        { items: [{ id: item, quantity: 1 + Math.floor(random() * 9) }], proration_behavior },
        { items: [{ price: other, quantity: 2 }], proration_behavior },
        { items: [{ id: item, price: other }], billing_cycle_anchor: { type: 'now' as const }, proration_behavior },
        { billing_cycle_anchor: { type: 'now' as const }, proration_behavior },
        { cancel_at: now() + Math.floor(random() * 50 * DAY) + DAY, proration_behavior },
        { cancel_at: 'min_period_end' as const },
        { cancel_at_period_end: true },
        { trial_end: 'now' as const },
        { trial_end: now() + 12 * DAY, proration_behavior },
        { items: [{ id: item, quantity: 7 }], proration_date: now() - 60, proration_behavior },
      ].map((details): [Details, () => Promise<unknown>] => [details, () => client.subscriptions.update(id, details)]),
      [{ cancel_now: true }, () => client.subscriptions.cancel(id, { prorate: true, invoice_now: true })],
    ]
    const [details, act] = changes[seed % changes.length] ?? pick(changes)
    const known = stripe.world.shelves.invoice.all.filter(({ own }) => own.subscription === id).length
    const dump = stripe.dump()
    const shown = await client.invoices
      .createPreview({ subscription: id, subscription_details: details })
      .catch((error: Stripe.errors.StripeError) => error.code)
    expect(stripe.dump() === dump).toBe(true)
    await act()
    const billed = await awaitInvoice(life, id, known)
    if (billed === null) {
      // Nothing is billed, and nothing was shown.
      expect(typeof shown === 'object' ? [shown.total, shown.lines.data] : shown).toEqual([0, []])
      return
    }
    if (typeof shown !== 'object') throw new Error(`refused with ${shown}`)
    expect(toComparable(shown)).toEqual(toComparable(billed))
  })
})

/** 30 a month since 1 April, ten of its thirty days gone. */
async function openApril() {
  const sandbox = await openSandbox({ startsAt: '2027-04-01T00:00:00Z' })
  const { client, stripe, passTo } = sandbox
  const { customer, product, price } = await makeCompany(client, stripe, { amount: 3000 })
  const dear = await client.prices.create({ product: product.id, currency: 'usd', unit_amount: 9000, recurring: { interval: 'month' } })
  const { id, items } = await client.subscriptions.create({ customer: customer.id, items: [{ price: price.id }] })
  passTo('2027-04-11T00:00:00Z')
  const show = (params: Stripe.InvoiceCreatePreviewParams) => client.invoices.createPreview(params)
  return { ...sandbox, customer, price, dear, id, item: items.data[0]?.id ?? '', show }
}

test('a preview is an invoice that is not there', async () => {
  const { client, id, show, customer } = await openApril()
  const shown = await show({ subscription: id })
  expect(shown).toMatchObject({ billing_reason: 'upcoming', status: 'draft', number: null, total: 3000, customer: customer.id })
  expect([toIsoSeconds(shown.created), toIsoSeconds(shown.period_end)]).toEqual(['2027-05-01T00:00:00Z', '2027-05-01T00:00:00Z'])
  await expect(client.invoices.retrieve(shown.id)).rejects.toMatchObject({ statusCode: 404 })
  expect((await client.invoices.list({ subscription: id })).data).toHaveLength(1)
})

test('a discount is shown before it is given, and a code is not used up by looking', async () => {
  const { client, id, show } = await openApril()
  await client.coupons.create({ id: 'HALF', percent_off: 50, duration: 'forever' })
  const code = await client.promotionCodes.create({ promotion: { type: 'coupon', coupon: 'HALF' }, code: 'LOOK', max_redemptions: 1 })
  const shown = await show({ subscription: id, discounts: [{ promotion_code: code.id }] })
  expect([shown.subtotal, shown.total]).toEqual([3000, 1500])
  expect((await client.promotionCodes.retrieve(code.id)).times_redeemed).toBe(0)
  await client.subscriptions.update(id, { discounts: [{ promotion_code: code.id }] })
  expect((await show({ subscription: id })).total).toBe(1500)
})

test('a schedule is shown as it would bill: one that is changed, and one that would be', async () => {
  const sandbox = await openApril()
  const { client, id, show, price, dear, customer } = sandbox
  const schedule = await client.subscriptionSchedules.create({ from_subscription: id })
  const phases = [
    { items: [{ price: price.id }], start_date: at('2027-04-01T00:00:00Z'), end_date: at('2027-04-21T00:00:00Z') },
    {
      items: [{ price: dear.id }],
      proration_behavior: 'always_invoice' as const,
      duration: { interval: 'month' as const, interval_count: 2 },
    },
  ]
  const shown = await show({ schedule: schedule.id, schedule_details: { phases } })
  expect([shown.total, toIsoSeconds(shown.created)]).toEqual([2000, '2027-04-21T00:00:00Z'])
  await client.subscriptionSchedules.update(schedule.id, { phases })
  expect(toComparable(await show({ schedule: schedule.id }))).toEqual(toComparable(shown))
  const billed = await awaitInvoice(sandbox, id, 1)
  expect(billed && toComparable(billed)).toEqual(toComparable(shown))

  const fresh = await show({
    customer: customer.id,
    schedule_details: { phases: [{ items: [{ price: dear.id, quantity: 2 }], duration: { interval: 'month' } }] },
  })
  expect([fresh.total, fresh.parent]).toEqual([18_000, null])
})

test('a subscription that is not there yet is shown with its first invoice, trial and all', async () => {
  const { client, show, customer, dear, price, now } = await openApril()
  const shown = await show({
    customer: customer.id,
    subscription_details: { items: [{ price: dear.id, quantity: 2 }, { price: price.id }] },
  })
  expect([shown.total, shown.lines.data.map(({ amount }) => amount)]).toEqual([21_000, [18_000, 3000]])
  const trial = await show({
    customer: customer.id,
    subscription_details: { items: [{ price: dear.id }], trial_end: now() + 5 * DAY },
  })
  expect(trial.total).toBe(0)
  const data = { currency: 'usd', product: String(price.product), recurring: { interval: 'month' as const }, unit_amount: 123 }
  expect((await show({ customer: customer.id, subscription_details: { items: [{ price_data: data }] } })).total).toBe(123)
  expect((await client.prices.list()).data).toHaveLength(2)
})

test('what comes again and again is shown without what comes once', async () => {
  const { client, id, item, show, dear } = await openApril()
  await client.subscriptions.update(id, { items: [{ id: item, quantity: 2 }] })
  expect((await show({ subscription: id })).lines.data).toHaveLength(3)
  const recurring = await show({
    subscription: id,
    preview_mode: 'recurring',
    subscription_details: { items: [{ id: item, price: dear.id }] },
  })
  expect([recurring.total, recurring.lines.data.length]).toEqual([18_000, 1])
})

test('items that are only thought of stand on it too', async () => {
  const { client, id, show, customer } = await openApril()
  const shown = await show({ subscription: id, invoice_items: [{ amount: 500, currency: 'usd', description: 'Training' }] })
  expect(shown.lines.data.map(({ amount, description }) => [amount, description?.slice(0, 8)])).toEqual([
    [3000, '1 × Trad'],
    [500, 'Training'],
  ])
  expect((await client.invoiceItems.list({ customer: customer.id })).data).toEqual([])
})

test('where nothing will be billed there is nothing to show', async () => {
  const { client, id, show } = await openApril()
  await client.subscriptions.update(id, { cancel_at_period_end: true })
  await expect(show({ subscription: id })).rejects.toMatchObject({ statusCode: 404, code: 'invoice_upcoming_none' })
})
