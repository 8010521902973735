import Sqlite from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Engine } from '../../../src-main/engine/createEngine.ts'
import { databaseFile } from '../../../src-main/store/databaseFile.ts'
import { createWorld, type World } from '../../fixtures/createWorld.ts'
import { fail, send } from '../../fixtures/startStripe.ts'
import { makePrice, makeSubscription } from '../../fixtures/stripeObjects.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR

let world: World
let engine: Engine

beforeEach(async () => {
  world = await createWorld(150)
})
afterEach(() => world.end())

const begin = async () => {
  await world.connect()
  engine = world.open()
}
const sync = (isFull = false) => engine.client.sync.start({ isFull })
const rows = (query: string) => world.look(({ read }) => read.sqlite.prepare(query).all()) as Record<string, unknown>[]
const events = () => rows('select type, object, outcome, reason from provider_event order by at, ref')
const nameOf = async (company: string) => (await engine.client.companies.get({ company })).name
const subscription = (status: string) =>
  makeSubscription({ id: 'sub_1', customer: 'cus_T000001', status, items: [{ price: makePrice({ id: 'price_1' }) }] })

/** Answers the `from`-th page of customers, and those after it, with a failure. */
function breakOff(from: number): void {
  let pages = 0
  world.stripe.fault = (_request, response, path) => {
    if (path !== '/v1/customers' || ++pages < from) return false
    fail(response, 500, 'api_error', undefined, 'broken')
    return true
  }
}

describe('what happened before the first listing', () => {
  test('is noted, dates the states, and is not fetched again', async () => {
    world.stripe.put(subscription('active'))
    world.clock.advance(3 * HOUR)
    world.stripe.put(subscription('paused'), { type: 'customer.subscription.paused' })
    const pausedAt = world.clock.now()
    world.clock.advance(3 * HOUR)
    await begin()
    await sync()
    const reason = 'It happened before the first listing, which has it.'
    expect(events()).toEqual([
      { type: 'customer.subscription.created', object: 'sub_1', outcome: 'skipped', reason },
      { type: 'customer.subscription.paused', object: 'sub_1', outcome: 'skipped', reason },
    ])
    expect(rows("select state_at from billed_object where ref = 'sub_1'")).toEqual([{ state_at: pausedAt }])
    await sync()
    expect(world.stripe.requests.filter((request) => request.includes('/v1/subscriptions/'))).toEqual([])
  })

  test('is asked for before anything is listed, and not without end', async () => {
    const told = Array.from({ length: 2_500 }, (_, index) => ({ id: `evt_${index}`, object: 'event', type: 'x', created: 1, data: {} }))
    world.stripe.fault = (request, response, path) => {
      if (path !== '/v1/events') return false
      const after = new URL(request.url ?? '', 'http://stripe').searchParams.get('starting_after')
      const start = told.findIndex(({ id }) => id === after) + 1
      send(response, { object: 'list', data: told.slice(start, start + 100), has_more: start + 100 < told.length, url: path })
      return true
    }
    await begin()
    await sync()
    const first = world.stripe.requests.findIndex((request) => request.startsWith('GET /v1/products'))
    expect(world.stripe.requests.slice(0, first).filter((request) => request.startsWith('GET /v1/events'))).toHaveLength(20)
  })

  test.each([403, 404])('need not be known: %i is no failure of the listing', async (status) => {
    await begin()
    let asked = 0
    world.stripe.fault = (_request, response, path) => {
      if (path !== '/v1/events' || ++asked > 1) return false
      fail(response, status, 'invalid_request_error', undefined, 'no events for you')
      return true
    }
    const { runs } = await sync()
    expect(runs.every(({ outcome }) => outcome === 'complete')).toBe(true)
    expect((await engine.client.companies.count({})).total).toBe(150)
  })

  test('ends the sync where the key is refused, which is said once', async () => {
    await begin()
    world.stripe.fault = (_request, response, path) => {
      if (path !== '/v1/events') return false
      fail(response, 401, 'invalid_request_error', undefined, 'Invalid API Key provided')
      return true
    }
    expect((await sync()).runs).toMatchObject([{ stream: 'events', outcome: 'failed', errorKind: 'unauthorized' }])
  })
})

