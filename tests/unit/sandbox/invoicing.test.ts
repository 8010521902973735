import { describe, expect, test } from 'vitest'
import { DAY, HOUR, makeCompany, openSandbox, toIsoSeconds } from './openSandbox.ts'

describe('a card that is refused', () => {
  test('is tried again after 3, 5 and 7 days, and then the subscription is cancelled', async () => {
    const { client, stripe, passTo, pass } = await openSandbox({ startsAt: '2027-01-04T09:00:00Z' })
    const { customer, price } = await makeCompany(client, stripe)
    const { id } = await client.subscriptions.create({ customer: customer.id, items: [{ price: price.id }] })
    stripe.act('customers.setCard', { kind: 'declines', code: 'insufficient_funds' }, customer.id)
    passTo('2027-02-04T10:00:00Z')
    const seen: unknown[] = []
    for (const days of [3, 5, 7, 30]) {
      const [invoice] = (await client.invoices.list({ subscription: id })).data
      const subscription = await client.subscriptions.retrieve(id)
      seen.push([
        subscription.status,
        invoice?.status,
        invoice?.attempt_count,
        toIsoSeconds(invoice?.next_payment_attempt)?.slice(0, 10) ?? null,
      ])
      pass(days * DAY)
    }
    expect(seen).toEqual([
      ['past_due', 'open', 1, '2027-02-07'],
      ['past_due', 'open', 2, '2027-02-12'],
      ['past_due', 'open', 3, '2027-02-19'],
      ['canceled', 'open', 4, null],
    ])
    const ended = await client.subscriptions.retrieve(id)
    expect([ended.cancellation_details?.reason, toIsoSeconds(ended.ended_at)]).toEqual(['payment_failed', '2027-02-19T10:00:00Z'])
    expect((await client.customers.retrieve(customer.id)) as { delinquent?: boolean }).toMatchObject({ delinquent: true })
    const [intent] = (await client.paymentIntents.list({ customer: customer.id, expand: ['data.latest_charge'] })).data
    expect([intent?.status, intent?.last_payment_error?.message]).toEqual(['requires_payment_method', 'Your card has insufficient funds.'])
    expect((await client.charges.list({ payment_intent: String(intent?.id) })).data.map(({ status }) => status)).toEqual(
      Array(4).fill('failed'),
    )
  })

  test('recovers when the bank says yes again', async () => {
    const { client, stripe, passTo, now } = await openSandbox({ startsAt: '2027-01-04T09:00:00Z' })
    const { customer, price } = await makeCompany(client, stripe)
    const { id } = await client.subscriptions.create({ customer: customer.id, items: [{ price: price.id }] })
    stripe.act('customers.setCard', { kind: 'declines', until: now() + 36 * DAY }, customer.id)
    passTo('2027-02-05T00:00:00Z')
    expect((await client.subscriptions.retrieve(id)).status).toBe('past_due')
    passTo('2027-02-13T00:00:00Z')
    expect((await client.subscriptions.retrieve(id)).status).toBe('active')
    const [invoice] = (await client.invoices.list({ subscription: id })).data
    expect([invoice?.status, invoice?.attempt_count]).toEqual(['paid', 3])
    expect((await client.customers.retrieve(customer.id)) as { delinquent?: boolean }).toMatchObject({ delinquent: false })
  })

  test.each([
    ['mark_unpaid', 'unpaid'],
    ['leave_past_due', 'past_due'],
  ] as const)('ends as the account has it: %s', async (dunningEnd, status) => {
    const { client, stripe, passTo } = await openSandbox({ startsAt: '2027-01-04T09:00:00Z', settings: { dunningEnd } })
    const { customer, price } = await makeCompany(client, stripe)
    const { id } = await client.subscriptions.create({ customer: customer.id, items: [{ price: price.id }] })
    stripe.act('customers.setCard', { kind: 'declines' }, customer.id)
    passTo('2027-03-04T12:00:00Z')
    expect((await client.subscriptions.retrieve(id)).status).toBe(status)
    const [newest] = (await client.invoices.list({ subscription: id })).data
    // An unpaid subscription drafts invoices that nobody asks for.
    expect(newest?.status).toBe(status === 'unpaid' ? 'draft' : 'open')
  })

  test("answers a payment by hand with 402 and the bank's words", async () => {
    const { client, stripe } = await openSandbox()
    const { customer, price } = await makeCompany(client, stripe, { card: 'declines' })
    const { latest_invoice } = await client.subscriptions.create({ customer: customer.id, items: [{ price: price.id }] })
    await expect(client.invoices.pay(String(latest_invoice))).rejects.toMatchObject({
      statusCode: 402,
      code: 'card_declined',
      decline_code: 'generic_decline',
    })
    stripe.act('customers.setCard', { kind: 'ok' }, customer.id)
    expect((await client.invoices.pay(String(latest_invoice))).status).toBe('paid')
    await expect(client.invoices.pay(String(latest_invoice))).rejects.toThrow('Invoice is already paid')
  })
})

