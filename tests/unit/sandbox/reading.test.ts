import Stripe from 'stripe'
import { describe, expect, test } from 'vitest'
import { STRIPE_LIMITS } from '../../../src-main/sandbox/stripe/http/createRateGate.ts'
import { DAY, HOUR, KEY, makeCompany, openSandbox } from './openSandbox.ts'

describe('a list', () => {
  const make = async (count: number) => {
    const sandbox = await openSandbox()
    for (let index = 0; index < count; index++) {
      sandbox.stripe.act('customers.create', { name: `Company ${index}`, email: `pay${index % 2}@company.example` })
      sandbox.pass(60)
    }
    return sandbox
  }

  test('comes newest first, page by page, until there is no more', async () => {
    const { client } = await make(25)
    const first = await client.customers.list()
    expect([first.data.length, first.has_more, first.data[0]?.name]).toEqual([10, true, 'Company 24'])
    const rest = await client.customers.list({ limit: 100, starting_after: first.data.at(-1)?.id ?? '' })
    expect([rest.data.length, rest.has_more, rest.data[0]?.name]).toEqual([15, false, 'Company 14'])
    const newer = await client.customers.list({ limit: 3, ending_before: rest.data[0]?.id ?? '' })
    expect([newer.data.map(({ name }) => name), newer.has_more]).toEqual([['Company 17', 'Company 16', 'Company 15'], true])
    const walked: (string | null | undefined)[] = []
    for await (const { name } of client.customers.list({ limit: 7 })) walked.push(name)
    expect(walked).toEqual(Array.from({ length: 25 }, (_, index) => `Company ${24 - index}`))
  })

  test('is narrowed by when and by what, cursors included', async () => {
    const { client, now } = await make(10)
    const names = (params: Stripe.CustomerListParams) => client.customers.list(params).then(({ data }) => data.map(({ name }) => name))
    const [from, until] = [now() - 5 * 60, now() - 2 * 60]
    expect(await names({ created: { gte: from, lt: until } })).toEqual(['Company 7', 'Company 6', 'Company 5'])
    expect(await names({ created: from })).toEqual(['Company 5'])
    expect(await names({ email: 'pay1@company.example', limit: 2 })).toEqual(['Company 9', 'Company 7'])
    const [newest] = (await client.customers.list({ limit: 1 })).data
    expect(await names({ starting_after: newest?.id ?? '', created: { gte: from } })).toEqual([
      'Company 8',
      'Company 7',
      'Company 6',
      'Company 5',
    ])
  })

  test('refuses what it does not know', async () => {
    const { client, get } = await make(1)
    await expect(client.customers.list({ starting_after: 'cus_nobody' })).rejects.toMatchObject({
      statusCode: 400,
      code: 'resource_missing',
      param: 'starting_after',
    })
    await expect(client.customers.list({ limit: 101 })).rejects.toMatchObject({ statusCode: 400 })
    expect(await (await get('/v1/customers?nonsense=1')).json()).toMatchObject({ error: { code: 'parameter_unknown', param: 'nonsense' } })
    expect((await get('/v1/nothing')).status).toBe(404)
    await expect(client.customers.retrieve('cus_nobody')).rejects.toMatchObject({
      statusCode: 404,
      code: 'resource_missing',
      message: "No such customer: 'cus_nobody'",
    })
  })

  test('forgets a customer that was deleted, who is still a stub', async () => {
    const { client } = await make(3)
    const [customer] = (await client.customers.list()).data
    await client.customers.del(customer?.id ?? '')
    expect((await client.customers.list()).data).toHaveLength(2)
    expect(await client.customers.retrieve(customer?.id ?? '')).toMatchObject({ deleted: true })
    await expect(client.customers.list({ starting_after: customer?.id ?? '' })).rejects.toMatchObject({ statusCode: 400 })
  })
})

test('what is expanded comes whole, to four levels; payments only then', async () => {
  const { client, stripe } = await openSandbox()
  const { customer, price } = await makeCompany(client, stripe)
  await client.coupons.create({ id: 'HALF', percent_off: 50, duration: 'forever' })
  const { id } = await client.subscriptions.create({ customer: customer.id, items: [{ price: price.id }], discounts: [{ coupon: 'HALF' }] })
  const whole = await client.subscriptions.retrieve(id, {
    expand: ['customer', 'discounts.source.coupon', 'latest_invoice.payments'],
  })
  expect(whole).toMatchObject({
    customer: { name: 'Baobab Holdings' },
    discounts: [{ source: { coupon: { percent_off: 50 } } }],
    latest_invoice: { total: 1550, payments: { data: [{ status: 'paid' }] } },
  })
  const list = await client.subscriptions.list({ status: 'all', expand: ['data.discounts.source.coupon', 'data.items.data.discounts'] })
  expect(list.data[0]).toMatchObject({ discounts: [{ source: { coupon: { id: 'HALF' } } }] })
  expect((await client.invoices.list()).data[0]?.payments).toBeUndefined()
  await expect(
    client.subscriptions.retrieve(id, { expand: ['latest_invoice.payments.data.payment.payment_intent'] }),
  ).rejects.toMatchObject({ code: 'property_expansion_max_depth' })
  await expect(client.subscriptions.retrieve(id, { expand: ['nonsense'] })).rejects.toThrow('cannot be expanded')
})

