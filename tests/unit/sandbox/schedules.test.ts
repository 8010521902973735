import type Stripe from 'stripe'
import { describe, expect, test } from 'vitest'
import { at, DAY, HOUR, makeCompany, openSandbox, toIsoSeconds } from './openSandbox.ts'

type Sandbox = Awaited<ReturnType<typeof openSandbox>>

/** A company at 30 a month since 1 April, and dearer prices. */
async function openApril() {
  const sandbox = await openSandbox({ startsAt: '2027-04-01T00:00:00Z' })
  const { client, stripe } = sandbox
  const { customer, product, price } = await makeCompany(client, stripe, { amount: 3000 })
  const dear = await client.prices.create({ product: product.id, currency: 'usd', unit_amount: 9000, recurring: { interval: 'month' } })
  const yearly = await client.prices.create({ product: product.id, currency: 'usd', unit_amount: 90_000, recurring: { interval: 'year' } })
  const { id, items } = await client.subscriptions.create({ customer: customer.id, items: [{ price: price.id }] })
  return { ...sandbox, customer, price, dear, yearly, id, item: items.data[0] }
}

async function listTotals(client: Stripe, subscription: string) {
  return (await client.invoices.list({ subscription })).data.map(({ total, billing_reason }) => [total, billing_reason])
}

async function listTold(client: Stripe, prefix: string) {
  return (await client.events.list({ type: `${prefix}.*` as 'customer.created', limit: 100 })).data
    .map(({ type }) => type as string)
    .reverse()
}

/** A schedule from the subscription, with a second phase after the period that runs. */
async function changeAtPeriodEnd({ client }: Pick<Sandbox, 'client'>, id: string, then: Stripe.SubscriptionScheduleUpdateParams.Phase) {
  const schedule = await client.subscriptionSchedules.create({ from_subscription: id })
  const [phase] = schedule.phases
  if (!phase) throw new Error('a schedule has phases')
  const items = phase.items.map(({ price, quantity }) => ({ price: String(price), ...(quantity === undefined ? {} : { quantity }) }))
  return client.subscriptionSchedules.update(schedule.id, {
    phases: [{ items, start_date: phase.start_date, end_date: phase.end_date }, then],
  })
}