test('a debit that comes back after its customer is gone changes nothing of them', async () => {
  const { client, stripe, pass } = await openSandbox()
  const { customer, price } = await makeCompany(client, stripe, { card: null })
  stripe.act('customers.setCard', { kind: 'delayed', days: 4, fails: true }, customer.id)
  const { latest_invoice } = await client.subscriptions.create({ customer: customer.id, items: [{ price: price.id }] })
  await client.customers.del(customer.id)
  pass(4 * DAY)
  expect(await client.customers.retrieve(customer.id)).toEqual({ id: customer.id, object: 'customer', deleted: true })
  expect(await client.invoices.retrieve(String(latest_invoice))).toMatchObject({ status: 'open', attempt_count: 1 })
})

test('a debit is believed while it is under way, and taken back when it comes back', async () => {
  const { client, stripe, pass } = await openSandbox()
  const { customer, price } = await makeCompany(client, stripe, { card: null })
  stripe.act('customers.setCard', { kind: 'delayed', days: 4, fails: true }, customer.id)
  const { id, status, latest_invoice } = await client.subscriptions.create({ customer: customer.id, items: [{ price: price.id }] })
  expect(status).toBe('active')
  expect((await client.invoices.retrieve(String(latest_invoice))).status).toBe('open')
  pass(4 * DAY)
  expect((await client.subscriptions.retrieve(id)).status).toBe('past_due')
})

