import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createEngine, type Engine } from '../../../src-main/engine/createEngine.ts'
import { contract } from '../../../src-shared/contract/contract.ts'
import { createWorld, type World } from '../../fixtures/createWorld.ts'
import { createHeldClock, type HeldClock } from '../sync/schedule/createHeldClock.ts'

const ONE = 'cus_T000001'
const AT = 1_800_000_000_000

let world: World
let writer: Engine
let reader: Engine
let clock: HeldClock

beforeEach(async () => {
  world = await createWorld(3)
  await world.connect()
  writer = world.open()
  await writer.client.sync.start({})
  clock = createHeldClock(world.clock.now())
  reader = createEngine({ ...world.ports, clock }, { folder: world.folder, access: 'read', what: 'a test', pollMs: 15_000, mayLook: true })
  reader.startPolling()
})
afterEach(async () => {
  await reader.stop()
  await world.end()
})

/** What changes nothing of the workspace, though it is carried out once. */
const HARMLESS = ['actions.link', 'sync.cancel']

const OFFER = { product: 'trading', plan: 'pro', interval: 'month' }
const PAYMENT = { provider: 'stripe', ref: 'pi_1' }
const HOURS = { company: ONE, minutes: 5 }
const CAPS = { confirmAbove: {}, confirmAboveOther: 0, moneyPerDay: {}, moneyPerDayOther: 0, sendsPerMinute: 1 }

const COMMANDS: Readonly<Record<string, object>> = {
  'workspace.rebuild': {},
  'backups.make': {},
  'backups.restore': { name: 'daily-x.db' },
  'companies.merge': { company: ONE, into: 'cus_T000002' },
  'companies.link': { provider: 'stripe', ref: ONE, company: null },
  'companies.claim': { kind: 'phone', value: '254712345678', company: null },
  'usage.record': { company: ONE, metric: 'trading.positions', quantity: 1 },
  'usage.import': { text: 'company,metric,quantity' },
  'hours.log': { ...HOURS, note: 'Call', at: AT },
  'hours.import': { entries: [{ ...HOURS, note: 'Call', at: AT }] },
  'hours.addPack': { ...HOURS, expiresAt: AT },
  'hours.settle': { ...HOURS, as: 'billed', note: 'Paid' },
  'payments.assign': { ...PAYMENT, company: ONE },
  'payments.unassign': PAYMENT,
  'payments.expect': { company: ONE, provider: 'mpesa', offer: OFFER },
  'payments.withdraw': { provider: 'mpesa', ref: 'x' },
  'payments.importStatement': { provider: 'mpesa', format: 'csv', content: 'eA==', isPreview: false },
  'actions.queue': { id: 'look-only-1', company: ONE, wish: { kind: 'link.portal', provider: 'stripe', customer: ONE }, digest: '' },
  'actions.approve': { id: 'x' },
  'actions.send': { id: 'x' },
  'actions.cancel': { id: 'x' },
  'actions.settle': { id: 'x', as: 'drop' },
  'actions.setCaps': CAPS,
  'notes.add': { company: ONE, text: 'Call back.' },
  'sync.start': {},
  'connections.connect': { provider: 'stripe', secret: 'sk_test_51AnotherKeyOfTierdesk' },
  'connections.register': { provider: 'mpesa', phone: '0712345678', callback: 'https://shop.example.co.ke/paid' },
  'catalogs.import': { text: '{}' },
}

interface Procedure {
  '~orpc': { meta: { kind: string } }
}

function listCommands(): string[] {
  return Object.entries(contract).flatMap(([feature, procedures]) =>
    Object.entries(procedures as Record<string, Procedure>)
      .filter(([, { '~orpc': told }]) => told.meta.kind === 'command')
      .map(([name]) => `${feature}.${name}`),
  )
}

function call(name: string, input: object): Promise<unknown> {
  const [feature = '', procedure = ''] = name.split('.')
  const procedures = reader.client[feature as 'notes'] as unknown as Record<string, (input: object) => Promise<unknown>>
  return procedures[procedure]?.(input) ?? Promise.reject(new Error(`${name} is no procedure`))
}

describe('a workspace that was opened to look only', () => {
  test('says so, beside whoever writes in it', async () => {
    expect(await reader.client.workspace.describe({})).toMatchObject({
      canWrite: false,
      trouble: { code: 'workspace-read-only', message: expect.stringContaining('opened to look'), hint: expect.stringContaining('--look') },
    })
    expect((await reader.client.companies.list({})).items).toHaveLength(3)
  })

  test('has every command here', () => {
    expect([...Object.keys(COMMANDS), ...HARMLESS].sort()).toEqual(listCommands().sort())
  })

  test.each(Object.entries(COMMANDS))('refuses %s, and says what to do', async (name, input) => {
    const before = world.dump()
    await expect(call(name, input)).rejects.toMatchObject({ code: 'REFUSED', data: { code: 'workspace-read-only' } })
    expect(world.dump()).toEqual(before)
  })

  test('asks no provider anything', async () => {
    world.stripe.requests.length = 0
    await clock.pass(60 * 60_000)
    expect(world.stripe.requests).toEqual([])
  })

  test('tells open screens what another program wrote', async () => {
    const stopper = new AbortController()
    const changes = await reader.client.changes.watch({}, { signal: stopper.signal })
    expect((await changes.next()).value).toEqual({ kind: 'ready' })
    let heard: unknown = null
    const listening = changes.next().then(({ value }) => {
      heard = value
    })
    await clock.pass(10_000)
    expect(heard).toBeNull()
    await writer.client.notes.add({ company: ONE, text: 'Call back.' })
    await clock.pass(2_000)
    await listening
    expect(heard).toMatchObject({ kind: 'changed', topics: expect.arrayContaining(['companies', 'actions']) })
    expect((await reader.client.notes.list({ company: ONE })).items).toMatchObject([{ text: 'Call back.' }])
    stopper.abort()
  })
})

test('a command that only reads is in no trouble', async () => {
  const command = world.open({ access: 'read' })
  expect(await command.client.workspace.describe({})).toMatchObject({ canWrite: false, trouble: null })
})
