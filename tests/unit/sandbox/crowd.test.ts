import { expect, test } from 'vitest'
import type { ProviderEvent } from '../../../src-main/domain/mirrored.ts'
import type { ObjectStream } from '../../../src-main/providers/provider.ts'
import { connectStripe } from '../../../src-main/providers/stripe/connectStripe.ts'
import { createCrowd } from '../../../src-main/sandbox/crowd/createCrowd.ts'
import type { CrowdKind } from '../../../src-main/sandbox/crowd/crowdKinds.ts'
import { toInstant, toSeconds } from '../../../src-shared/model/instant.ts'
import { freely } from '../../fixtures/freely.ts'
import { ASKED, ask, fillTemplates, openCrowd, readAll, readCrowd, readStream, type Wire } from './crowdTemplates.ts'
import { createSeeded, idOf, START } from './livelyStripe.ts'
import { at, DAY, KEY } from './openSandbox.ts'

const STREAMS: ObjectStream[] = [
  'products',
  'prices',
  'customers',
  'subscriptions',
  'invoices',
  'payments',
  'checkouts',
  'refunds',
  'disputes',
]
const COMPANIES = 2000

const KINDS: [string, CrowdKind][] = [
  ['customers.list', 'customer'],
  ['subscriptions.list', 'subscription'],
  ['invoices.list', 'invoice'],
  ['paymentIntents.list', 'payment_intent'],
  ['sessions.list', 'checkout.session'],
  ['refunds.list', 'refund'],
  ['disputes.list', 'dispute'],
]

test('with one copy of each company every page is the stand-in’s own, byte for byte', () => {
  const stripe = fillTemplates()
  const crowd = createCrowd({ stripe, companies: stripe.world.shelves.customer.all.length, seed: 'crowd' })
  for (const [name, params] of [
    ...Object.entries(ASKED),
    ['subscriptions.list', {}],
    ['subscriptions.list', { status: 'canceled' }],
  ] as const) {
    for (let page: Wire = { ...params, limit: 7 }; ; ) {
      const theirs = stripe.act(name, page)
      expect(crowd.answer(name, page, []).body.toString()).toBe(JSON.stringify(theirs))
      if (theirs['has_more'] !== true) break
      page = { ...page, starting_after: idOf((theirs['data'] as Wire[]).at(-1) ?? {}) }
    }
  }
  for (const name of ['account.retrieve', 'products.list', 'prices.list', 'coupons.list'])
    expect(ask(crowd, name)).toEqual(stripe.act(name))
})

test('the console’s own client reads every stream of a crowd: each object once, newest first, and whole', async () => {
  const { stripe, server } = await openCrowd(COMPANIES)
  const provider = connectStripe(KEY, 'test', server.baseUrl)
  const identified = await provider.identify(freely())
  expect(identified).toMatchObject({ ok: true, value: { ref: stripe.options.accountId } })
  const read = new Map<ObjectStream, Awaited<ReturnType<typeof readStream>>['objects']>()
  for (const stream of STREAMS) {
    const { objects, unreadable } = await readStream(provider, stream)
    expect(unreadable).toEqual([])
    expect(new Set(objects.map(({ ref }) => ref)).size).toBe(objects.length)
    const times = objects.map((object) => ('createdAt' in object ? object.createdAt : 0))
    expect(times).toEqual(times.toSorted((a, b) => b - a))
    read.set(stream, objects)
  }
  const refs = (stream: ObjectStream) => new Set(read.get(stream)?.map(({ ref }) => ref))
  const [customers, subscriptions, invoices, payments] = [refs('customers'), refs('subscriptions'), refs('invoices'), refs('payments')]
  // A company that was deleted is in no list, and what it left behind is.
  const isKnown = (customer: string | null) => customer === null || customers.has(customer) || gone.has(customer)
  const gone = new Set(
    (read.get('subscriptions') ?? []).flatMap((each) =>
      'customer' in each && each.customer && !customers.has(each.customer) ? [each.customer] : [],
    ),
  )
  expect(gone.size).toBe(Math.floor(COMPANIES / 24))
  for (const objects of read.values()) {
    for (const object of objects) {
      if ('customer' in object) expect(isKnown(object.customer)).toBe(true)
      if (object.kind === 'invoice') {
        if (object.content.subscription) expect(subscriptions.has(object.content.subscription)).toBe(true)
        for (const { payment } of object.content.payments) expect(payment === null || payments.has(payment)).toBe(true)
      }
      if (object.kind === 'checkout' && object.content.invoice) expect(invoices.has(object.content.invoice)).toBe(true)
      if (object.kind === 'checkout' && object.content.payment) expect(payments.has(object.content.payment)).toBe(true)
      if (object.kind === 'refund' || object.kind === 'dispute') expect(payments.has(object.content.payment ?? '')).toBe(true)
    }
  }
})