describe('a change in the middle of a period', () => {
  const change = async (proration_behavior: 'create_prorations' | 'always_invoice' | 'none') => {
    const sandbox = await openSandbox({ startsAt: '2027-04-01T00:00:00Z' })
    const { client, stripe, passTo } = sandbox
    const { customer, product, price } = await makeCompany(client, stripe, { amount: 3000 })
    const dear = await client.prices.create({ product: product.id, currency: 'usd', unit_amount: 9000, recurring: { interval: 'month' } })
    const { id, items } = await client.subscriptions.create({ customer: customer.id, items: [{ price: price.id }] })
    // A third of April's thirty days is left.
    passTo('2027-04-21T00:00:00Z')
    const item = items.data[0]?.id ?? ''
    const preview = await client.invoices.createPreview({
      subscription: id,
      subscription_details: { items: [{ id: item, price: dear.id }], proration_behavior },
    })
    const dump = stripe.dump()
    await client.invoices.createPreview({
      subscription: id,
      subscription_details: { items: [{ id: item, price: dear.id }], proration_behavior },
    })
    expect(stripe.dump() === dump).toBe(true)
    const changed = await client.subscriptions.update(id, { items: [{ id: item, price: dear.id }], proration_behavior })
    return { ...sandbox, id, changed, preview }
  }

  test('is charged at once where that is asked, to the second', async () => {
    const { client, changed, preview } = await change('always_invoice')
    const invoice = await client.invoices.retrieve(String(changed.latest_invoice))
    expect([invoice.billing_reason, invoice.status, invoice.total, preview.total]).toEqual(['subscription_update', 'paid', 2000, 2000])
    expect(invoice.lines.data.map(({ amount, parent }) => [amount, parent?.subscription_item_details?.proration])).toEqual([
      [-1000, true],
      [3000, true],
    ])
    expect(preview.lines.data.map(({ amount }) => amount)).toEqual([-1000, 3000])
    expect(changed.items.data[0]?.current_period_end).toBe(invoice.lines.data[1]?.period.end)
  })

  test('waits for the renewal where nothing is said', async () => {
    const { client, passTo, id, preview } = await change('create_prorations')
    expect(preview.total).toBe(11_000)
    passTo('2027-05-01T01:00:00Z')
    const [renewal] = (await client.invoices.list({ subscription: id })).data
    expect(renewal?.lines.data.map(({ amount }) => amount).sort((a, b) => a - b)).toEqual([-1000, 3000, 9000])
    expect([renewal?.total, renewal?.status]).toEqual([11_000, 'paid'])
  })

  test('is forgotten where none is asked', async () => {
    const { client, passTo, id, preview } = await change('none')
    expect(preview.total).toBe(9000)
    passTo('2027-05-01T01:00:00Z')
    expect((await client.invoices.list({ subscription: id })).data[0]?.total).toBe(9000)
  })

  test('to another interval begins a period of its own, today', async () => {
    const { client, stripe, passTo } = await openSandbox({ startsAt: '2027-04-01T00:00:00Z' })
    const { customer, product, price } = await makeCompany(client, stripe, { amount: 3000 })
    const yearly = await client.prices.create({
      product: product.id,
      currency: 'usd',
      unit_amount: 30_000,
      recurring: { interval: 'year' },
    })
    const { id, items } = await client.subscriptions.create({ customer: customer.id, items: [{ price: price.id }] })
    passTo('2027-04-16T00:00:00Z')
    const changed = await client.subscriptions.update(id, { items: [{ id: items.data[0]?.id ?? '', price: yearly.id }] })
    expect(toIsoSeconds(changed.items.data[0]?.current_period_end)).toBe('2028-04-16T00:00:00Z')
    expect((await client.invoices.retrieve(String(changed.latest_invoice))).total).toBe(30_000 - 1500)
  })

  test('to a price that it has already, or to a number of what is metered, is refused', async () => {
    const { client, stripe } = await openSandbox()
    const { customer, product, price } = await makeCompany(client, stripe)
    const meter = await client.billing.meters.create({
      display_name: 'Calls',
      event_name: 'calls',
      default_aggregation: { formula: 'sum' },
    })
    const recurring = { interval: 'month', usage_type: 'metered', meter: meter.id } as const
    const metered = await client.prices.create({ product: product.id, currency: 'usd', unit_amount: 2, recurring })
    const { id, items } = await client.subscriptions.create({ customer: customer.id, items: [{ price: price.id }, { price: metered.id }] })
    const [first, second] = items.data.map((item) => item.id)
    const change = (item: object) => client.subscriptions.update(id, { items: [item] })
    await expect(change({ id: first, price: metered.id })).rejects.toThrow('multiple subscription items')
    await expect(change({ price: price.id })).rejects.toThrow('multiple subscription items')
    await expect(change({ id: second, quantity: 3 })).rejects.toThrow('metered')
  })

  test('to less leaves a credit on the balance, which the next invoice spends', async () => {
    const { client, stripe, passTo } = await openSandbox({ startsAt: '2027-04-01T00:00:00Z' })
    const { customer, price } = await makeCompany(client, stripe, { amount: 3000 })
    const { id, items } = await client.subscriptions.create({ customer: customer.id, items: [{ price: price.id, quantity: 3 }] })
    passTo('2027-04-16T00:00:00Z')
    await client.subscriptions.update(id, { items: [{ id: items.data[0]?.id ?? '', quantity: 1 }], proration_behavior: 'always_invoice' })
    expect((await client.customers.retrieve(customer.id)) as { balance?: number }).toMatchObject({ balance: -3000 })
    passTo('2027-05-01T01:00:00Z')
    const [renewal] = (await client.invoices.list({ subscription: id })).data
    expect([renewal?.total, renewal?.amount_due, renewal?.starting_balance, renewal?.ending_balance]).toEqual([3000, 0, -3000, 0])
  })
})

