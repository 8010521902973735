import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Engine } from '../../../src-main/engine/createEngine.ts'
import { openStore } from '../../../src-main/store/openStore.ts'
import { examineDatabase } from '../../../src-main/store/reads/examineDatabase.ts'
import type { Instant } from '../../../src-shared/model/instant.ts'
import { createWorld, type World } from '../../fixtures/createWorld.ts'
import type { WireObject } from '../../fixtures/expandStripe.ts'
import { ELITE_PRICE, makeTradingSubscription, PRO_PRICE, putTrading } from '../../fixtures/putTrading.ts'
import { fetchEvents, tellOnly } from '../../fixtures/stripeEvents.ts'
import { makeDispute, makeInvoice } from '../../fixtures/stripeObjects.ts'

const MINUTE = 60_000
const DAY = 24 * 3_600_000

let world: World
let engine: Engine
let start: number

beforeEach(async () => {
  world = await createWorld(2)
  start = world.stripe.nowSeconds() - 5 * 86_400
  await world.connect()
  engine = world.open()
})
afterEach(() => world.end())

const sync = (isFull = false) => engine.client.sync.start({ isFull })
const look = (text: string) => world.look(({ read }) => read.sqlite.prepare(text).all()) as Record<string, unknown>[]
const stateAt = (ref: string) => look(`select state_at from billed_object where ref = '${ref}'`)[0]?.['state_at']
const observed = (ref: string) => look(`select kind, at, seen_at, content from observation where ref = '${ref}' order by id`)
const chains = () =>
  world.look(({ read }) =>
    examineDatabase(read)
      .filter(({ ok }) => !ok)
      .map(({ name }) => name),
  )

const subscription = (given: Parameters<typeof makeTradingSubscription>[1] = {}) =>
  makeTradingSubscription(world.stripe, { start, ...given })
const invoice = (given: { attempts?: number; status?: 'open' | 'paid' } = {}) =>
  makeInvoice({
    id: 'in_T1',
    created: start,
    lines: [{ amount: 99_00, price: PRO_PRICE.id }],
    subscription: 'sub_T1',
    status: 'open',
    ...given,
  })
const dispute = (status: string) => makeDispute({ id: 'dp_T1', created: start, payment: 'pi_T1', status })

describe('what a provider cannot tell again', () => {
  test.each<[what: string, ref: string, before: () => WireObject, after: () => WireObject, earlier: string]>([
    ['the plan of a subscription', 'sub_T1', () => subscription(), () => subscription({ price: ELITE_PRICE }), '"price":"price_Pro"'],
    ['the status of a subscription', 'sub_T1', () => subscription(), () => subscription({ status: 'past_due' }), '"status":"active"'],
    ['that an invoice is failing', 'in_T1', () => invoice({ attempts: 1 }), () => invoice({ status: 'paid' }), '"isFailing":true'],
    ['that an invoice was not failing', 'in_T1', () => invoice(), () => invoice({ attempts: 1 }), '"isFailing":false'],
    ['the status of a dispute', 'dp_T1', () => dispute('needs_response'), () => dispute('lost'), '"status":"open"'],
    [
      'the lookup key of a price',
      'price_Pro',
      () => PRO_PRICE,
      () => ({ ...PRO_PRICE, lookup_key: 'trading.pro-old.month' }),
      '"lookupKey":"trading.pro.month"',
    ],
  ])('%s is kept when it changes, once, since when it was so', async (_what, ref, former, later, earlier) => {
    world.stripe.put(former())
    const first = world.clock.now()
    world.clock.advance(30 * MINUTE)
    await sync()
    expect(observed(ref)).toEqual([])
    expect(stateAt(ref)).toBe(first)

    world.clock.advance(30 * MINUTE)
    world.stripe.put(later())
    const second = world.clock.now()
    world.clock.advance(30 * MINUTE)
    await sync()
    expect(observed(ref)).toMatchObject([{ at: first, seen_at: world.clock.now(), content: expect.stringContaining(earlier) }])
    expect(stateAt(ref)).toBe(second)

    // Seen again, by an event and by a list: it is the same state.
    world.clock.advance(30 * MINUTE)
    world.stripe.put({ ...later(), metadata: { note: 'nothing of it is observed' } })
    await sync()
    await sync(true)
    expect(observed(ref)).toHaveLength(1)
    expect(stateAt(ref)).toBe(second)
    expect(chains()).toEqual([])
  })

  test('makes one chain of all objects, in which a changed byte is found', async () => {
    putTrading(world.stripe)
    await sync()
    for (const [index, status] of ['past_due', 'active', 'unpaid', 'canceled'].entries()) {
      world.clock.advance(MINUTE)
      world.stripe.put(subscription({ status }))
      world.stripe.put(dispute(index % 2 === 0 ? 'won' : 'lost'))
      await sync()
    }
    expect(look('select id from observation')).toHaveLength(8)
    expect(chains()).toEqual([])
    await engine.stop()
    for (const [column, spoil] of [
      ['content', "replace(content, 'status', 'statuS')"],
      ['at', 'at + 1'],
      ['ref', "ref || ' '"],
    ] as const) {
      alter(`update observation set ${column} = ${spoil} where id = 3`)
      expect(chains(), column).toEqual(['earlier states'])
      alter(`update observation set ${column} = ${UNDO[column]} where id = 3`)
      expect(chains()).toEqual([])
    }
  })
})