test('a crowd has as many objects of each kind as its copies have', () => {
  const stripe = fillTemplates()
  const crowd = createCrowd({ stripe, companies: COMPANIES, seed: 'crowd' })
  const { shelves } = stripe.world
  const templates = shelves.customer.all.map(({ id }) => id)
  const copiesOf = (customer: string | null) =>
    customer === null
      ? 1
      : Array.from({ length: COMPANIES }, (_, company) => templates[company % templates.length]).filter((id) => id === customer).length
  const payerOf = (intent: string) => shelves.payment_intent.find(intent)?.customer ?? null
  const sum = (owners: (string | null)[]) => owners.reduce((total, owner) => total + copiesOf(owner), 0)
  expect(KINDS.map(([, kind]) => crowd.count(kind))).toEqual([
    sum(shelves.customer.all.filter(({ deleted }) => !deleted).map(({ id }) => id)),
    sum(shelves.subscription.all.map(({ customer }) => customer)),
    sum(shelves.invoice.all.filter(({ deleted }) => !deleted).map(({ customer }) => customer)),
    sum(shelves.payment_intent.all.map(({ customer }) => customer)),
    sum(shelves['checkout.session'].all.map(({ customer }) => customer)),
    sum(shelves.refund.all.map(({ payment_intent }) => payerOf(payment_intent))),
    sum(shelves.dispute.all.map(({ payment_intent }) => payerOf(payment_intent))),
  ])
  for (const [name, kind] of KINDS) expect(readCrowd(crowd, name, ASKED[name] ?? {})).toHaveLength(crowd.count(kind))
})

test('the first copy is what the stand-in holds', () => {
  const stripe = fillTemplates()
  const crowd = createCrowd({ stripe, companies: COMPANIES, seed: 'crowd' })
  for (const [name, params] of Object.entries(ASKED)) {
    const expand = ((params['expand'] ?? []) as string[]).map((path) => path.replace('data.', ''))
    for (const theirs of readAll(stripe, name, params)) {
      expect(ask(crowd, name.replace('list', 'retrieve'), { expand }, [idOf(theirs)])).toEqual(theirs)
    }
  }
})

test('what lies between two instants is listed by ranges that share nothing and leave nothing out', () => {
  const crowd = createCrowd({ stripe: fillTemplates(), companies: COMPANIES, seed: 'crowd' })
  for (const [name] of KINDS) {
    const params = ASKED[name] ?? {}
    const all = readCrowd(crowd, name, params).map(idOf)
    const created = readCrowd(crowd, name, params).map((each) => Number(each['created']))
    const edges = [0, ...[0.1, 0.5, 0.5, 0.9].map((share) => created[Math.floor((1 - share) * (created.length - 1))] ?? 0), 4e9]
    const shards = edges
      .slice(1)
      .map((end, index) => readCrowd(crowd, name, { ...params, created: { gte: edges[index] ?? 0, lt: end } }).map(idOf))
    expect(shards.reverse().flat()).toEqual(all)
    const half = edges[2] ?? 0
    const other = [{ gt: half }, { lte: half }].flatMap((range) => readCrowd(crowd, name, { ...params, created: range }).map(idOf))
    expect(other).toEqual(all)
  }
})

test('a list can be walked back', () => {
  const crowd = createCrowd({ stripe: fillTemplates(), companies: 200, seed: 'crowd' })
  const all = readCrowd(crowd, 'invoices.list', {}).map(idOf)
  const page = ask(crowd, 'invoices.list', { limit: 20, ending_before: all[100] })
  expect([(page['data'] as Wire[]).map(idOf), page['has_more']]).toEqual([all.slice(80, 100), true])
  const first = ask(crowd, 'invoices.list', { limit: 20, ending_before: all[5] })
  expect([(first['data'] as Wire[]).map(idOf), first['has_more']]).toEqual([all.slice(0, 5), false])
})

