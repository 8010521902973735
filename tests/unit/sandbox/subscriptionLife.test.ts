import Stripe from 'stripe'
import { expect, test } from 'vitest'
import { DAY, HOUR, makeCompany, openSandbox, toIsoSeconds } from './openSandbox.ts'

test('a subscription is paid at once, renews an hour of drafting after its month, and is counted by its customer', async () => {
  const { client, stripe, passTo } = await openSandbox({ startsAt: '2027-01-04T09:00:00Z' })
  const { customer, price } = await makeCompany(client, stripe)
  const started = await client.subscriptions.create({
    customer: customer.id,
    items: [{ price: price.id, quantity: 2 }],
    expand: ['latest_invoice.payments'],
  })
  expect(started.status).toBe('active')
  const first = started.latest_invoice
  if (typeof first !== 'object' || first === null) throw new Error('it was expanded')
  expect([first.status, first.total, first.amount_paid, first.billing_reason, first.number?.slice(-4)]).toEqual([
    'paid',
    6200,
    6200,
    'subscription_create',
    '0001',
  ])
  expect(first.payments?.data[0]?.status).toBe('paid')

  passTo('2027-02-04T09:30:00Z')
  const renewed = await client.subscriptions.retrieve(started.id)
  expect(renewed.items.data.map((item) => toIsoSeconds(item.current_period_end))).toEqual(['2027-03-04T09:00:00Z'])
  const draft = await client.invoices.retrieve(String(renewed.latest_invoice))
  expect([draft.status, draft.billing_reason, draft.number]).toEqual(['draft', 'subscription_cycle', null])
  expect([toIsoSeconds(draft.period_start), toIsoSeconds(draft.lines.data[0]?.period.start)]).toEqual([
    '2027-01-04T09:00:00Z',
    '2027-02-04T09:00:00Z',
  ])

  passTo('2027-02-04T10:00:00Z')
  const paid = await client.invoices.retrieve(draft.id, { expand: ['payments'] })
  expect([paid.status, paid.number?.slice(-4), toIsoSeconds(paid.status_transitions.paid_at)]).toEqual([
    'paid',
    '0002',
    '2027-02-04T10:00:00Z',
  ])
  passTo('2027-06-30T00:00:00Z')
  expect((await client.invoices.list({ subscription: started.id, limit: 100 })).data.map(({ status }) => status)).toEqual(
    Array(6).fill('paid'),
  )
})

test.each([
  ['month', 1, '2027-01-31T12:00:00Z', ['2027-02-28', '2027-03-31', '2027-04-30', '2027-05-31']],
  ['month', 3, '2027-11-30T12:00:00Z', ['2028-02-29', '2028-05-30', '2028-08-30', '2028-11-30']],
  ['year', 1, '2028-02-29T12:00:00Z', ['2029-02-28', '2030-02-28', '2031-02-28', '2032-02-29']],
  ['week', 2, '2027-01-04T12:00:00Z', ['2027-01-18', '2027-02-01', '2027-02-15', '2027-03-01']],
] as const)(
  'every %s × %i from %s turns on the anchor, or on the last day of a month that is too short',
  async (interval, interval_count, startsAt, days) => {
    const { client, stripe, passTo } = await openSandbox({ startsAt })
    const { customer, product } = await makeCompany(client, stripe)
    const price = await client.prices.create({
      product: product.id,
      currency: 'usd',
      unit_amount: 100,
      recurring: { interval, interval_count },
    })
    const { id } = await client.subscriptions.create({ customer: customer.id, items: [{ price: price.id }] })
    const ends: (string | undefined)[] = []
    for (const day of days) {
      const subscription = await client.subscriptions.retrieve(id)
      ends.push(toIsoSeconds(subscription.items.data[0]?.current_period_end)?.slice(0, 10))
      passTo(`${day}T12:00:00Z`)
    }
    expect(ends).toEqual(days)
  },
)

