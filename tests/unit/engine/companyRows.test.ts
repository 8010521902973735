import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createEngine, type Engine } from '../../../src-main/engine/createEngine.ts'
import { templates } from '../../../src-main/engine/templates.ts'
import type { CompanyRow } from '../../../src-shared/contract/companies.ts'
import { type Instant, parseInstant, toInstant } from '../../../src-shared/model/instant.ts'
import { createWorld, type World } from '../../fixtures/createWorld.ts'
import { type Lantern, makeLantern } from '../../fixtures/makeLantern.ts'
import { runCommand } from '../../fixtures/runCommand.ts'

const DAY_MS = 86_400_000

function at(text: string): Instant {
  const instant = parseInstant(text)
  if (instant === null) throw new Error(`"${text}" is no instant`)
  return instant
}

function write({ name, worst, hours }: CompanyRow): string {
  const use = worst === null ? 'nothing' : `${worst.metric} ${worst.used} of ${worst.limit} ${worst.level}`
  return `${name}: ${use}${hours === null ? '' : `, ${hours.available} min of ${hours.product}`}`
}

describe('of Lantern', () => {
  let lantern: Lantern
  let engine: Engine

  beforeAll(async () => {
    lantern = await makeLantern()
    const folder = lantern.ports.environment('TIERDESK_WORKSPACE') ?? ''
    engine = createEngine(lantern.ports, { folder, access: 'read', what: 'a test', pollMs: null })
  })
  afterAll(async () => {
    await engine.stop()
    await lantern.end()
  })

  const list = async (when: string | null = null) =>
    (await engine.client.companies.list({ limit: 1000, at: when === null ? null : at(when) })).items

  test('each row says which limit is the nearest, and what is left of the hours', async () => {
    expect((await list()).map(write)).toEqual([
      'Accra Insights: api-calls 80 of 500 calm',
      // Paused: its calls are no limit to be near to.
      'Atlas Retail: nothing',
      // All its five metrics are at a quarter or less, the first of them at 25 of 100.
      'Baobab Homes: estates 25 of 100 calm',
      'Blue Heron Clinics: api-calls 40 of 500 calm',
      'Éclair Atelier: nothing, 0 min of maintenance-hours',
      'Gulu Radio: nothing, 780 min of maintenance-hours',
      'Harmattan Capital: nothing',
      'Juba Press: nothing',
      'Kampala Kiosk: images 3 of 10 calm',
      'Kigali Studios: nothing, 0 min of maintenance-hours',
      'Kilimani Desk: positions 50 of 50 blocked',
      'Lamu Ventures: nothing',
      'Lekki Plots: nothing',
      'Mara Safaris: nothing',
      'Naivasha Analytics: api-calls 1150 of 5000 calm',
      'Nimbus Freight: positions 20 of 5 blocked',
      'Nyeri Tea Estates: nothing, 510 min of maintenance-hours',
      'Oryx Redact: api-calls 620 of 5000 calm',
      'Sahel Signals: nothing',
      'Serengeti Lodges: requests-per-day 4 of 4 blocked, 1110 min of maintenance-hours',
      'Spree Algo: positions 7 of 5 blocked',
      'Table Bay Capital: nothing',
      'Tidewater Frames: images 99 of 100 warn',
      'Umoja Estates: nothing',
      'Zanzibar Prints: images 4 of 100 calm',
    ])
  })

  test('as of an instant a row says what was so then', async () => {
    const then = (await list('2026-05-13T06:30:00Z')).map(write)
    expect(then).toContain('Atlas Retail: api-calls 1200 of 5000 calm')
    expect(then).toContain('Harmattan Capital: positions 48 of 50 warn')
    expect(then).toContain('Nimbus Freight: nothing')
    expect(then).toContain('Tidewater Frames: images 40 of 100 calm')
  })

  test('what was derived is what is answered anew as of the same instant', async () => {
    const now = lantern.ports.clock.now()
    const rows = await list()
    expect(rows).toEqual((await engine.client.companies.list({ limit: 1000, at: now })).items)
    for (const { id, ...row } of rows) expect(await engine.client.companies.get({ company: id })).toMatchObject(row)
  })

  test('on the command line a row of JSON has what it always had', async () => {
    const { stdout } = await runCommand(lantern.ports, ['--json', 'companies', '--search', 'serengeti'])
    const { items } = JSON.parse(stdout) as { items: object[] }
    expect(items.map((item) => Object.keys(item))).toEqual([['id', 'name', 'email', 'phone', 'links', 'subscriptions', 'mrr']])
  })
})