test('every company has a name, an e-mail and invoice numbers of its own, and a period that runs now', () => {
  const stripe = fillTemplates()
  const crowd = createCrowd({ stripe, companies: COMPANIES, seed: 'crowd' })
  const customers = readCrowd(crowd, 'customers.list', {})
  expect(new Set(customers.map(({ email }) => email)).size).toBe(customers.length)
  expect(new Set(customers.map(({ name }) => name)).size).toBeGreaterThan(customers.length * 0.95)
  const byId = new Map(customers.map((customer) => [customer['id'], customer]))
  const invoices = readCrowd(crowd, 'invoices.list', {})
  const numbers = invoices.flatMap(({ number }) => (number === null ? [] : [number]))
  expect(new Set(numbers).size).toBe(numbers.length)
  for (const { customer, customer_name, customer_email, number } of invoices) {
    const owner = byId.get(customer)
    if (!owner) continue
    expect([customer_name, customer_email]).toEqual([owner['name'], owner['email']])
    if (number !== null) expect(String(number).startsWith(`${owner['invoice_prefix']}-`)).toBe(true)
  }
  const now = toSeconds(stripe.now())
  const live = readCrowd(crowd, 'subscriptions.list', { status: 'active' })
  expect(live.length).toBeGreaterThan(500)
  for (const { items } of live) {
    for (const item of (items as { data: Wire[] }).data) {
      expect(Number(item['current_period_start'])).toBeLessThanOrEqual(now)
      expect(Number(item['current_period_end'])).toBeGreaterThan(now)
    }
  }
  const ended = readCrowd(crowd, 'subscriptions.list', { status: 'canceled' }).map((each) => Number(each['created']))
  expect(Math.max(...ended) - Math.min(...ended)).toBeGreaterThan(600 * DAY)
})

test('what one company has is what its template has, under its own ids and times', () => {
  const stripe = fillTemplates()
  const crowd = createCrowd({ stripe, companies: COMPANIES, seed: 'crowd' })
  const templates = stripe.world.shelves.customer.all.length
  const all = readCrowd(crowd, 'customers.list', {})
  for (const template of [0, 2, 8]) {
    const own = stripe.world.shelves.customer.all[template]?.id ?? ''
    const copy = all.find(({ id }) => id !== own && String(id).startsWith(own.slice(0, -4)))
    const customer = idOf(copy ?? {})
    expect(customer).not.toBe('')
    const theirs = readAll(stripe, 'invoices.list', { customer: own })
    const invoices = readCrowd(crowd, 'invoices.list', { customer })
    expect(invoices.map(({ amount_due, status }) => [amount_due, status])).toEqual(
      theirs.map(({ amount_due, status }) => [amount_due, status]),
    )
    expect(invoices.every((each) => each['customer'] === customer)).toBe(true)
    const moved = Number(theirs[0]?.['created']) - Number(invoices[0]?.['created'])
    expect(invoices.map(({ period_end }) => Number(period_end) + moved)).toEqual(theirs.map(({ period_end }) => period_end))
    expect(readCrowd(crowd, 'invoices.list', { customer, created: { gte: invoices[1]?.['created'] } })).toEqual(
      invoices.filter(({ created }) => Number(created) >= Number(invoices[1]?.['created'])),
    )
    for (const invoice of invoices) {
      const id = idOf(invoice)
      expect(readCrowd(crowd, 'invoices.listLines', {}, [id])).toEqual((invoice['lines'] as { data: Wire[] }).data)
      const { payments } = ask(crowd, 'invoices.retrieve', { expand: ['payments'] }, [id])
      expect(readCrowd(crowd, 'invoicePayments.list', { invoice: id })).toEqual((payments as { data: Wire[] }).data)
    }
    for (const subscription of readCrowd(crowd, 'subscriptions.list', { customer, status: 'all' })) {
      const { data } = subscription['items'] as { data: Wire[] }
      expect(readCrowd(crowd, 'subscriptionItems.list', { subscription: idOf(subscription) })).toEqual(data)
    }
  }
  expect(templates).toBe(24)
})

test('the same seed gives the same bytes, and another one others', () => {
  const read = (seed: string) => {
    const crowd = createCrowd({ stripe: fillTemplates(), companies: 500, seed })
    crowd.change(20, crowd.now())
    return [...Object.entries(ASKED), ['events.list', {}] as const].map(([name, params]) =>
      crowd.answer(name, { ...params, limit: 100 }, []).body.toString(),
    )
  }
  const [first, again, other] = [read('a'), read('a'), read('b')]
  expect(again).toEqual(first)
  expect(other[0]).not.toBe(first[0])
})

test('a million companies are made, and any page of them is read, within a gigabyte', () => {
  const stripe = fillTemplates()
  const before = process.memoryUsage().rss
  const crowd = createCrowd({ stripe, companies: 1_000_000, seed: 'crowd' })
  const [middle] = readCrowdPage({ created: { lt: toSeconds(crowd.now()) - 40 * DAY } })
  const next = readCrowdPage({ starting_after: idOf(middle ?? {}) })
  expect(next).toHaveLength(100)
  for (const customer of next) expect(ask(crowd, 'customers.retrieve', {}, [idOf(customer)])).toEqual(customer)
  expect(crowd.count('subscription')).toBe(1_000_000)
  expect(process.memoryUsage().rss - before).toBeLessThan(1e9)

  function readCrowdPage(params: Wire): Wire[] {
    return ask(crowd, 'customers.list', { limit: 100, ...params })['data'] as Wire[]
  }
})