test('a list inside an object is its first page, and the rest has an address', async () => {
  const { client, stripe } = await openSandbox({ settings: { innerListLimit: 2 } })
  const { customer, product } = await makeCompany(client, stripe)
  const prices: string[] = []
  for (let index = 0; index < 5; index++)
    prices.push(
      (await client.prices.create({ product: product.id, currency: 'usd', unit_amount: 100 + index, recurring: { interval: 'month' } })).id,
    )
  const { id, items, latest_invoice } = await client.subscriptions.create({
    customer: customer.id,
    items: prices.map((price) => ({ price })),
  })
  expect([items.data.length, items.has_more]).toEqual([2, true])
  const all = await client.subscriptionItems.list({ subscription: id, limit: 3 }).autoPagingToArray({ limit: 100 })
  expect(all.map(({ price }) => price.id)).toEqual(prices)
  const lines = await client.invoices.listLineItems(String(latest_invoice), { limit: 3 }).autoPagingToArray({ limit: 100 })
  expect(lines.map(({ amount }) => amount)).toEqual([100, 101, 102, 103, 104])
})

describe('events', () => {
  test('tell every change in an old shape, with the request that made it', async () => {
    const { client, stripe, passTo } = await openSandbox({ startsAt: '2027-01-04T09:00:00Z' })
    const { customer, price } = await makeCompany(client, stripe)
    await client.subscriptions.create({ customer: customer.id, items: [{ price: price.id }] }, { idempotencyKey: 'op-42' })
    const told = (await client.events.list({ limit: 100 })).data
    const types = new Set(told.map(({ type }) => type))
    for (const type of [
      'customer.created',
      'customer.subscription.created',
      'invoice.created',
      'invoice.finalized',
      'invoice.paid',
      'invoice_payment.paid',
      'charge.succeeded',
      'payment_intent.succeeded',
    ] as const)
      expect(types).toContain(type)
    const paid = told.find(({ type }) => type === 'invoice.paid')
    expect([paid?.request?.idempotency_key, paid?.api_version]).toEqual(['op-42', '2019-12-03'])
    expect(paid?.data.object).toMatchObject({ subscription: expect.stringMatching(/^sub_/), paid: true })
    expect(paid?.data.object).not.toHaveProperty('parent')

    passTo('2027-02-04T09:00:00Z')
    const [renewed] = (await client.events.list({ type: 'customer.subscription.updated' })).data
    expect(renewed?.request?.id).toBeNull()
    expect(Object.keys(renewed?.data.previous_attributes ?? {})).toContain('latest_invoice')
    const [upcoming] = (await client.events.list({ type: 'invoice.upcoming' })).data
    expect(upcoming?.data.object).not.toHaveProperty('id')
  })

  test('tell each step of a renewal, refused and then paid', async () => {
    const { client, stripe, passTo } = await openSandbox({ startsAt: '2027-01-04T09:00:00Z' })
    const { customer, price } = await makeCompany(client, stripe)
    await client.subscriptions.create({ customer: customer.id, items: [{ price: price.id }] })
    stripe.act('customers.setCard', { kind: 'declines', until: Date.parse('2027-02-06T00:00:00Z') / 1000 }, customer.id)
    const tellSince = async (iso: string) => {
      const created = { gte: Date.parse(iso) / 1000 }
      return (await client.events.list({ created, limit: 100 })).data.map(({ type }) => type).reverse()
    }
    passTo('2027-02-04T10:00:00Z')
    expect(await tellSince('2027-02-04T09:00:00Z')).toEqual([
      'invoice.created',
      'customer.subscription.updated',
      'invoice.updated',
      'invoice.finalized',
      'payment_intent.created',
      'charge.failed',
      'payment_intent.payment_failed',
      'invoice.updated',
      'invoice.payment_failed',
      'customer.updated',
      'customer.subscription.updated',
    ])
    passTo('2027-02-07T10:00:00Z')
    expect(await tellSince('2027-02-07T00:00:00Z')).toEqual([
      'charge.succeeded',
      'payment_intent.succeeded',
      'invoice.updated',
      'invoice_payment.paid',
      'invoice.paid',
      'invoice.payment_succeeded',
      'customer.updated',
      'customer.subscription.updated',
    ])
  })

  test('come late by some seconds, after some that happened later', async () => {
    const { client, stripe, pass } = await openSandbox({ settings: { eventLagSeconds: 5 } })
    const seen: string[][] = []
    for (let index = 0; index < 40; index++) {
      stripe.act('customers.create', { name: `Company ${index}` })
      seen.push((await client.events.list({ limit: 100 })).data.map(({ id }) => id))
      pass(1)
    }
    pass(5)
    const all = (await client.events.list({ limit: 100 })).data
    expect(all).toHaveLength(40)
    expect(all.map(({ created }) => created)).toEqual(all.map(({ created }) => created).sort((a, b) => b - a))
    expect(seen.at(-1)?.length).toBeLessThan(40)
    // One that was listed later stands behind one that was listed before.
    expect(
      seen.some((page, index) => page[0] !== undefined && seen[index + 1]?.[0] === page[0] && (seen[index + 1]?.length ?? 0) > page.length),
    ).toBe(true)
  })

  test('are kept for 30 days, and asked for by up to twenty types', async () => {
    const { client, stripe, pass } = await openSandbox()
    const { customer } = await makeCompany(client, stripe)
    const [old] = (await client.events.list({ limit: 1 })).data
    pass(30 * DAY)
    expect((await client.events.list()).data.length).toBeGreaterThan(0)
    pass(1)
    expect((await client.events.list()).data).toHaveLength(0)
    await expect(client.events.retrieve(old?.id ?? '')).rejects.toMatchObject({
      statusCode: 404,
      message: expect.stringContaining('retention'),
    })
    await expect(client.events.list({ starting_after: old?.id ?? '' })).rejects.toMatchObject({ statusCode: 404 })
    await client.customers.update(customer.id, { name: 'Another', metadata: { a: 'b' } })
    const [event] = (await client.events.list({ types: ['customer.updated'] })).data
    expect(event?.data.previous_attributes).toEqual({ name: 'Baobab Holdings', metadata: {} })
    await expect(client.events.list({ types: Array(21).fill('customer.updated') })).rejects.toThrow('at most 20')
  })
})

