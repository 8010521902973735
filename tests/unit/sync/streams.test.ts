import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Engine } from '../../../src-main/engine/createEngine.ts'
import { openStore } from '../../../src-main/store/openStore.ts'
import { createWorld, type World } from '../../fixtures/createWorld.ts'
import { OTHER_LISTS } from '../../fixtures/offerOnlyCustomers.ts'
import { ELITE_PRICE, makeTradingSubscription, PRO_PRICE, putTrading } from '../../fixtures/putTrading.ts'
import { fail } from '../../fixtures/startStripe.ts'
import { makeInvoice, makePaymentIntent, makePrice, makeProduct, makeRefund } from '../../fixtures/stripeObjects.ts'

let world: World
let engine: Engine

beforeEach(async () => {
  world = await createWorld(3)
  putTrading(world.stripe)
  await world.connect()
  engine = world.open()
})
afterEach(() => world.end())

const sync = (isFull = false) => engine.client.sync.start({ isFull })
const outcomes = async (isFull = false) => (await sync(isFull)).runs.map(({ stream, outcome }) => `${stream} ${outcome}`)
const health = async () => (await engine.client.sync.health({})).connections[0]
const query = (text: string) => world.look(({ read }) => read.sqlite.prepare(text).all()) as Record<string, unknown>[]
const company = (name = 'cus_T000001') => engine.client.companies.get({ company: name })
const asked = (path: string) => world.stripe.requests.filter((request) => request.startsWith(`GET ${path}`)).length

const ALL = ['products', 'prices', 'customers', 'subscriptions', 'invoices', 'payments', 'checkouts', 'refunds', 'disputes', 'events']

describe('the first sync', () => {
  test('lists every stream, what others refer to first, and then follows events', async () => {
    expect(await outcomes()).toEqual(ALL.map((stream) => `${stream} complete`))
    expect(await health()).toMatchObject({ state: 'in-step', problems: [], lastSuccessAt: world.clock.now() })
  })

  test.each([
    ['product', 'prod_Trading', null, null],
    ['price', 'price_Pro', null, 'prod_Trading'],
    ['subscription', 'sub_T1', 'cus_T000001', null],
    ['invoice', 'in_T1', 'cus_T000001', 'sub_T1'],
    ['payment', 'pi_T1', 'cus_T000001', null],
    ['checkout', 'cs_T1', 'cus_T000001', 'in_T1'],
    ['refund', 're_T1', null, 'pi_T1'],
    ['dispute', 'dp_T1', null, 'pi_T1'],
  ])('keeps each %s in our words and in the provider’s own', async (kind, ref, customer, partOf) => {
    await sync()
    const [row] = query(
      `select kind, customer, part_of, created_at, deleted_at, content, json from billed_object join billed_object_raw on id = object_id where ref = '${ref}'`,
    )
    const sent = Object.values(putTrading(world.stripe)).find(({ id }) => id === ref)
    expect(row).toMatchObject({ kind, customer, part_of: partOf, created_at: Number(sent?.['created']) * 1000, deleted_at: null })
    expect(JSON.parse(String(row?.['json']))).toMatchObject(withoutSecrets(sent ?? {}))
    expect(Object.keys(JSON.parse(String(row?.['content']))).length).toBeGreaterThan(1)
  })

  test('gives the company its plan, what it brings in and what it paid', async () => {
    await sync()
    expect(await company()).toMatchObject({
      subscriptions: [{ product: 'trading', plan: 'pro', subscribedPlan: 'pro', status: 'active' }],
      mrr: [{ currency: 'USD', amount: 99_00 }],
    })
    expect((await engine.client.payments.list({})).items).toMatchObject([{ ref: 'in_T1', amount: 99_00, currency: 'USD' }])
  })

  test('reads each list page by page, and goes on in the middle of the one that was broken off', async () => {
    for (let index = 0; index < 250; index++)
      world.stripe.put(makePrice({ id: `price_${index}`, created: 1_780_000_000 + index }), { silently: true })
    let pages = 0
    world.stripe.fault = (_request, response, path) => {
      if (path !== '/v1/prices' || ++pages !== 3) return false
      fail(response, 400, 'invalid_request_error', undefined, 'broken')
      return true
    }
    expect((await outcomes()).slice(0, 3)).toEqual(['products complete', 'prices failed', 'customers complete'])
    expect(query("select count(*) as count from billed_object where kind = 'price'")).toEqual([{ count: 200 }])
    expect((await health())?.lastSuccessAt).toBeNull()
    world.stripe.fault = null
    world.stripe.requests.length = 0
    expect(await outcomes()).toEqual(['prices complete', 'events complete'])
    expect([asked('/v1/prices?'), asked('/v1/products'), asked('/v1/customers')]).toEqual([1, 0, 0])
    expect(query("select count(*) as count from billed_object where kind = 'price'")).toEqual([{ count: 252 }])
    expect((await health())?.state).toBe('in-step')
  })

  test('misses nothing of a page that was read before it was broken off', async () => {
    for (let index = 0; index < 250; index++)
      world.stripe.put(makePrice({ id: `price_${index}`, created: 1_780_000_100 + index }), { silently: true })
    let pages = 0
    world.stripe.fault = (_request, response, path) => {
      if (path === '/v1/prices' && ++pages >= 2) return Boolean(fail(response, 401, 'invalid_request_error', undefined, 'no'))
      return false
    }
    expect(await outcomes()).toContain('prices failed')
    world.stripe.fault = null
    world.clock.advance(600_000)
    world.stripe.put(makePrice({ id: 'price_249', created: 1_780_000_349, lookupKey: 'changed' }))
    world.stripe.put(makeProduct({ id: 'prod_Trading', name: 'Changed' }))
    world.clock.advance(600_000)
    await sync()
    const content = (ref: string) => JSON.parse(String(query(`select content from billed_object where ref = '${ref}'`)[0]?.['content']))
    expect(content('price_249')).toMatchObject({ lookupKey: 'changed' })
    expect(content('prod_Trading')).toMatchObject({ name: 'Changed' })
  })
})