test('what changes is told of by events, newest first, and is so wherever it is read', async () => {
  const { crowd, server } = await openCrowd(COMPANIES)
  const provider = connectStripe(KEY, 'test', server.baseUrl)
  const first = crowd.change(1000, toInstant(crowd.now() + 60_000))
  const second = crowd.change(10, toInstant(crowd.now() + 60_000))
  const told: ProviderEvent[] = []
  for (let after: string | null = null; ; ) {
    const page = await provider.listEvents(toInstant(0), after, freely())
    if (!page.ok) throw new Error(page.error.detail)
    told.push(...page.value.events)
    after = page.value.next
    if (after === null) break
  }
  expect(told.map(({ at }) => at)).toEqual(told.map(({ at }) => at).sort((a, b) => b - a))
  expect(new Set(told.map(({ ref }) => ref)).size).toBe(told.length)
  const named = (kind: string) => told.flatMap(({ object }) => (object?.kind === kind ? [object.ref] : [])).sort()
  expect(named('customer')).toEqual([...first.customers, ...second.customers].sort())
  expect(named('subscription')).toEqual([...first.subscriptions, ...second.subscriptions].sort())
  expect(new Set(first.customers).size).toBe(1000)
  expect(first.subscriptions.length).toBeGreaterThan(300)
  const [changed = ''] = first.customers
  const { metadata } = ask(crowd, 'customers.retrieve', {}, [changed])
  expect(metadata).toEqual({ revision: '1' })
  for (const [kind, ref] of [
    ['customer', changed],
    ['subscription', first.subscriptions[0] ?? ''],
  ] as const) {
    const fetched = await provider.fetchObject(kind, ref, freely())
    expect(fetched).toMatchObject({ ok: true, value: { object: { ref, json: expect.stringContaining('"metadata":{"revision":"1"}') } } })
  }
  const revised = readCrowd(crowd, 'customers.list', {}).filter((each) => 'revision' in (each['metadata'] as Wire))
  expect(revised.map(idOf).sort()).toEqual([...new Set([...first.customers, ...second.customers])].sort())
  const revisedSubscriptions = readCrowd(crowd, 'subscriptions.list', { status: 'all' }).filter(
    (each) => 'revision' in (each['metadata'] as Wire),
  )
  expect(revisedSubscriptions.map(idOf).sort()).toEqual([...new Set([...first.subscriptions, ...second.subscriptions])].sort())
  const [event] = ask(crowd, 'events.list', { limit: 1, type: 'customer.updated' })['data'] as Wire[]
  expect(event).toMatchObject({ type: 'customer.updated', data: { object: { metadata: { revision: '2' } } } })
  expect(ask(crowd, 'events.retrieve', {}, [idOf(event ?? {})])).toEqual(event)
})

test('a company that changes twice is told of as it was each time', () => {
  const crowd = createCrowd({ stripe: fillTemplates(), companies: 24, seed: 'crowd' })
  const before = ask(crowd, 'customers.list', { limit: 100 })['data'] as Wire[]
  crowd.change(23, crowd.now())
  const { customers } = crowd.change(23, crowd.now())
  const id = customers[0] ?? ''
  const events = readCrowd(crowd, 'events.list', { type: 'customer.*' }).filter(
    ({ data }) => idOf((data as { object: Wire }).object) === id,
  )
  const { name } = before.find((each) => each['id'] === id) ?? {}
  expect(events.map(({ data }) => data)).toMatchObject([
    { object: { name: `${name} 2`, metadata: { revision: '2' } }, previous_attributes: { name: `${name} 1`, metadata: { revision: '1' } } },
    { object: { name: `${name} 1`, metadata: { revision: '1' } }, previous_attributes: { name, metadata: { revision: null } } },
  ])
  expect(() => crowd.change(24, crowd.now())).toThrow('not so many')
})

