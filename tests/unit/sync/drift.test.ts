import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Engine } from '../../../src-main/engine/createEngine.ts'
import { createWorld, type World } from '../../fixtures/createWorld.ts'
import { makeTradingSubscription, putTrading } from '../../fixtures/putTrading.ts'
import { fail, send } from '../../fixtures/startStripe.ts'
import { makePrice } from '../../fixtures/stripeObjects.ts'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE

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
const drift = async () => (await engine.client.sync.drift({})).items.map(({ kind, ref, change, cause }) => [kind, ref, change, cause])
const gaps = async () => (await engine.client.sync.health({})).connections[0]?.gaps

describe('comparing with the lists', () => {
  beforeEach(async () => {
    await sync()
    world.clock.advance(60 * MINUTE)
    await sync()
  })

  test('finds nothing where events told all', async () => {
    world.stripe.change('cus_T000002', { name: 'Told Ltd' })
    world.stripe.put(makePrice({ id: 'price_told', created: Math.floor(world.clock.now() / 1000) - 5 }))
    await sync(true)
    world.clock.advance(60 * MINUTE)
    await sync(true)
    expect(await drift()).toEqual([])
  })

  test('finds what changed, what is new and what is gone without a word, mends it, and says so', async () => {
    const customer = world.stripe.customers.find(({ id }) => id === 'cus_T000002')
    Object.assign(customer ?? {}, { name: 'Untold Ltd' })
    world.stripe.put(makeTradingSubscription(world.stripe, { status: 'canceled' }), { silently: true })
    world.stripe.put(makePrice({ id: 'price_untold', created: 1_780_000_000 }), { silently: true })
    world.stripe.remove('cus_T000003', { silently: true })
    await sync(true)
    expect((await drift()).sort()).toEqual([
      ['customer', 'cus_T000002', 'changed', 'no-event'],
      ['customer', 'cus_T000003', 'deleted', 'no-event'],
      ['price', 'price_untold', 'new', 'no-event'],
      ['subscription', 'sub_T1', 'changed', 'no-event'],
    ])
    expect(await engine.client.companies.get({ company: 'cus_T000002' })).toMatchObject({ name: 'Untold Ltd' })
    expect((await engine.client.companies.get({ company: 'cus_T000001' })).subscriptions).toMatchObject([{ status: 'canceled' }])
    await sync(true)
    expect(await drift()).toHaveLength(4)
  })

  test('tells what could not be taken when an event told of it', async () => {
    world.stripe.change('cus_T000002', { name: 'Late Ltd' })
    world.stripe.fault = (_request, response, path) => {
      if (path !== '/v1/customers/cus_T000002') return false
      send(response, { id: 'cus_T000002', object: 'customer' })
      return true
    }
    await sync()
    await sync(true)
    expect(await drift()).toEqual([['customer', 'cus_T000002', 'changed', 'not-taken']])
  })

  test('calls nothing drift where events may not be read: there lists are how news comes', async () => {
    world.stripe.forbidden.add('/v1/events')
    await sync()
    world.stripe.change('cus_T000002', { name: 'Listed Ltd' })
    await sync(true)
    expect(await engine.client.companies.get({ company: 'cus_T000002' })).toMatchObject({ name: 'Listed Ltd' })
    expect(await drift()).toEqual([])
  })
})

describe('a list that leaves out very many', () => {
  const PRICES = 450
  beforeEach(async () => {
    for (let index = 0; index < PRICES; index++)
      world.stripe.put(makePrice({ id: `price_${String(index).padStart(4, '0')}`, created: 1_780_000_000 + index }), { silently: true })
    await sync()
    world.stripe.requests.length = 0
  })
  const asked = () => world.stripe.requests.filter((request) => request.startsWith('GET /v1/prices/')).length
  const living = () =>
    world.look(({ read }) =>
      read.sqlite.prepare("select count(*) from billed_object where kind = 'price' and deleted_at is null").pluck().get(),
    )

  test('once is believed when it lists them again', async () => {
    let pages = 0
    world.stripe.fault = (_request, response, path) => {
      if (path !== '/v1/prices' || ++pages > 1) return false
      send(response, { object: 'list', data: [], has_more: false, url: path })
      return true
    }
    const before = living()
    const { runs } = await sync(true)
    expect(runs.find(({ stream }) => stream === 'prices')?.outcome).toBe('complete')
    // Two hundred were asked for at once; the second reading had the others.
    expect(asked()).toBe(200)
    expect(living()).toBe(before)
  })

  test('twice is asked for every one of them, and what exists makes the list untrue', async () => {
    world.stripe.fault = (_request, response, path) => {
      if (path !== '/v1/prices') return false
      send(response, { object: 'list', data: [], has_more: false, url: path })
      return true
    }
    const before = Number(living())
    const { runs, failed } = await sync(true)
    expect(runs.find(({ stream }) => stream === 'prices')?.outcome).toBe('partial')
    expect(failed.map(({ reason }) => reason).join()).toContain(`The list left out ${before - 200} objects that exist`)
    expect(asked()).toBe(before)
    expect(living()).toBe(before)
  })

  test('for they are gone is believed', async () => {
    for (let index = 0; index < PRICES; index++) world.stripe.remove(`price_${String(index).padStart(4, '0')}`, { silently: true })
    const { runs } = await sync(true)
    expect(runs.find(({ stream }) => stream === 'prices')?.outcome).toBe('complete')
    expect(living()).toBe(world.stripe.all('price').length)
  })
})

describe('a gap', () => {
  test('is from what was followed last until now where the provider has forgotten, and is closed once all was listed', async () => {
    await sync()
    const followed = world.clock.now()
    world.clock.advance(26 * DAY)
    const cameBack = world.clock.now()
    world.stripe.fault = (_request, response, path) =>
      path === '/v1/invoices' && Boolean(fail(response, 500, 'api_error', undefined, 'down'))
    await sync()
    const [gap] = (await gaps()) ?? []
    expect(gap).toMatchObject({ from: followed, until: cameBack, cause: 'events-forgotten', closedAt: null })
    world.stripe.fault = null
    await sync()
    expect((await gaps())?.map(({ closedAt }) => closedAt)).toEqual([world.clock.now()])
  })

  test('is none where the provider still remembers', async () => {
    await sync()
    world.clock.advance(24 * DAY)
    await sync()
    expect(await gaps()).toEqual([])
  })
})