test('credits and debits of any change sum to what the second says', async () => {
  const { client, stripe, passTo } = await openSandbox({ startsAt: '2027-01-31T10:11:12Z' })
  const { customer, price } = await makeCompany(client, stripe, { amount: 3333 })
  const { id, items } = await client.subscriptions.create({ customer: customer.id, items: [{ price: price.id, quantity: 1 }] })
  const item = items.data[0]
  for (const [index, moment] of ['2027-02-03T01:02:03Z', '2027-02-14T23:59:59Z', '2027-02-28T08:11:11Z'].entries()) {
    passTo(moment)
    const changed = await client.subscriptions.update(id, {
      items: [{ id: item?.id ?? '', quantity: index + 2 }],
      proration_behavior: 'always_invoice',
    })
    const { lines } = await client.invoices.retrieve(String(changed.latest_invoice))
    const period = (item?.current_period_end ?? 0) - (item?.current_period_start ?? 0)
    const left = (item?.current_period_end ?? 0) - Date.parse(moment) / 1000
    expect(lines.data.map(({ amount }) => amount)).toEqual([
      -Math.round((3333 * (index + 1) * left) / period) || 0,
      Math.round((3333 * (index + 2) * left) / period),
    ])
  }
})

describe('a subscription that is to end', () => {
  test('ends with its period, and not before', async () => {
    const { client, stripe, passTo } = await openSandbox({ startsAt: '2027-01-04T09:00:00Z' })
    const { customer, price } = await makeCompany(client, stripe)
    const { id, items } = await client.subscriptions.create({ customer: customer.id, items: [{ price: price.id }] })
    const planned = await client.subscriptions.update(id, { cancel_at_period_end: true })
    expect([planned.status, planned.cancel_at]).toEqual(['active', items.data[0]?.current_period_end])
    await client.subscriptions.update(id, { cancel_at_period_end: false })
    passTo('2027-02-10T00:00:00Z')
    expect(await client.subscriptions.retrieve(id)).toMatchObject({ status: 'active', cancel_at: null, canceled_at: null })
    await client.subscriptions.update(id, { cancel_at: 'min_period_end' })
    passTo('2027-03-05T00:00:00Z')
    expect(await client.subscriptions.retrieve(id)).toMatchObject({
      status: 'canceled',
      cancel_at_period_end: false,
      ended_at: Date.parse('2027-03-04T09:00:00Z') / 1000,
    })
    expect((await client.invoices.list({ subscription: id })).data).toHaveLength(2)
    expect((await client.subscriptions.list()).data).toEqual([])
    expect((await client.subscriptions.list({ status: 'all' })).data).toHaveLength(1)
  })

  test('ends now, with what was not used given back', async () => {
    const { client, stripe, passTo } = await openSandbox({ startsAt: '2027-04-01T00:00:00Z' })
    const { customer, price } = await makeCompany(client, stripe, { amount: 3000 })
    const { id } = await client.subscriptions.create({ customer: customer.id, items: [{ price: price.id }] })
    passTo('2027-04-11T00:00:00Z')
    const ended = await client.subscriptions.cancel(id, { prorate: true, invoice_now: true, cancellation_details: { comment: 'too dear' } })
    expect(ended).toMatchObject({ status: 'canceled', cancellation_details: { reason: 'cancellation_requested', comment: 'too dear' } })
    expect((await client.invoices.list({ subscription: id })).data[0]?.total).toBe(-2000)
    await expect(client.subscriptions.cancel(id)).rejects.toMatchObject({ statusCode: 404, code: 'resource_missing' })
  })
})