test('items keep their own periods, and the subscription renews each when it is over', async () => {
  const { client, stripe, passTo } = await openSandbox({ startsAt: '2027-01-10T00:00:00Z' })
  const { customer, product, price } = await makeCompany(client, stripe)
  const yearly = await client.prices.create({ product: product.id, currency: 'usd', unit_amount: 120_000, recurring: { interval: 'year' } })
  const { id } = await client.subscriptions.create({ customer: customer.id, items: [{ price: price.id }, { price: yearly.id }] })
  passTo('2027-03-15T00:00:00Z')
  const { items } = await client.subscriptions.retrieve(id)
  expect(items.data.map((item) => toIsoSeconds(item.current_period_end)?.slice(0, 10))).toEqual(['2027-04-10', '2028-01-10'])
  expect((await client.invoices.list({ subscription: id })).data.map(({ total }) => total)).toEqual([3100, 3100, 123_100])
})

test('a trial bills nothing, is announced three days ahead, and ends in a first paid month', async () => {
  const { client, stripe, pass } = await openSandbox()
  const { customer, price } = await makeCompany(client, stripe)
  const trial = await client.subscriptions.create({ customer: customer.id, items: [{ price: price.id }], trial_period_days: 14 })
  expect(trial.status).toBe('trialing')
  expect((await client.invoices.list({ subscription: trial.id })).data.map(({ total, status }) => [total, status])).toEqual([[0, 'paid']])
  pass(11 * DAY - 1)
  expect((await client.events.list({ type: 'customer.subscription.trial_will_end' })).data).toHaveLength(0)
  pass(1)
  expect((await client.events.list({ type: 'customer.subscription.trial_will_end' })).data).toHaveLength(1)
  pass(3 * DAY + HOUR)
  expect((await client.subscriptions.retrieve(trial.id)).status).toBe('active')
  expect((await client.invoices.list({ subscription: trial.id })).data.map(({ total, status }) => [total, status])).toEqual([
    [3100, 'paid'],
    [0, 'paid'],
  ])
})

test.each([
  ['create_invoice', 'past_due'],
  ['pause', 'paused'],
  ['cancel', 'canceled'],
] as const)('a trial without a card that ends with %s leaves it %s', async (missing_payment_method, status) => {
  const { client, stripe, pass } = await openSandbox()
  const { customer, price } = await makeCompany(client, stripe, { card: null })
  const { id } = await client.subscriptions.create({
    customer: customer.id,
    items: [{ price: price.id }],
    trial_period_days: 7,
    trial_settings: { end_behavior: { missing_payment_method } },
  })
  pass(7 * DAY + HOUR)
  const ended = await client.subscriptions.retrieve(id)
  expect(ended.status).toBe(status)
  if (status === 'paused') expect(ended.status_details?.paused.subscription.type).toBe('trial_end_without_payment_method')
})

test('a trial that is prolonged ends later, and one that is cut is charged at once', async () => {
  const { client, stripe, now, pass } = await openSandbox()
  const { customer, price } = await makeCompany(client, stripe)
  const { id } = await client.subscriptions.create({ customer: customer.id, items: [{ price: price.id }], trial_period_days: 7 })
  const end = now() + 20 * DAY
  await client.subscriptions.update(id, { trial_end: end })
  pass(10 * DAY)
  expect((await client.subscriptions.retrieve(id)).status).toBe('trialing')
  const cut = await client.subscriptions.update(id, { trial_end: 'now' })
  expect([cut.status, cut.trial_end, cut.billing_cycle_anchor]).toEqual(['active', now(), now()])
  expect((await client.invoices.retrieve(String(cut.latest_invoice))).status).toBe('paid')
})

test('a first payment that is refused leaves 23 hours, and then nothing', async () => {
  const { client, stripe, pass } = await openSandbox()
  const { customer, price } = await makeCompany(client, stripe, { card: 'declines' })
  const { id, status, latest_invoice } = await client.subscriptions.create({ customer: customer.id, items: [{ price: price.id }] })
  expect(status).toBe('incomplete')
  pass(23 * HOUR)
  expect((await client.subscriptions.retrieve(id)).status).toBe('incomplete_expired')
  expect((await client.invoices.retrieve(String(latest_invoice))).status).toBe('void')
})