describe('streams in trouble', () => {
  test('one that cannot be reached stops no other, and is read when it can be', async () => {
    world.stripe.fault = (_request, response, path) =>
      path === '/v1/invoices' && Boolean(fail(response, 503, 'api_error', undefined, 'down'))
    expect(await outcomes()).toEqual(ALL.map((stream) => `${stream} ${stream === 'invoices' ? 'failed' : 'complete'}`))
    expect(asked('/v1/invoices?')).toBe(4)
    expect(await health()).toMatchObject({ state: 'unreachable', lastSuccessAt: null })
    world.stripe.fault = null
    expect(await outcomes()).toEqual(['invoices complete', 'events complete'])
    expect(await health()).toMatchObject({ state: 'in-step' })
  })

  test('two that are not answered while nobody is end the sync: it is the line', async () => {
    let pages = 0
    world.stripe.fault = (_request, response, path) =>
      path !== '/v1/account' && path !== '/v1/events' && ++pages > 2 && Boolean(fail(response, 503, 'api_error', undefined, 'down'))
    world.stripe.requests.length = 0
    const ended = await outcomes()
    expect(ended.filter((each) => each.endsWith('complete'))).toHaveLength(2)
    expect(ended.filter((each) => each.endsWith('failed')).length).toBeGreaterThanOrEqual(2)
    expect([asked('/v1/disputes'), ended.includes('events complete')]).toEqual([0, false])
  })

  test('two that are not answered while others are do not', async () => {
    const down = new Set(['/v1/customers', '/v1/invoices'])
    world.stripe.fault = (_request, response, path) => down.has(path) && Boolean(fail(response, 503, 'api_error', undefined, 'down'))
    expect((await outcomes()).at(-1)).toBe('events complete')
  })

  test('a key that is refused in the middle ends the sync at once', async () => {
    world.stripe.fault = (_request, response, path) =>
      path === '/v1/subscriptions' && Boolean(fail(response, 401, 'invalid_request_error', undefined, 'Invalid API Key provided'))
    world.stripe.requests.length = 0
    const { runs } = await sync()
    expect(runs.map(({ stream }) => stream)).toContain('subscriptions')
    for (const { outcome, errorKind } of runs) expect(errorKind).toBe(outcome === 'complete' ? null : 'unauthorized')
    expect(asked('/v1/subscriptions')).toBe(1)
    expect([asked('/v1/refunds'), asked('/v1/disputes'), runs.some(({ stream }) => stream === 'events')]).toEqual([0, 0, false])
    expect((await health())?.state).toBe('refused')
  })

  test('every stream that the provider may have forgotten something of is read from its start, not only the first', async () => {
    await sync()
    world.stripe.put(makeTradingSubscription(world.stripe, { status: 'past_due' }))
    world.stripe.put(makePaymentIntent({ id: 'pi_Old' }))
    world.clock.advance(40 * 24 * 3_600_000)
    world.stripe.fault = (_request, response, path) =>
      path === '/v1/prices' && Boolean(fail(response, 401, 'invalid_request_error', undefined, 'no'))
    expect(await outcomes()).toContain('prices failed')
    world.stripe.fault = null
    await sync()
    expect(query("select ref from billed_object where ref = 'pi_Old'")).toHaveLength(1)
    expect(query("select content from billed_object where ref = 'sub_T1'")[0]?.['content']).toContain('"status":"past-due"')
  })
})