test('what is not there is refused as Stripe refuses it, in the words of who asked', () => {
  const crowd = createCrowd({ stripe: fillTemplates(), companies: 100, seed: 'crowd' })
  const [last] = readCrowd(crowd, 'customers.list', {}).slice(-1)
  const id = idOf(last ?? {})
  const refused = (name: string, params: Wire = {}, ids: string[] = []) => {
    const { status, body } = crowd.answer(name, params, ids)
    return [status, JSON.parse(body.toString()).error?.message]
  }
  expect(refused('subscriptions.retrieve', {}, [id])).toEqual([404, `No such subscription: '${id}'`])
  expect(refused('customers.retrieve', {}, ['cus_1aaaaaaaaaaaaa'])).toEqual([404, "No such customer: 'cus_1aaaaaaaaaaaaa'"])
  expect(refused('customers.list', { starting_after: 'cus_1aaaaaaaaaaaaa' })).toEqual([400, "No such customer: 'cus_1aaaaaaaaaaaaa'"])
  expect(refused('customers.list', { limit: '101' })).toEqual([400, 'Invalid integer: limit must be between 1 and 100'])
  expect(refused('customers.list', { colour: 'red' })).toEqual([400, 'Received unknown parameter: colour'])
  expect(refused('customers.list', { expand: ['data.colour'] })).toEqual([400, 'This property cannot be expanded (data.colour).'])
  expect(refused('customers.list', { email: 'a@b.example' })).toEqual([400, 'The crowd does not list by email.'])
  expect(refused('invoices.list', { customer: id, starting_after: 'in_1aaaaaaaaaaaaaaaaaaaa' })).toEqual([
    400,
    "No such invoice: 'in_1aaaaaaaaaaaaaaaaaaaa'",
  ])
  expect(refused('events.retrieve', {}, ['evt_1'])[0]).toBe(404)
  expect(refused('customers.update', { name: 'B' }, [id])).toEqual([400, 'The crowd does not answer customers.update.'])
  expect(ask(crowd, 'invoices.list', { customer: 'cus_1aaaaaaaaaaaaa' })).toMatchObject({ data: [], has_more: false })
})

test('its door is Stripe’s: one key, one host, known addresses, nothing that writes, and so many in a second', async () => {
  const { server } = await openCrowd(24, { limits: { perEndpoint: 2, perAccount: 100 } })
  const get = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
    fetch(`${server.baseUrl}${path}`, { method, headers: { authorization: `Bearer ${KEY}`, ...headers } }).then(({ status }) => status)
  expect(await get('/v1/account', { authorization: 'Bearer sk_test_other' })).toBe(401)
  expect(await get('/v1/nothing')).toBe(404)
  expect(await get('/v1/customers', {}, 'POST')).toBe(403)
  expect([await get('/v1/customers'), await get('/v1/customers'), await get('/v1/customers')]).toEqual([200, 200, 429])
  expect(await get('/v1/account')).toBe(200)
  expect(server.counts.get('GET /v1/customers')).toBe(2)
})

test('a copy that pays by a meter used what its template did, by the day, at its own time', () => {
  const { stripe, meter, customer } = openMeteredTemplate()
  const crowd = createCrowd({ stripe, companies: 40, seed: 'crowd' })
  const window = { start_time: at('2024-01-01T00:00:00Z'), end_time: at('2027-04-01T00:00:00Z'), value_grouping_window: 'day', limit: 100 }
  const read = (of: string) =>
    (ask(crowd, 'meters.listEventSummaries', { ...window, customer: of }, [meter])['data'] as Wire[]).map(
      ({ start_time, end_time, aggregated_value }) => [Number(end_time) - Number(start_time), start_time, aggregated_value],
    )
  const own = read(customer)
  expect(own.map(([, , value]) => value)).toEqual([30, 7])
  const copies = (ask(crowd, 'customers.list', { limit: 100 })['data'] as Wire[]).map(idOf).filter((id) => id !== customer)
  expect(copies).toHaveLength(39)
  const seen = copies.map(read)
  for (const sums of seen) {
    expect(sums.map(([length, , value]) => [length, value])).toEqual(own.map(([length, , value]) => [length, value]))
    for (const [, start] of sums) expect(Number(start) % DAY).toBe(0)
  }
  expect(new Set(seen.map(([first]) => first?.[1])).size).toBeGreaterThan(5)
  expect(crowd.answer('meters.listEventSummaries', { ...window, customer: 'cus_none' }, [meter]).status).toBe(404)
})

function openMeteredTemplate() {
  const stripe = createSeeded()
  const meter = idOf(stripe.act('meters.create', { display_name: 'Calls', event_name: 'calls', default_aggregation: { formula: 'sum' } }))
  const customer = idOf(stripe.act('customers.create', { name: 'Metered' }))
  for (const [value, timestamp] of [
    [7, START - 3 * DAY],
    [30, START - DAY],
  ])
    stripe.act('meterEvents.create', { event_name: 'calls', timestamp, payload: { stripe_customer_id: customer, value: String(value) } })
  return { stripe, meter, customer }
}