describe('a plan that is to change with the period', () => {
  test('changes at its end to the second, with no proration, and is then let go', async () => {
    const sandbox = await openApril()
    const { client, passTo, id, price, dear, item } = sandbox
    passTo('2027-04-10T00:00:00Z')
    const schedule = await changeAtPeriodEnd(sandbox, id, { items: [{ price: dear.id }] })
    expect([schedule.status, schedule.subscription, schedule.end_behavior]).toEqual(['active', id, 'release'])
    expect(schedule.phases.map(({ start_date, end_date }) => [toIsoSeconds(start_date), toIsoSeconds(end_date)])).toEqual([
      ['2027-04-01T00:00:00Z', '2027-05-01T00:00:00Z'],
      ['2027-05-01T00:00:00Z', '2027-06-01T00:00:00Z'],
    ])
    expect(schedule.current_phase).toEqual({ start_date: at('2027-04-01T00:00:00Z'), end_date: at('2027-05-01T00:00:00Z') })
    expect((await client.subscriptions.retrieve(id)).schedule).toBe(schedule.id)

    passTo('2027-04-30T23:59:59Z')
    expect((await client.subscriptions.retrieve(id)).items.data[0]?.price.id).toBe(price.id)
    passTo('2027-05-01T00:00:00Z')
    const changed = await client.subscriptions.retrieve(id)
    expect([changed.items.data[0]?.price.id, changed.items.data[0]?.id, changed.items.data.length]).toEqual([dear.id, item?.id, 1])
    expect(toIsoSeconds(changed.items.data[0]?.current_period_end)).toBe('2027-06-01T00:00:00Z')
    expect(await listTotals(client, id)).toEqual([
      [9000, 'subscription_cycle'],
      [3000, 'subscription_create'],
    ])
    const running = await client.subscriptionSchedules.retrieve(schedule.id)
    expect(toIsoSeconds(running.current_phase?.start_date)).toBe('2027-05-01T00:00:00Z')

    passTo('2027-06-01T00:00:00Z')
    const over = await client.subscriptionSchedules.retrieve(schedule.id)
    expect([over.status, over.subscription, over.released_subscription, toIsoSeconds(over.released_at), over.current_phase]).toEqual([
      'released',
      null,
      id,
      '2027-06-01T00:00:00Z',
      null,
    ])
    const free = await client.subscriptions.retrieve(id)
    expect([free.schedule, free.status, free.items.data[0]?.price.id]).toEqual([null, 'active', dear.id])
    expect((await listTotals(client, id)).map(([total]) => total)).toEqual([9000, 9000, 3000])
  })

  test('to a year begins the year there, and usage of the month is billed with it', async () => {
    const { client, passTo, customer, price, yearly } = await openApril()
    const meter = await client.billing.meters.create({
      display_name: 'Calls',
      event_name: 'calls',
      default_aggregation: { formula: 'sum' },
    })
    const metered = await client.prices.create({
      product: String(price.product),
      currency: 'usd',
      unit_amount: 2,
      recurring: { interval: 'month', usage_type: 'metered', meter: meter.id },
    })
    const { id } = await client.subscriptions.create({ customer: customer.id, items: [{ price: price.id }, { price: metered.id }] })
    await client.billing.meterEvents.create({ event_name: 'calls', payload: { stripe_customer_id: customer.id, value: '250' } })
    await changeAtPeriodEnd({ client }, id, { items: [{ price: yearly.id }] })
    passTo('2027-05-01T02:00:00Z')
    const changed = await client.subscriptions.retrieve(id)
    expect(changed.items.data.map((item) => [item.price.id, toIsoSeconds(item.current_period_end)])).toEqual([
      [yearly.id, '2028-05-01T00:00:00Z'],
    ])
    const [invoice] = (await client.invoices.list({ subscription: id })).data
    expect(invoice?.lines.data.map(({ amount }) => amount)).toEqual([500, 90_000])
    expect([invoice?.status, invoice?.total]).toEqual(['paid', 90_500])
  })

  test('in the middle of a period is prorated as the phase says', async () => {
    const { client, passTo, id, price, dear } = await openApril()
    const { id: schedule } = await client.subscriptionSchedules.create({ from_subscription: id })
    // Two thirds of April's thirty days are over by then.
    const middle = at('2027-04-21T00:00:00Z')
    await client.subscriptionSchedules.update(schedule, {
      phases: [
        { items: [{ price: price.id }], start_date: at('2027-04-01T00:00:00Z'), end_date: middle },
        { items: [{ price: dear.id }], proration_behavior: 'always_invoice', duration: { interval: 'month', interval_count: 2 } },
      ],
    })
    passTo('2027-04-21T00:00:00Z')
    const [invoice] = (await client.invoices.list({ subscription: id })).data
    expect([invoice?.total, invoice?.billing_reason, invoice?.status]).toEqual([2000, 'subscription_update', 'paid'])
    expect(invoice?.lines.data.map(({ amount }) => amount)).toEqual([-1000, 3000])
    const { current_phase, phases } = await client.subscriptionSchedules.retrieve(schedule)
    expect([toIsoSeconds(current_phase?.end_date), phases.length]).toEqual(['2027-06-21T00:00:00Z', 2])
  })

  test('is forgotten where the schedule is released before', async () => {
    const sandbox = await openApril()
    const { client, passTo, id, price, dear } = sandbox
    const schedule = await changeAtPeriodEnd(sandbox, id, { items: [{ price: dear.id }] })
    const released = await client.subscriptionSchedules.release(schedule.id)
    expect([released.status, released.released_subscription]).toEqual(['released', id])
    await expect(client.subscriptionSchedules.release(schedule.id)).rejects.toMatchObject({ statusCode: 400 })
    expect(await listTold(client, 'subscription_schedule')).toEqual([
      'subscription_schedule.created',
      'subscription_schedule.updated',
      'subscription_schedule.released',
    ])
    passTo('2027-05-02T00:00:00Z')
    const { items, schedule: attached } = await client.subscriptions.retrieve(id)
    expect([items.data[0]?.price.id, attached]).toEqual([price.id, null])
  })
})