describe('a workspace of the first step', () => {
  test('that is opened with this Tierdesk lists what it never knew of, and goes on with its customers', async () => {
    await sync()
    await engine.stop()
    forget(
      'delete from billed_object',
      "delete from stream_cursor where stream not in ('customers', 'events')",
      `update connection set permissions = '{"customers":"read","events":"read"}'`,
    )
    world.stripe.requests.length = 0
    engine = world.open()
    expect(await outcomes()).toEqual(ALL.filter((stream) => stream !== 'customers').map((stream) => `${stream} complete`))
    expect(asked('/v1/customers')).toBe(0)
    expect(await company()).toMatchObject({ subscriptions: [{ plan: 'pro' }] })
    expect(Object.keys((await health())?.permissions ?? {}).sort()).toEqual([...ALL].sort())
  })

  test('whose server has no more than customers goes on as before', async () => {
    await sync()
    await engine.stop()
    forget(
      'delete from billed_object',
      "delete from stream_cursor where stream not in ('customers', 'events')",
      `update connection set permissions = '{"customers":"read","events":"read"}'`,
    )
    for (const list of OTHER_LISTS) world.stripe.absent.add(list)
    engine = world.open()
    expect(await outcomes()).toEqual(['events complete'])
    expect(await health()).toMatchObject({ state: 'in-step', problems: [] })
    world.stripe.requests.length = 0
    expect(await outcomes()).toEqual(['events complete'])
    expect(world.stripe.requests).toHaveLength(1)
  })

  function forget(...statements: string[]): void {
    const store = openStore(world.folder, 'write', world.clock.now())
    store.transact((tx) => {
      for (const statement of statements) tx.sqlite.prepare(statement).run()
    })
    store.close()
  }
})