test('a first payment that asks for the bank is active once the payer has answered', async () => {
  const { client, stripe } = await openSandbox()
  const { customer, price } = await makeCompany(client, stripe, { card: 'requires_action' })
  const { id, latest_invoice } = await client.subscriptions.create({ customer: customer.id, items: [{ price: price.id }] })
  const [payment] = (await client.invoicePayments.list({ invoice: String(latest_invoice) })).data
  stripe.act('paymentIntents.authenticate', { allowed: true }, String(payment?.payment.payment_intent))
  expect((await client.subscriptions.retrieve(id)).status).toBe('active')
})

test('an invoice that is sent falls due, is overdue, and is settled out of band', async () => {
  const { client, stripe, pass } = await openSandbox()
  const { customer, price } = await makeCompany(client, stripe, { card: null })
  const { id, latest_invoice } = await client.subscriptions.create({
    customer: customer.id,
    items: [{ price: price.id }],
    collection_method: 'send_invoice',
    days_until_due: 14,
  })
  pass(HOUR)
  const sent = await client.invoices.retrieve(String(latest_invoice))
  expect([sent.status, sent.due_date]).toEqual(['open', sent.created + HOUR + 14 * DAY])
  pass(14 * DAY)
  expect((await client.subscriptions.retrieve(id)).status).toBe('past_due')
  const paid = await client.invoices.pay(sent.id, { paid_out_of_band: true })
  expect([paid.status, paid.amount_paid]).toEqual(['paid', 3100])
  expect((await client.subscriptions.retrieve(id)).status).toBe('active')
})

test('what is used of a meter is billed with the month that it was used in', async () => {
  const { client, stripe, pass, passTo, now } = await openSandbox({ startsAt: '2027-01-04T09:00:00Z' })
  const { customer, product } = await makeCompany(client, stripe)
  const meter = await client.billing.meters.create({ display_name: 'Calls', event_name: 'calls', default_aggregation: { formula: 'sum' } })
  const price = await client.prices.create({
    product: product.id,
    currency: 'usd',
    unit_amount_decimal: Stripe.Decimal.from('0.125'),
    recurring: { interval: 'month', usage_type: 'metered', meter: meter.id },
  })
  const { id, status, items } = await client.subscriptions.create({ customer: customer.id, items: [{ price: price.id }] })
  expect([status, items.data[0]?.quantity]).toEqual(['active', undefined])
  pass(DAY)
  for (const value of ['1000', '236.5'])
    await client.billing.meterEvents.create({ event_name: 'calls', payload: { stripe_customer_id: customer.id, value } })
  const start_time = now() - (now() % DAY)
  const summaries = await client.billing.meters.listEventSummaries(meter.id, {
    customer: customer.id,
    start_time,
    end_time: start_time + 3 * DAY,
    value_grouping_window: 'day',
  })
  expect(summaries.data.map(({ aggregated_value, start_time: start }) => [aggregated_value, start])).toEqual([[1236.5, start_time]])
  passTo('2027-02-04T10:00:00Z')
  const [invoice] = (await client.invoices.list({ subscription: id })).data
  // 1236.5 at an eighth of a cent is 154.5625 cents.
  expect([invoice?.total, invoice?.status]).toEqual([155, 'paid'])
})

test('a coupon takes off what it says, as long as it says', async () => {
  const { client, stripe, passTo } = await openSandbox({ startsAt: '2027-01-04T09:00:00Z' })
  const { customer, price } = await makeCompany(client, stripe)
  await client.coupons.create({ id: 'QUARTER', percent_off: 25, duration: 'repeating', duration_in_months: 2 })
  await client.coupons.create({ id: 'TENNER', amount_off: 1000, currency: 'usd', duration: 'once' })
  const { id } = await client.subscriptions.create({
    customer: customer.id,
    items: [{ price: price.id }],
    discounts: [{ coupon: 'QUARTER' }, { coupon: 'TENNER' }],
  })
  passTo('2027-04-04T10:00:00Z')
  const invoices = (await client.invoices.list({ subscription: id })).data
  expect(invoices.map(({ total, subtotal }) => [subtotal, total])).toEqual([
    [3100, 3100],
    [3100, 3100],
    [3100, 2325],
    [3100, 1325],
  ])
  expect((await client.subscriptions.retrieve(id)).discounts).toEqual([])
})