describe('a schedule of its own', () => {
  const start = async (terms: Partial<Stripe.SubscriptionScheduleCreateParams> = {}) => {
    const sandbox = await openApril()
    const { client, customer, price, dear } = sandbox
    const schedule = await client.subscriptionSchedules.create({
      customer: customer.id,
      start_date: at('2027-04-11T00:00:00Z'),
      end_behavior: 'cancel',
      phases: [
        { items: [{ price: price.id, quantity: 2 }], duration: { interval: 'month', interval_count: 2 }, metadata: { step: 'one' } },
        { items: [{ price: dear.id }], end_date: at('2027-07-11T00:00:00Z'), metadata: { step: 'two' } },
      ],
      ...terms,
    })
    return { ...sandbox, schedule }
  }

  test('makes its subscription when it begins, leads it through its phases, and ends it', async () => {
    const { client, passTo, schedule, dear } = await start()
    expect([schedule.status, schedule.subscription, schedule.current_phase]).toEqual(['not_started', null, null])
    expect((await client.subscriptionSchedules.list({ scheduled: true })).data.map(({ id }) => id)).toEqual([schedule.id])
    passTo('2027-04-11T00:00:00Z')
    const begun = await client.subscriptionSchedules.retrieve(schedule.id, { expand: ['subscription'] })
    expect(begun.status).toBe('active')
    expect((await client.subscriptionSchedules.list({ scheduled: true })).data).toEqual([])
    const first = begun.subscription as Stripe.Subscription
    expect([first.schedule, first.metadata, first.items.data[0]?.quantity, first.cancel_at]).toEqual([
      schedule.id,
      { step: 'one' },
      2,
      null,
    ])

    passTo('2027-06-11T00:00:00Z')
    const second = await client.subscriptions.retrieve(first.id)
    expect([second.metadata, second.items.data[0]?.price.id, toIsoSeconds(second.cancel_at)]).toEqual([
      { step: 'two' },
      dear.id,
      '2027-07-11T00:00:00Z',
    ])
    passTo('2027-07-11T00:00:00Z')
    const ended = await client.subscriptions.retrieve(first.id)
    expect([ended.status, toIsoSeconds(ended.ended_at)]).toEqual(['canceled', '2027-07-11T00:00:00Z'])
    const over = await client.subscriptionSchedules.retrieve(schedule.id)
    expect([over.status, toIsoSeconds(over.completed_at), over.subscription]).toEqual(['completed', '2027-07-11T00:00:00Z', first.id])
    expect((await listTotals(client, first.id)).map(([total]) => total)).toEqual([9000, 6000, 6000])
    expect(await listTold(client, 'subscription_schedule')).toEqual([
      'subscription_schedule.updated',
      'subscription_schedule.expiring',
      'subscription_schedule.completed',
    ])
    const [expiring] = (await client.events.list({ type: 'subscription_schedule.expiring' })).data
    expect(toIsoSeconds(expiring?.created)).toBe('2027-07-04T00:00:00Z')
  })

  test('is called off with the subscription, which gets back what it has not used', async () => {
    const { client, passTo, schedule } = await start()
    passTo('2027-04-26T00:00:00Z')
    const canceled = await client.subscriptionSchedules.cancel(schedule.id)
    expect([canceled.status, toIsoSeconds(canceled.canceled_at)]).toEqual(['canceled', '2027-04-26T00:00:00Z'])
    const subscription = await client.subscriptions.retrieve(String(canceled.subscription))
    expect(subscription.status).toBe('canceled')
    // Half of the thirty days from 11 April are left of 60.
    expect((await listTotals(client, subscription.id)).map(([total]) => total)).toEqual([-3000, 6000])
    expect((await listTold(client, 'subscription_schedule')).at(-1)).toBe('subscription_schedule.canceled')
  })

  test('is called off before it began, and nothing comes of it', async () => {
    const { client, passTo, schedule, id } = await start()
    expect((await client.subscriptionSchedules.cancel(schedule.id)).status).toBe('canceled')
    passTo('2027-05-20T00:00:00Z')
    expect((await client.subscriptions.list()).data.map((each) => each.id)).toEqual([id])
  })

  test('with a trial begins with one', async () => {
    const { client, passTo, dear, customer } = await openApril()
    const schedule = await client.subscriptionSchedules.create({
      customer: customer.id,
      start_date: 'now',
      phases: [
        { items: [{ price: dear.id }], trial: true, duration: { interval: 'week' } },
        { items: [{ price: dear.id, quantity: 3 }], duration: { interval: 'month' } },
      ],
    })
    const id = String(schedule.subscription)
    expect((await client.subscriptions.retrieve(id)).status).toBe('trialing')
    passTo('2027-04-08T01:00:00Z')
    const paid = await client.subscriptions.retrieve(id)
    expect([paid.status, paid.items.data[0]?.quantity]).toEqual(['active', 3])
    expect((await listTotals(client, id)).map(([total]) => total)).toEqual([27_000, 0])
  })

  test.each([
    [{ phases: [] }, 'at least one phase'],
    [{ start_date: at('2027-03-01T00:00:00Z') }, 'in the past'],
  ])('is refused with %j', async (terms, words) => {
    await expect(start(terms)).rejects.toThrow(words)
  })
})

