import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Engine } from '../../../src-main/engine/createEngine.ts'
import { createWorld, type World } from '../../fixtures/createWorld.ts'
import { makeTradingSubscription, putTrading } from '../../fixtures/putTrading.ts'
import { runCommand } from '../../fixtures/runCommand.ts'
import { fail } from '../../fixtures/startStripe.ts'
import { makePaymentIntent, makeRefund } from '../../fixtures/stripeObjects.ts'

const COMPANY = 'cus_T000001'

let world: World
let engine: Engine

beforeEach(async () => {
  world = await createWorld(250)
  putTrading(world.stripe)
  await world.connect()
  engine = world.open()
  await engine.client.sync.start({})
  world.stripe.requests.length = 0
})
afterEach(() => world.end())

const syncOne = () => engine.client.sync.start({ company: COMPANY })
const company = () => engine.client.companies.get({ company: COMPANY })
const living = (kind: string) =>
  world.look(({ read }) => read.sqlite.prepare('select ref from billed_object where kind = ? and deleted_at is null').pluck().all(kind))

test('asks for what hangs on one company and for nothing else, and derives it', async () => {
  world.stripe.put(makeTradingSubscription(world.stripe, { status: 'canceled' }), { silently: true })
  world.stripe.change('cus_T000002', { name: 'Somebody else' })
  const report = await syncOne()
  expect(report).toMatchObject({ synced: 1, failed: [], runs: [{ provider: 'stripe', stream: 'customers', outcome: 'complete' }] })
  expect((await company()).subscriptions).toMatchObject([{ status: 'canceled' }])
  expect(await engine.client.companies.get({ company: 'cus_T000002' })).not.toMatchObject({ name: 'Somebody else' })
  expect(world.stripe.requests.every((request) => /cus_T000001|payment_intent=pi_T1|\/pi_T1|\/v1\/account/.test(request))).toBe(true)
  expect(report.runs[0]?.requests).toBe(world.stripe.requests.filter((request) => !request.includes('/v1/account')).length)
})

test('finds what is new, what is refunded and what is gone', async () => {
  const created = Math.floor(world.clock.now() / 1000) - 3_600
  world.stripe.put(makePaymentIntent({ id: 'pi_New', customer: COMPANY, created, chargedAt: created, amount: 1_200 }), { silently: true })
  const intent = world.stripe.objects.get('pi_T1')
  const charge = intent?.['latest_charge'] as Record<string, unknown>
  Object.assign(charge, { amount_refunded: 900 })
  world.stripe.put(makeRefund({ id: 're_New', created, payment: 'pi_T1', charge: 'ch_pi_T1', amount: 100 }), { silently: true })
  world.stripe.remove('in_T1', { silently: true })
  await syncOne()
  expect(living('payment')).toContain('pi_New')
  expect(living('refund')).toContain('re_New')
  expect(living('invoice')).not.toContain('in_T1')
})

test('says nothing of the age of the mirror, moves no cursor, and is told as its own run', async () => {
  const table = (name: string) => world.look(({ read }) => read.sqlite.prepare(`select * from ${name}`).all())
  const [cursors, connections] = [table('stream_cursor'), table('connection')]
  world.clock.advance(3_600_000)
  await syncOne()
  expect(table('stream_cursor')).toEqual(cursors)
  expect(table('connection')).toEqual(connections)
  const { items } = await engine.client.sync.runs({ limit: 1 })
  expect(items).toMatchObject([{ stream: 'customers', outcome: 'complete' }])
  const runs = table('sync_run') as { company: string | null }[]
  expect(runs.filter(({ company: of }) => of !== null)).toMatchObject([{ company: (await company()).id }])
})

test('that fails is no word on the health of the connection', async () => {
  world.stripe.fault = (_request, response, path) => path === '/v1/invoices' && Boolean(fail(response, 500, 'api_error', undefined, 'down'))
  const report = await syncOne()
  expect(report).toMatchObject({ synced: 0, runs: [{ outcome: 'failed', errorKind: 'unavailable' }] })
  expect((await engine.client.sync.health({})).connections[0]).toMatchObject({ state: 'in-step', problems: [] })
})

test('waits for no other sync', async () => {
  const order: string[] = []
  let release: (() => void) | null = null
  world.stripe.fault = async (_request, _response, path) => {
    if (path === '/v1/prices')
      await new Promise<void>((resolve) => {
        release = resolve
      })
    return false
  }
  const whole = engine.client.sync.start({ isFull: true }).then(() => order.push('all'))
  await syncOne().then(() => order.push('one'))
  expect(order).toEqual(['one'])
  world.stripe.fault = null
  while (release === null) await new Promise((resolve) => setImmediate(resolve))
  ;(release as () => void)()
  await whole
  expect(order).toEqual(['one', 'all'])
})

test('refuses a key of another account before anything is written', async () => {
  await engine.stop()
  engine = world.open()
  world.stripe.accountId = 'acct_Other'
  world.stripe.put(makeTradingSubscription(world.stripe, { status: 'canceled' }), { silently: true })
  expect((await syncOne()).runs).toMatchObject([{ outcome: 'failed', errorKind: 'wrong-account' }])
  expect((await company()).subscriptions).toMatchObject([{ status: 'active' }])
})

test('is a command, which says what went wrong', async () => {
  await engine.stop()
  const run = (...argv: string[]) => runCommand(world.ports, ['--workspace', world.folder, '--json', 'sync', '--company', ...argv])
  const good = await run(COMPANY)
  expect([good.exitCode, JSON.parse(good.stdout)]).toMatchObject([
    0,
    { synced: 1, failed: [], runs: [{ provider: 'stripe', stream: 'customers' }] },
  ])
  const bad = await run('cus_Nobody')
  expect([bad.exitCode, JSON.parse(bad.stderr)]).toMatchObject([1, { error: { code: 'company-missing' } }])
})