describe('what happened since a listing began is acted on', () => {
  test('where that was broken off after its first page', async () => {
    await begin()
    breakOff(2)
    await sync()
    world.stripe.fault = null
    // On the page that was read, and nothing had ever happened before.
    world.stripe.change('cus_T000150', { name: 'Changed meanwhile' })
    world.clock.advance(HOUR)
    await sync()
    expect(await nameOf('cus_T000150')).toBe('Changed meanwhile')
    expect(events()).toMatchObject([{ object: 'cus_T000150', outcome: 'processed' }])
  })

  test('where streams were added to a workspace that had none of its events yet', async () => {
    world.stripe.put(makePrice({ id: 'price_1' }), { silently: true })
    for (const path of ['products', 'prices', 'subscriptions', 'invoices', 'payment_intents', 'checkout/sessions', 'refunds', 'disputes'])
      world.stripe.absent.add(`/v1/${path}`)
    await begin()
    await sync()
    await engine.stop()
    // As Tierdesk 1 left it: it knew of no other streams.
    write(`update connection set permissions = '{"customers":"read","events":"read"}'`)
    world.stripe.absent.delete('/v1/prices')
    world.stripe.change('cus_T000001', { name: 'Changed meanwhile' })
    world.clock.advance(HOUR)
    engine = world.open()
    const { runs } = await sync()
    expect(runs.map(({ stream, outcome }) => `${stream} ${outcome}`)).toEqual(['prices complete', 'events complete'])
    expect(await nameOf('cus_T000001')).toBe('Changed meanwhile')
    expect(rows('select ref from billed_object')).toEqual([{ ref: 'price_1' }])
    expect((await engine.client.sync.health({})).connections[0]).toMatchObject({ state: 'in-step', problems: [] })
    expect(rows("select distinct stream from sync_run where outcome <> 'complete'")).toEqual([])
    world.stripe.requests.length = 0
    await sync()
    expect(world.stripe.requests).toHaveLength(1)
  })

  test('in the order of the provider’s clock, though a list had it sooner', async () => {
    world.stripe.put(subscription('active'), { silently: true })
    await begin()
    await sync()
    world.clock.advance(HOUR)
    world.stripe.put(subscription('paused'), { type: 'customer.subscription.paused' })
    const pausedAt = world.clock.now()
    world.clock.advance(HOUR)
    await sync(true)
    expect(rows("select state_at from billed_object where ref = 'sub_1'")).toEqual([{ state_at: pausedAt }])
    expect(rows('select content from observation')).toHaveLength(1)
    expect(rows('select type, outcome, rules from provider_event')).toEqual([
      { type: 'customer.subscription.paused', outcome: 'processed', rules: '["pause"]' },
    ])
  })
})

describe('where the provider may have forgotten what happened', () => {
  test('every stream is listed again, those too that were listed between', async () => {
    world.stripe.put(subscription('active'), { silently: true })
    await begin()
    breakOff(1)
    await sync()
    world.stripe.fault = null
    world.stripe.put(subscription('paused'), { silently: true })
    world.clock.advance(31 * DAY)
    // Broken off again in the middle: what was listed a month ago must not count as listed.
    breakOff(2)
    await sync()
    world.stripe.fault = null
    await sync()
    expect(rows("select json_extract(content, '$.status') as status from billed_object where ref = 'sub_1'")).toEqual([
      { status: 'paused' },
    ])
    expect((await engine.client.companies.count({})).total).toBe(150)
  })

  test('what it still remembers dates the states', async () => {
    world.stripe.put(subscription('active'), { silently: true })
    await begin()
    await sync()
    world.clock.advance(31 * DAY)
    world.stripe.put(subscription('paused'), { type: 'customer.subscription.paused' })
    const pausedAt = world.clock.now()
    world.clock.advance(DAY)
    await sync()
    expect(rows("select state_at from billed_object where ref = 'sub_1'")).toEqual([{ state_at: pausedAt }])
  })
})

function write(statement: string): void {
  const sqlite = new Sqlite(databaseFile(world.folder))
  sqlite.exec(statement)
  sqlite.close()
}
