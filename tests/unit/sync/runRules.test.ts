import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Engine } from '../../../src-main/engine/createEngine.ts'
import { createWorld, type World } from '../../fixtures/createWorld.ts'
import { makeTradingSubscription, putTrading } from '../../fixtures/putTrading.ts'
import { runCommand } from '../../fixtures/runCommand.ts'
import { makeInvoice } from '../../fixtures/stripeObjects.ts'

const MINUTE = 60_000
const DAY = 86_400

let world: World
let engine: Engine

beforeEach(async () => {
  world = await createWorld(2)
  putTrading(world.stripe)
  await world.connect()
  engine = world.open()
  await engine.client.sync.start({})
})
afterEach(() => world.end())

function renew(): void {
  const start = world.stripe.nowSeconds()
  const invoice = makeInvoice({
    ...{ id: 'in_T2', customer: 'cus_T000001', created: start, subscription: 'sub_T1', reason: 'subscription_cycle' },
    ...{ lines: [{ amount: 99_00, price: 'price_Pro', item: 'si_sub_T1', start, end: start + 30 * DAY }] },
    ...{ payments: ['pi_T2'], finalizedAt: start, paidAt: start + 2 },
  })
  world.stripe.put(invoice, { type: 'invoice.paid' })
}

const cancel = () =>
  world.stripe.put(makeTradingSubscription(world.stripe, { status: 'canceled', endedAt: world.stripe.nowSeconds() }), {
    type: 'customer.subscription.deleted',
  })

test('a run names the rules that were set off in it, and no other run does', async () => {
  world.clock.advance(MINUTE)
  renew()
  await engine.client.sync.start({})
  world.clock.advance(MINUTE)
  cancel()
  await engine.client.sync.start({})
  world.clock.advance(MINUTE)
  await engine.client.sync.start({})
  const { items } = await engine.client.sync.runs({ stream: 'events' })
  expect(items.map(({ rules }) => rules)).toEqual([[], ['fall-to-free'], ['extend', 'renew'], []])
  const lists = (await engine.client.sync.runs({ stream: 'invoices' })).items
  expect(lists.map(({ rules }) => rules)).toEqual([[]])
})

test('a sync says which rules fired', async () => {
  world.clock.advance(MINUTE)
  renew()
  cancel()
  await engine.stop()
  const { stdout } = await runCommand(world.ports, ['--workspace', world.folder, 'sync'])
  expect(stdout).toContain('Rules that fired: extend, fall-to-free, renew.')
  world.clock.advance(MINUTE)
  expect((await runCommand(world.ports, ['--workspace', world.folder, 'sync'])).stdout).not.toContain('Rules')
})

test('status says how much comparing found, and the newest with its cause', async () => {
  const status = async () => JSON.parse((await runCommand(world.ports, ['--workspace', world.folder, '--json', 'status'])).stdout)
  const none = { 'no-event': 0, 'not-taken': 0, 'not-followed': 0, 'derived-differed': 0 }
  expect((await status()).drift).toEqual({ total: 0, causes: none, newest: null })
  world.clock.advance(60 * MINUTE)
  await engine.client.sync.start({})
  world.stripe.put(makeTradingSubscription(world.stripe, { status: 'canceled' }), { silently: true })
  world.stripe.remove('cus_T000002', { silently: true })
  await engine.client.sync.start({ isFull: true })
  expect((await status()).drift).toMatchObject({
    total: 2,
    causes: { ...none, 'no-event': 2 },
    newest: { provider: 'stripe', cause: 'no-event', foundAt: '2026-11-20T10:00:00Z' },
  })
  const told = await runCommand(world.ports, ['--workspace', world.folder, 'status'])
  expect(told.exitCode).toBe(0)
  expect(told.stdout).toMatch(/Drift: 2 differences were found by comparing, and mended; the newest .*\(no event told of it\)\./)
})
