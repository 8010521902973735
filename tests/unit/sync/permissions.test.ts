import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Engine } from '../../../src-main/engine/createEngine.ts'
import { createWorld, type World } from '../../fixtures/createWorld.ts'
import { makeTradingSubscription, putTrading } from '../../fixtures/putTrading.ts'
import { runCommand } from '../../fixtures/runCommand.ts'
import { makePaymentIntent } from '../../fixtures/stripeObjects.ts'

const POLL_MS = 15_000

let world: World
let engine: Engine

beforeEach(async () => {
  world = await createWorld(2)
  putTrading(world.stripe)
})
afterEach(() => world.end())

async function connect(): Promise<void> {
  await world.connect()
  engine = world.open()
}

const sync = (isFull = false) => engine.client.sync.start({ isFull })
const outcomes = async (isFull = false) => (await sync(isFull)).runs.map(({ stream, outcome }) => `${stream} ${outcome}`)
const health = async () => (await engine.client.sync.health({})).connections[0]
const refs = (kind: string) =>
  world.look(({ read }) => read.sqlite.prepare('select ref from billed_object where kind = ? order by ref').pluck().all(kind))
const asked = (path: string) => world.stripe.requests.filter((request) => request.startsWith(`GET ${path}`)).length

/** Lets the schedule poll a few times, and nobody else. */
async function poll(): Promise<void> {
  await engine.stop()
  world.stripe.requests.length = 0
  engine = world.open({ pollMs: POLL_MS })
  while (asked('/v1/events') < 5) await new Promise((resolve) => setImmediate(resolve))
  await engine.stop()
  engine = world.open()
}

describe.each<[when: string, begin: () => Promise<void>]>([
  [
    'when it was connected',
    async () => {
      world.stripe.forbidden.add('/v1/invoices')
      await connect()
    },
  ],
  [
    'since it was connected',
    async () => {
      await connect()
      world.stripe.forbidden.add('/v1/invoices')
    },
  ],
])('a stream that the key may not read %s', (_when, begin) => {
  beforeEach(begin)

  test('is told, stops no other, and does not make the mirror old', async () => {
    const ran = await outcomes()
    expect(ran.filter((run) => !run.endsWith(' complete'))).toEqual(['invoices no-permission'])
    expect(ran).toHaveLength(10)
    expect(refs('payment')).toEqual(['pi_T1'])
    const now = await health()
    expect(now).toMatchObject({ state: 'partial', lastSuccessAt: world.clock.now(), permissions: { invoices: 'none', payments: 'read' } })
    expect(now?.problems).toEqual([expect.stringMatching(/^Invoices: no permission/)])
  })

  test('ends the command with 3', async () => {
    await engine.stop()
    expect((await runCommand(world.ports, ['--workspace', world.folder, '--json', 'sync'])).exitCode).toBe(3)
  })

  test('is not asked by the schedule, whatever events say, and is asked when somebody asks', async () => {
    await sync()
    world.clock.advance(600_000)
    world.stripe.tell('invoice.paid', { id: 'in_T1', object: 'invoice' })
    await poll()
    expect(asked('/v1/invoices')).toBe(0)
    expect(world.clock.now() - Number((await health())?.lastSuccessAt)).toBeLessThan(60 * POLL_MS)
    expect((await engine.client.events.list({ type: 'invoice.paid' })).items).toMatchObject([
      { outcome: 'skipped', reason: expect.stringContaining('may not read') },
    ])
    world.stripe.requests.length = 0
    await sync()
    expect(asked('/v1/invoices')).toBe(1)
  })

  test('is read from its start when the key may read it, and nothing is missing', async () => {
    await sync()
    world.stripe.forbidden.clear()
    world.clock.advance(600_000)
    expect(await outcomes()).toEqual(['invoices complete', 'events complete'])
    expect(refs('invoice')).toEqual(['in_T1'])
    expect(await health()).toMatchObject({ state: 'in-step', problems: [], permissions: { invoices: 'read' } })
  })
})

describe('a right that is taken away', () => {
  beforeEach(async () => {
    await connect()
    await sync()
    world.clock.advance(600_000)
    world.stripe.forbidden.add('/v1/payment_intents')
    world.stripe.forbidden.add('/v1/payment_intents/pi_New')
    world.stripe.put(makePaymentIntent({ id: 'pi_New' }))
  })

  test('is noticed by an event, which is kept as skipped and stops no other', async () => {
    world.stripe.put(makeTradingSubscription(world.stripe, { status: 'past_due' }))
    expect(await sync()).toMatchObject({ failed: [], runs: [{ stream: 'events', outcome: 'complete', changed: 1 }] })
    expect((await engine.client.events.list({ type: 'payment_intent.created' })).items).toMatchObject([{ outcome: 'skipped' }])
    expect((await health())?.permissions).toMatchObject({ payments: 'none' })
    expect((await health())?.problems.join(' ')).toMatch(/payments/i)
  })

  test('and given back leaves nothing out of what happened in between', async () => {
    await sync()
    world.clock.advance(600_000)
    world.stripe.put(makePaymentIntent({ id: 'pi_Meanwhile' }))
    await sync()
    world.stripe.forbidden.clear()
    world.clock.advance(600_000)
    expect(await outcomes()).toEqual(['payments complete', 'events complete'])
    expect(refs('payment')).toEqual(['pi_Meanwhile', 'pi_New', 'pi_T1'])
    expect(await health()).toMatchObject({ state: 'in-step', problems: [] })
  })
})

test('a stream that is not offered is asked for by nobody', async () => {
  world.stripe.absent.add('/v1/disputes')
  await connect()
  expect((await outcomes()).filter((run) => run.startsWith('disputes'))).toEqual([])
  world.clock.advance(600_000)
  world.stripe.tell('charge.dispute.created', { id: 'dp_T1', object: 'dispute' })
  world.stripe.requests.length = 0
  expect(await outcomes()).toEqual(['events complete'])
  await sync(true)
  expect(asked('/v1/disputes')).toBe(0)
  expect(await health()).toMatchObject({ state: 'in-step', problems: [] })
  expect((await engine.client.events.list({ type: 'charge.dispute.created' })).items).toMatchObject([{ outcome: 'skipped' }])
})