describe('a state is dated', () => {
  test('by the newest event before the first listing that named its object, which is noted and asks for nothing', async () => {
    world.stripe.put(subscription())
    world.clock.advance(DAY)
    world.stripe.put(subscription({ status: 'past_due' }))
    const changed = world.clock.now()
    world.clock.advance(DAY)
    world.stripe.requests.length = 0
    await sync()
    expect(stateAt('sub_T1')).toBe(changed)
    expect(world.stripe.requests).not.toContainEqual(expect.stringMatching(/subscriptions\/sub_T1/))
    const events = (await engine.client.events.list({})).items
    expect(events.map(({ type, outcome }) => [type, outcome])).toEqual([
      ['customer.subscription.updated', 'skipped'],
      ['customer.subscription.created', 'skipped'],
    ])
  })

  test('by the answer, where no event named it', async () => {
    world.stripe.put(subscription(), { silently: true })
    await sync()
    expect(stateAt('sub_T1')).toBe(world.clock.now())
  })

  test('by the answer, where the change was told by no event, whatever was told before', async () => {
    world.stripe.put(subscription())
    const first = world.clock.now()
    world.clock.advance(DAY)
    await sync()
    world.clock.advance(DAY)
    world.stripe.put(subscription({ status: 'past_due' }), { silently: true })
    world.clock.advance(DAY)
    await sync(true)
    expect(stateAt('sub_T1')).toBe(world.clock.now())
    expect(observed('sub_T1')).toMatchObject([{ at: first }])
  })

  test('by its event, also where a full sync read the object before the event', async () => {
    await sync()
    world.stripe.put(subscription())
    const first = world.clock.now()
    world.clock.advance(DAY)
    await sync()
    world.clock.advance(DAY)
    world.stripe.put(subscription({ status: 'past_due' }))
    const second = world.clock.now()
    world.clock.advance(DAY)
    await sync(true)
    expect(stateAt('sub_T1')).toBe(second)
    expect(observed('sub_T1')).toMatchObject([{ at: first }])
  })

  test('by its event, also where that became visible late', async () => {
    await sync()
    world.stripe.put(subscription())
    await sync()
    world.clock.advance(MINUTE)
    world.stripe.put(subscription({ status: 'past_due' }))
    const second = world.clock.now()
    const told = await fetchEvents(world.stripe)
    tellOnly(world.stripe, told.slice(1))
    world.clock.advance(MINUTE)
    await sync(true)
    expect(stateAt('sub_T1')).toBe(world.clock.now())
    tellOnly(world.stripe, told)
    world.clock.advance(MINUTE)
    await sync()
    expect(stateAt('sub_T1')).toBe(second)
  })

  test('so that the company was on its plan then, and not only since we looked', async () => {
    putTrading(world.stripe)
    await sync()
    const entitled = async (at: Instant) => (await engine.client.entitlements.get({ company: 'cus_T000001', product: 'trading', at })).plan
    world.clock.advance(DAY)
    const before = world.clock.now()
    world.clock.advance(MINUTE)
    world.stripe.put(subscription({ price: ELITE_PRICE }))
    world.clock.advance(MINUTE)
    const after = world.clock.now()
    world.clock.advance(DAY)
    await sync()
    expect([await entitled(before), await entitled(after)]).toEqual(['pro', 'elite'])
  })
})

test('after thirty days the log lets go of what it told, and keeps what a state is dated by', async () => {
  await sync()
  world.stripe.put(subscription())
  world.clock.advance(MINUTE)
  world.stripe.put(subscription({ status: 'past_due' }))
  world.stripe.change('cus_T000001', { name: 'Told and done' })
  await sync()
  world.clock.advance(MINUTE)
  world.stripe.put({ ...subscription({ status: 'past_due' }), metadata: { note: 'no other state' } })
  await sync()
  world.clock.advance(MINUTE)
  world.stripe.put(subscription({ status: 'unpaid' }))
  await sync()
  expect(look('select ref from provider_event')).toHaveLength(5)
  for (let day = 0; day < 32; day++) {
    world.clock.advance(DAY)
    world.stripe.change('cus_T000002', { name: `Day ${day}` })
    await sync()
  }
  const kept = look("select type, at from provider_event where object != 'cus_T000002' order by at")
  expect(kept.map(({ at }) => at)).toEqual([observed('sub_T1')[0]?.['at'], stateAt('sub_T1')])
  expect(look("select ref from provider_event where object = 'cus_T000002'").length).toBeLessThan(32)
  expect(chains()).toEqual([])
})

const UNDO = { content: "replace(content, 'statuS', 'status')", at: 'at - 1', ref: 'trim(ref)' }

function alter(statement: string): void {
  const store = openStore(world.folder, 'write', world.clock.now())
  store.transact((tx) => tx.sqlite.prepare(statement).run())
  store.close()
}