describe('a pause', () => {
  test('stops time and money, and resuming begins a new period', async () => {
    const { client, stripe, passTo, now } = await openSandbox({ startsAt: '2027-01-04T09:00:00Z' })
    const { customer, price } = await makeCompany(client, stripe)
    const { id } = await client.subscriptions.create({ customer: customer.id, items: [{ price: price.id }] })
    const paused = await client.subscriptions.pause(id, { type: 'subscription' })
    expect([paused.status, paused.status_details?.paused.subscription.type]).toEqual(['paused', 'pause_requested'])
    passTo('2027-06-01T00:00:00Z')
    expect((await client.invoices.list({ subscription: id })).data).toHaveLength(1)
    const resumed = await client.subscriptions.resume(id)
    expect([resumed.status, resumed.billing_cycle_anchor, resumed.items.data[0]?.current_period_start]).toEqual(['active', now(), now()])
    passTo('2027-07-01T01:00:00Z')
    expect((await client.invoices.list({ subscription: id })).data.map(({ status }) => status)).toEqual(['paid', 'paid', 'paid'])
  })

  test('that is to end with a payment lasts until there is one', async () => {
    const { client, stripe, pass } = await openSandbox()
    const { customer, price } = await makeCompany(client, stripe)
    const { id } = await client.subscriptions.create({ customer: customer.id, items: [{ price: price.id }] })
    await client.subscriptions.pause(id, { type: 'subscription' })
    stripe.act('customers.setCard', { kind: 'declines' }, customer.id)
    const waiting = await client.subscriptions.resume(id, { payment_behavior: 'resume_on_payment_success' })
    expect(waiting.status).toBe('paused')
    pass(23 * HOUR)
    expect((await client.invoices.retrieve(String(waiting.latest_invoice))).status).toBe('void')
    stripe.act('customers.setCard', { kind: 'ok' }, customer.id)
    expect((await client.subscriptions.resume(id, { payment_behavior: 'resume_on_payment_success' })).status).toBe('active')
  })

  test.each([
    ['void', 'void'],
    ['mark_uncollectible', 'uncollectible'],
    ['keep_as_draft', 'draft'],
  ] as const)('of collection (%s) leaves the subscription active and its invoice %s', async (behavior, status) => {
    const { client, stripe, passTo } = await openSandbox({ startsAt: '2027-01-04T09:00:00Z' })
    const { customer, price } = await makeCompany(client, stripe)
    const { id } = await client.subscriptions.create({ customer: customer.id, items: [{ price: price.id }] })
    await client.subscriptions.update(id, { pause_collection: { behavior, resumes_at: Date.parse('2027-02-20T00:00:00Z') / 1000 } })
    passTo('2027-02-10T00:00:00Z')
    expect(await client.subscriptions.retrieve(id)).toMatchObject({ status: 'active', pause_collection: { behavior } })
    expect((await client.invoices.list({ subscription: id })).data[0]?.status).toBe(status)
    passTo('2027-03-04T10:00:00Z')
    expect((await client.subscriptions.retrieve(id)).pause_collection).toBeNull()
    expect((await client.invoices.list({ subscription: id })).data[0]?.status).toBe('paid')
  })
})

test('an invoice by hand is drafted, filled, finalised, paid; voided or given up', async () => {
  const { client, stripe } = await openSandbox()
  const { customer } = await makeCompany(client, stripe)
  const draft = await client.invoices.create({ customer: customer.id })
  await client.invoiceItems.create({ customer: customer.id, invoice: draft.id, amount: 7000, currency: 'usd', description: 'Training' })
  const open = await client.invoices.finalizeInvoice(draft.id)
  expect([open.status, open.total, open.parent]).toEqual(['open', 7000, null])
  expect((await client.invoices.markUncollectible(draft.id)).status).toBe('uncollectible')
  expect((await client.invoices.pay(draft.id)).status).toBe('paid')
  await expect(client.invoices.voidInvoice(draft.id)).rejects.toMatchObject({ statusCode: 400 })
  const other = await client.invoices.create({ customer: customer.id })
  expect(await client.invoices.del(other.id)).toMatchObject({ deleted: true })
  await expect(client.invoices.retrieve(other.id)).rejects.toMatchObject({ statusCode: 404 })
})

test('an invoice stays made out to whom it was made out to', async () => {
  const { client, stripe, pass } = await openSandbox()
  const { customer, price } = await makeCompany(client, stripe)
  const subscription = await client.subscriptions.create({
    customer: customer.id,
    items: [{ price: price.id }],
    metadata: { branch: 'west' },
  })
  await client.customers.update(customer.id, { name: 'Baobab Renamed' })
  await client.subscriptions.update(subscription.id, { metadata: { branch: 'east' } })
  const read = async () => {
    const { data } = await client.invoices.list({ subscription: subscription.id })
    return data.map(({ customer_name, parent }) => [customer_name, parent?.subscription_details?.metadata])
  }
  expect(await read()).toEqual([['Baobab Holdings', { branch: 'west' }]])
  pass(32 * DAY)
  expect(await read()).toEqual([
    ['Baobab Renamed', { branch: 'east' }],
    ['Baobab Holdings', { branch: 'west' }],
  ])
})