describe('figures follow the provider', () => {
  beforeEach(async () => {
    await sync()
    world.clock.advance(3_600_000)
  })

  test('at once, when a subscription ends', async () => {
    const now = world.stripe.nowSeconds()
    world.stripe.put(
      makeTradingSubscription(world.stripe, { start: now - 5 * 86_400, status: 'canceled', endedAt: now, canceledAt: now }),
      {
        type: 'customer.subscription.deleted',
      },
    )
    expect(await sync()).toMatchObject({ synced: 1, runs: [{ stream: 'events', changed: 1 }] })
    expect(await company()).toMatchObject({ subscriptions: [{ product: 'trading', plan: 'free' }], mrr: [] })
    expect(await engine.client.entitlements.get({ company: 'cus_T000001', product: 'trading' })).toMatchObject({ plan: 'free' })
    const rows = (await engine.client.companies.list({ product: 'trading', plan: 'pro' })).items
    expect(rows).toEqual([])
  })

  test('at once, when it changes its plan', async () => {
    world.stripe.put(makeTradingSubscription(world.stripe, { price: ELITE_PRICE }))
    await sync()
    expect(await company()).toMatchObject({ subscriptions: [{ plan: 'elite' }], mrr: [{ amount: 299_00 }] })
  })

  test('by a full sync, where no event told', async () => {
    world.stripe.put(makeTradingSubscription(world.stripe, { price: ELITE_PRICE }), { silently: true })
    await sync()
    expect(await company()).toMatchObject({ subscriptions: [{ plan: 'pro' }] })
    await sync(true)
    expect(await company()).toMatchObject({ subscriptions: [{ plan: 'elite' }] })
  })

  test('of both, when a payment or subscription changes hands', async () => {
    world.stripe.put(makeTradingSubscription(world.stripe, { customer: 'cus_T000002' }))
    await sync()
    expect((await company()).subscriptions).toEqual([])
    expect(await company('cus_T000002')).toMatchObject({ subscriptions: [{ plan: 'pro' }] })
  })

  test('when a part of its payment is gone, which names no customer itself', async () => {
    const statusOf = async (ref: string) => (await engine.client.payments.list({})).items.find((item) => item.ref === ref)?.status
    const paid = { customer: 'cus_T000002', amount: 99_00, metadata: { plan: 'trading.pro', interval: 'month' } }
    world.stripe.put(makePaymentIntent({ id: 'pi_Alone', created: world.stripe.nowSeconds() - 60, ...paid }))
    world.stripe.put(makeRefund({ id: 're_Whole', created: world.stripe.nowSeconds(), payment: 'pi_Alone', amount: 99_00 }))
    await sync()
    expect(await statusOf('pi_Alone')).toBe('refunded')
    world.clock.advance(60_000)
    world.stripe.remove('re_Whole', { silently: true })
    await sync(true)
    expect(await statusOf('pi_Alone')).toBe('succeeded')
    expect(await engine.client.workspace.rebuild({})).toMatchObject({ ok: true })
  })

  test('when a price is found that was sold before it was known, of those who bought it and of no other', async () => {
    const price = makePrice({ id: 'price_Late', product: 'prod_Trading', amount: 299_00, lookupKey: 'trading.elite.month' })
    const nameless = { ...price, lookup_key: null }
    world.stripe.put(nameless)
    world.stripe.put(makeTradingSubscription(world.stripe, { price: nameless, id: 'sub_Late', customer: 'cus_T000002' }))
    await sync()
    expect((await company('cus_T000002')).subscriptions).toEqual([])
    await engine.stop()
    const store = openStore(world.folder, 'write', world.clock.now())
    store.transact((tx) => tx.sqlite.prepare("update company_product set until = 1 where product = 'trading'").run())
    store.close()
    engine = world.open()
    world.clock.advance(60_000)
    world.stripe.put(price)
    await sync()
    expect(await company('cus_T000002')).toMatchObject({ subscriptions: [{ product: 'trading', plan: 'elite' }] })
    // The mark on the other shows that nobody derived it again.
    expect((await company()).subscriptions).toMatchObject([{ until: 1 }])
  })
})