describe('of what was recorded', () => {
  let world: World
  let client: Engine['client']

  beforeEach(async () => {
    world = await createWorld(3)
    await world.connect()
    client = world.open().client
    await client.sync.start({})
    const care = { ...templates.get('maintenance-hours'), product: 'care' }
    const calls = templates.get('threat-analytics') as { plans: Record<string, { limits: object }> }
    const none = {
      ...calls,
      product: 'nothing-free',
      plans: { ...calls.plans, free: { ...calls.plans['free'], limits: { 'api-calls': 0 } } },
    }
    for (const catalog of [templates.get('maintenance-hours'), care, calls, none])
      await client.catalogs.import({ text: JSON.stringify(catalog) })
  })
  afterEach(() => world.end())

  const use = (metric: string, quantity: number) => {
    world.clock.advance(1_000)
    return client.usage.record({ company: 'cus_T000001', metric, quantity })
  }
  const pack = (product: string, ref: string, minutes: number, days: number) =>
    client.hours.addPack({
      ...{ company: 'cus_T000001', product, ref, minutes },
      expiresAt: toInstant(world.clock.now() + days * DAY_MS),
    })
  const read = async () => {
    const row = (await client.companies.list({ search: 'cus_T000001' })).items[0]
    expect(row).toEqual((await client.companies.list({ search: 'cus_T000001', at: world.clock.now() })).items[0])
    const { worst = null, hours = null } = row ?? {}
    return { worst: worst && `${worst.product} ${worst.metric} ${worst.used} of ${worst.limit} ${worst.level}`, hours }
  }

  test('the greatest share is the nearest; none of 0 is full, and one of 0 is over all', async () => {
    expect(await read()).toEqual({ worst: null, hours: null })
    await use('positions', 4)
    expect((await read()).worst).toBe('trading positions 4 of 5 watch')
    await use('threat-analytics.api-calls', 81)
    expect((await read()).worst).toBe('threat-analytics api-calls 81 of 100 watch')
    await use('nothing-free.api-calls', 0)
    expect((await read()).worst).toBe('nothing-free api-calls 0 of 0 blocked')
    await use('positions', 6)
    expect((await read()).worst).toBe('trading positions 6 of 5 blocked')
    await use('nothing-free.api-calls', 1)
    expect((await read()).worst).toBe('nothing-free api-calls 1 of 0 blocked')
  })

  test('where two products have hours the first by its id is meant, of those in which the company has any', async () => {
    await pack('maintenance-hours', 'P-1', 300, 20)
    expect((await read()).hours).toEqual({ product: 'maintenance-hours', available: 300 })
    // Whoever has told of requests belongs to a product, and has no hours by that.
    await use('care.urgent-requests', 1)
    expect((await read()).hours).toEqual({ product: 'maintenance-hours', available: 300 })
    await pack('care', 'P-2', 45, 10)
    expect((await read()).hours).toEqual({ product: 'care', available: 45 })
  })

  test('whom the clock has changed since is answered anew, in the list and alone', async () => {
    await pack('maintenance-hours', 'P-1', 300, 20)
    await use('threat-analytics.api-calls', 81)
    world.clock.advance(21 * DAY_MS)
    const later = { worst: 'threat-analytics api-calls 0 of 100 calm', hours: { product: 'maintenance-hours', available: 0 } }
    expect(await read()).toEqual(later)
    expect(await client.companies.get({ company: 'cus_T000001' })).toMatchObject({ worst: { used: 0, limit: 100 }, hours: later.hours })
  })
})