describe('a subscription under a schedule', () => {
  test('cannot be paused, has no second schedule, and what is changed by hand the next phase overwrites', async () => {
    const sandbox = await openApril()
    const { client, passTo, id, item, dear } = sandbox
    await changeAtPeriodEnd(sandbox, id, { items: [{ price: dear.id, quantity: 2 }] })
    await expect(client.subscriptions.pause(id, { type: 'subscription' })).rejects.toThrow('managed by the subscription schedule')
    await expect(client.subscriptionSchedules.create({ from_subscription: id })).rejects.toThrow('already attached')
    const byHand = await client.subscriptions.update(id, { items: [{ id: item?.id ?? '', quantity: 7 }], proration_behavior: 'none' })
    expect(byHand.items.data[0]?.quantity).toBe(7)
    passTo('2027-05-01T00:00:00Z')
    const { items } = await client.subscriptions.retrieve(id)
    expect(items.data.map(({ price, quantity }) => [price.id, quantity])).toEqual([[dear.id, 2]])
  })

  test('takes what its running phase is changed to at once, prorated as is asked', async () => {
    const { client, passTo, id, price, dear } = await openApril()
    const { id: schedule } = await client.subscriptionSchedules.create({ from_subscription: id })
    passTo('2027-04-16T00:00:00Z')
    const phase = { start_date: at('2027-04-01T00:00:00Z'), end_date: at('2027-05-01T00:00:00Z') }
    await client.subscriptionSchedules.update(schedule, {
      phases: [{ ...phase, items: [{ price: price.id, quantity: 3 }] }],
      proration_behavior: 'always_invoice',
    })
    expect((await listTotals(client, id))[0]).toEqual([3000, 'subscription_update'])
    await expect(
      client.subscriptionSchedules.update(schedule, {
        phases: [{ ...phase, start_date: phase.start_date + DAY, items: [{ price: dear.id }] }],
      }),
    ).rejects.toThrow('start date of the current phase')
  })

  test('takes its schedule along when it ends: canceled where that was asked, aborted where nobody paid', async () => {
    const { client, id } = await openApril()
    const asked = await client.subscriptionSchedules.create({ from_subscription: id })
    await client.subscriptions.cancel(id)
    expect((await client.subscriptionSchedules.retrieve(asked.id)).status).toBe('canceled')
    expect(await listTold(client, 'subscription_schedule')).toEqual(['subscription_schedule.created', 'subscription_schedule.canceled'])

    const other = await openApril()
    const unpaid = await other.client.subscriptionSchedules.create({ from_subscription: other.id })
    await other.client.subscriptionSchedules.update(unpaid.id, {
      phases: [{ items: [{ price: other.price.id }], start_date: at('2027-04-01T00:00:00Z'), end_date: at('2028-04-01T00:00:00Z') }],
    })
    other.stripe.act('customers.setCard', { kind: 'declines' }, other.customer.id)
    other.passTo('2027-05-16T01:00:00Z')
    expect((await other.client.subscriptionSchedules.retrieve(unpaid.id)).status).toBe('canceled')
    expect(await listTold(other.client, 'subscription_schedule')).toContain('subscription_schedule.aborted')
  })

  test('has the discounts of its phase, and keeps one that goes on', async () => {
    const { client, passTo, customer, price } = await openApril()
    await client.coupons.create({ id: 'HALF', percent_off: 50, duration: 'forever' })
    const schedule = await client.subscriptionSchedules.create({
      customer: customer.id,
      start_date: 'now',
      phases: [
        { items: [{ price: price.id }], discounts: [{ coupon: 'HALF' }], duration: { interval: 'month' } },
        { items: [{ price: price.id }], discounts: [{ coupon: 'HALF' }], duration: { interval: 'month' } },
        { items: [{ price: price.id }], duration: { interval: 'month' } },
      ],
    })
    const id = String(schedule.subscription)
    const { discounts } = await client.subscriptions.retrieve(id)
    passTo('2027-05-01T00:00:00Z')
    expect((await client.subscriptions.retrieve(id)).discounts).toEqual(discounts)
    passTo('2027-06-01T00:00:00Z')
    expect((await client.subscriptions.retrieve(id)).discounts).toEqual([])
    expect((await listTotals(client, id)).map(([total]) => total)).toEqual([3000, 1500, 1500])
    expect((await client.coupons.retrieve('HALF')).times_redeemed).toBe(1)
  })
})