describe('an event', () => {
  const log = async (type: string) => (await engine.client.events.list({ type })).items[0]

  beforeEach(async () => {
    await sync()
    world.clock.advance(3_600_000)
    world.stripe.requests.length = 0
  })

  test('about nothing that is mirrored is kept as skipped, and asks for nothing', async () => {
    world.stripe.tell('payout.paid', { id: 'po_1', object: 'payout' })
    world.stripe.tell('invoice.upcoming', { object: 'invoice', customer: 'cus_T000001' })
    await sync()
    expect(world.stripe.requests).toHaveLength(1)
    for (const type of ['payout.paid', 'invoice.upcoming'])
      expect(await log(type)).toMatchObject({
        object: null,
        outcome: 'skipped',
        reason: expect.stringContaining('does not mirror'),
        rules: [],
      })
  })

  test('about an object that was had since is settled without asking', async () => {
    world.stripe.put(makePaymentIntent({ id: 'pi_New', customer: 'cus_T000002' }))
    world.clock.advance(10_000)
    world.stripe.requests.length = 0
    await sync(true)
    expect(asked('/v1/payment_intents/')).toBe(0)
    expect(await log('payment_intent.created')).toMatchObject({ outcome: 'processed', reason: expect.stringContaining('had it since') })
  })

  test('of the same second as the answer is asked for all the same', async () => {
    world.stripe.fault = (_request, _response, path) => {
      if (path === '/v1/refunds') world.stripe.put(makeTradingSubscription(world.stripe, { status: 'past_due' }))
      return false
    }
    await sync(true)
    expect(asked('/v1/subscriptions/sub_T1')).toBe(1)
    expect(query("select content from billed_object where ref = 'sub_T1'")[0]?.['content']).toContain('"status":"past-due"')
  })

  test('about a charge fetches its payment, about an invoice’s payment its invoice', async () => {
    world.stripe.tell('charge.refunded', { id: 'ch_pi_T1', object: 'charge', payment_intent: 'pi_T1' })
    world.stripe.tell('invoice_payment.paid', { id: 'inpay_1', object: 'invoice_payment', invoice: 'in_T1' })
    await sync()
    expect([asked('/v1/payment_intents/pi_T1'), asked('/v1/invoices/in_T1')]).toEqual([1, 1])
    expect(asked('/v1/charges')).toBe(0)
  })

  test.each<[what: string, type: string, put: () => { id: string } & Record<string, unknown>, rules: string[]]>([
    ['a renewal that was paid', 'invoice.paid', () => invoice('subscription_cycle'), ['renew', 'extend']],
    ['a first invoice that was paid', 'invoice.paid', () => invoice('subscription_create'), ['allocate-on-start', 'extend']],
    ['a change that was paid', 'invoice.paid', () => invoice('subscription_update'), ['extend']],
    ['an invoice that was only made', 'invoice.created', () => invoice('subscription_cycle'), []],
    ['a payment that failed', 'payment_intent.payment_failed', () => makePaymentIntent({ id: 'pi_2', failure: 'No' }), ['payment-failed']],
    [
      'a subscription that ended',
      'customer.subscription.deleted',
      () => makeTradingSubscription(world.stripe, { status: 'canceled', endedAt: world.stripe.nowSeconds() }),
      ['fall-to-free'],
    ],
    [
      'a subscription that could not be collected',
      'customer.subscription.updated',
      () => makeTradingSubscription(world.stripe, { status: 'past_due' }),
      ['grace'],
    ],
  ])('of %s tells the rules that it set off', async (_what, type, put, rules) => {
    world.stripe.put(put(), { type })
    await sync()
    expect(await log(type)).toMatchObject({ outcome: 'processed', rules })
  })

  const invoice = (reason: string) =>
    makeInvoice({
      id: 'in_2',
      created: world.stripe.nowSeconds(),
      subscription: 'sub_T1',
      reason,
      lines: [{ amount: 99_00, price: PRO_PRICE.id }],
    })
})

/** What a provider sends that is not kept, or not as it came. */
const CUT: ReadonlySet<string> = new Set(['client_secret', 'next_action', 'url', 'latest_charge'])

function withoutSecrets(object: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(object).filter(([name]) => !CUT.has(name)))
}