describe('an idempotency key', () => {
  test('is answered as it was, for 24 hours', async () => {
    const { client, stripe, pass } = await openSandbox()
    const create = (name: string) => client.customers.create({ name }, { idempotencyKey: 'key-1' })
    const first = await create('Oryx')
    const again = await create('Oryx')
    expect([again.id, again.lastResponse.headers['idempotent-replayed']]).toEqual([first.id, 'true'])
    await expect(create('Nimbus')).rejects.toMatchObject({ statusCode: 400, rawType: 'idempotency_error' })
    expect(stripe.world.shelves.customer.all).toHaveLength(1)
    pass(24 * HOUR)
    expect((await create('Oryx')).id).not.toBe(first.id)
  })

  test('keeps a refused card, and nothing that could not be meant', async () => {
    const { client, stripe } = await openSandbox()
    const { customer } = await makeCompany(client, stripe)
    const pay = (payment_method: string, idempotencyKey: string) =>
      client.paymentIntents.create(
        { amount: 500, currency: 'usd', customer: customer.id, payment_method, confirm: true },
        { idempotencyKey },
      )
    await expect(pay('pm_card_chargeDeclined', 'a')).rejects.toMatchObject({ statusCode: 402 })
    await expect(pay('pm_card_chargeDeclined', 'a')).rejects.toMatchObject({ statusCode: 402 })
    expect(stripe.world.shelves.payment_intent.all).toHaveLength(1)
    await expect(pay('pm_nobody', 'b')).rejects.toMatchObject({ statusCode: 400 })
    expect((await pay('pm_card_visa', 'b')).status).toBe('succeeded')
  })
})

test('more than 25 requests a second to an endpoint, or 100 to the account, are answered 429', async () => {
  const { client, passWallMs, server } = await openSandbox({ limits: STRIPE_LIMITS })
  const ask = () =>
    client.customers.list().then(
      () => 200,
      (error: Stripe.errors.StripeError) => `${error.statusCode} ${error.headers?.['stripe-rate-limited-reason']}`,
    )
  const answers: unknown[] = []
  for (let index = 0; index < 27; index++) answers.push(await ask())
  expect(answers.slice(24)).toEqual([200, '429 endpoint-rate', '429 endpoint-rate'])
  passWallMs(1000)
  expect(await ask()).toBe(200)
  for (const list of [client.products, client.prices, client.coupons, client.invoices])
    for (let index = 0; index < 25; index++) await list.list().catch(() => null)
  expect(await ask()).toBe('429 global-rate')
  server.limit(null)
  expect(await ask()).toBe(200)
})

test('the door opens for the one key and the one host', async () => {
  const { config, get, server } = await openSandbox()
  await expect(new Stripe('sk_test_another', config).customers.list()).rejects.toMatchObject({
    statusCode: 401,
    message: expect.stringContaining('Invalid API Key'),
  })
  await expect(new Stripe('sk_live_another', config).customers.list()).rejects.toMatchObject({ statusCode: 401 })
  expect((await fetch(`${server.baseUrl}/v1/customers`)).status).toBe(401)
  expect(
    (await fetch(`${server.baseUrl.replace('127.0.0.1', 'localhost')}/v1/customers`, { headers: { authorization: `Bearer ${KEY}` } }))
      .status,
  ).toBe(421)
  const answer = await get('/v1/customers')
  expect(Object.fromEntries(['date', 'stripe-version'].map((name) => [name, answer.headers.get(name)]))).toEqual({
    date: 'Mon, 04 Jan 2027 09:00:00 GMT',
    'stripe-version': '2026-10-28.endive',
  })
  expect(answer.headers.get('request-id')).toMatch(/^req_/)
  expect(await (await get('/v1/account')).json()).toMatchObject({ id: 'acct_1Sandbox' })
})