test('schedules are listed by customer and by what became of them when', async () => {
  const { client, pass, now, id, customer } = await openApril()
  const { id: schedule } = await client.subscriptionSchedules.create({ from_subscription: id, metadata: { why: 'test' } })
  pass(HOUR)
  await client.subscriptionSchedules.release(schedule)
  const ids = async (params: Stripe.SubscriptionScheduleListParams) =>
    (await client.subscriptionSchedules.list(params)).data.map((each) => each.id)
  expect(await ids({ customer: customer.id })).toEqual([schedule])
  expect(await ids({ released_at: { gte: now() } })).toEqual([schedule])
  expect(await ids({ released_at: { gt: now() } })).toEqual([])
  expect(await ids({ canceled_at: { gt: 0 } })).toEqual([])
})

test('what a phase could not carry out when its time comes is refused when it is planned', async () => {
  const { client, price, id } = await openApril()
  const euro = await client.prices.create({
    product: String(price.product),
    currency: 'eur',
    unit_amount: 1000,
    recurring: { interval: 'month' },
  })
  const { id: schedule, phases } = await client.subscriptionSchedules.create({ from_subscription: id })
  const first = { items: [{ price: price.id }], start_date: phases[0]?.start_date ?? 0, end_date: phases[0]?.end_date ?? 0 }
  const plan = (...then: Stripe.SubscriptionScheduleUpdateParams.Phase[]) =>
    client.subscriptionSchedules.update(schedule, { phases: [first, ...then] })
  await expect(plan({ items: [{ price: euro.id }] })).rejects.toThrow('same currency')
  await expect(plan({ items: [{ price: price.id }, { price: price.id }] })).rejects.toThrow('multiple subscription items')
  await expect(plan({ items: [{ price: price.id }] }, { items: [{ price: price.id }] })).rejects.toThrow('end_date or a duration')
  await expect(plan({ items: [{ price: price.id }], start_date: first.end_date + 1 })).rejects.toThrow('end date of the one before')
  await expect(plan({ items: [{ price: price.id }], end_date: first.end_date })).rejects.toThrow('after its start date')
  await expect(client.subscriptionSchedules.update(schedule, { phases: [{ ...first, items: [{ price: euro.id }] }] })).rejects.toThrow(
    '`usd`',
  )
})

test('a schedule whose customer is gone when it is to begin is canceled', async () => {
  const { client, passTo, customer, price } = await openApril()
  const { id } = await client.subscriptionSchedules.create({
    customer: customer.id,
    start_date: at('2027-04-11T00:00:00Z'),
    phases: [{ items: [{ price: price.id }] }],
  })
  await client.customers.del(customer.id)
  passTo('2027-04-12T00:00:00Z')
  expect((await client.subscriptionSchedules.retrieve(id)).status).toBe('canceled')
})

test('who owes something is given no trial by the next phase', async () => {
  const { client, stripe, passTo, customer, price, dear } = await openApril()
  const schedule = await client.subscriptionSchedules.create({
    customer: customer.id,
    start_date: 'now',
    phases: [
      { items: [{ price: price.id }], end_date: at('2027-05-03T00:00:00Z') },
      { items: [{ price: dear.id }], trial: true, duration: { interval: 'month' }, proration_behavior: 'none' },
    ],
  })
  stripe.act('customers.setCard', { kind: 'declines' }, customer.id)
  passTo('2027-05-03T00:00:00Z')
  const owing = await client.subscriptions.retrieve(String(schedule.subscription))
  expect([owing.status, owing.items.data[0]?.price.id]).toEqual(['past_due', dear.id])
})
