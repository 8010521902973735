import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createEngine, type Engine } from '../../../src-main/engine/createEngine.ts'
import { templates } from '../../../src-main/engine/templates.ts'
import type { UseOfMetric } from '../../../src-shared/contract/usage.ts'
import { type Instant, parseInstant, toInstant } from '../../../src-shared/model/instant.ts'
import { createWorld, type World } from '../../fixtures/createWorld.ts'
import { type Lantern, makeLantern } from '../../fixtures/makeLantern.ts'

const DAY_MS = 86_400_000

function at(text: string): Instant {
  const instant = parseInstant(text)
  if (instant === null) throw new Error(`"${text}" is no instant`)
  return instant
}

/** The days on which there is any, as `05-15 700`. */
function writeTrend({ trend }: Pick<UseOfMetric, 'trend'>): string[] {
  return trend.filter(({ quantity }) => quantity > 0).map(({ day, quantity }) => `${day.slice(5)} ${quantity}`)
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

  const ask = async (company: string, when: string | null = null) => {
    const { products } = await engine.client.usage.against({ company, at: when === null ? null : at(when) })
    return products.flatMap(({ metrics }) => metrics)
  }

  test('a flow is counted over its month, and shown over thirty days whatever its month', async () => {
    const [calls] = await ask('cus_Naivasha')
    expect(calls).toMatchObject({
      ...{ metric: 'api-calls', kind: 'flow', used: 1150, limit: 5000, remaining: 3850, level: 'calm', parts: [], missingParts: [] },
      asOf: at('2026-05-15T08:00:00Z'),
      window: { start: at('2026-04-24T10:00:00Z'), end: at('2026-05-24T10:00:00Z') },
      // 26 of 30 days are gone, less an hour: 1150 · 720 / 623.
      projection: { kind: 'projected', atEnd: 1330, isReached: false, reachedAt: null },
    })
    expect(calls?.trend).toHaveLength(30)
    expect([calls?.trend[0]?.day, calls?.trend.at(-1)?.day]).toEqual(['2026-04-21', '2026-05-20'])
    expect(calls && writeTrend(calls)).toEqual(['04-27 300', '05-04 150', '05-15 700'])
  })

  test('as of an instant, nothing that came later is in it', async () => {
    const [calls] = await ask('cus_Naivasha', '2026-05-05T00:00:00Z')
    expect(calls).toMatchObject({ used: 450, limit: 500, remaining: 50, level: 'warn', asOf: at('2026-05-04T11:00:00Z') })
    // 450 in 10 days and 14 hours: the other 50 in a ninth of that.
    expect(calls?.projection).toEqual({ kind: 'projected', atEnd: 1276, isReached: false, reachedAt: at('2026-05-06T04:13:20Z') })
    expect(calls && writeTrend(calls)).toEqual(['04-27 300', '05-04 150'])
    expect(calls?.trend.at(-1)?.day).toBe('2026-05-05')
  })

  test('a stock stands on from its first telling, by the whole or its parts as they hold', async () => {
    const metrics = await ask('cus_Lekki')
    expect(metrics.map(({ metric }) => metric)).toEqual(['estates', 'allocations', 'clients', 'marketers', 'properties'])
    const clients = metrics[2]
    expect(clients).toMatchObject({
      ...{ kind: 'stock', used: 95, limit: 'unlimited', remaining: 'unlimited', level: 'unlimited', window: null, projection: null },
      parts: [
        { part: 'primary', used: 80, asOf: at('2026-05-19T12:00:00Z') },
        { part: 'affiliated', used: 15, asOf: at('2026-05-20T06:00:00Z') },
      ],
    })
    expect(clients?.trend.map(({ quantity }) => quantity)).toEqual([...Array<number>(18).fill(90), 80, 95])
    expect(clients?.trend[0]?.day).toBe('2026-05-01')
    expect(metrics[4]).toMatchObject({ metric: 'properties', used: null, level: 'unlimited', asOf: null, trend: [] })
    const [, , then] = await ask('cus_Lekki', '2026-05-19T13:00:00Z')
    expect(then).toMatchObject({ used: 80, missingParts: ['affiliated'] })
  })

  test('while paused, a flow is at the level that says so', async () => {
    expect((await ask('cus_Atlas'))[0]).toMatchObject({ used: 1200, limit: 5000, level: 'paused' })
    expect((await ask('cus_Atlas', '2026-05-13T00:00:00Z'))[0]).toMatchObject({ used: 1200, limit: 5000, level: 'calm' })
  })

  test('without a plan there is no limit, and of what nobody told no trend', async () => {
    const nothing = { used: null, limit: null, remaining: 0, level: 'unknown', asOf: null, window: null, projection: null, trend: [] }
    for (const use of await ask('cus_Nyeri')) expect(use).toMatchObject(nothing)
  })

  test('what was derived is what is answered anew as of the same instant', async () => {
    const { items } = await engine.client.companies.list({ limit: 1000 })
    const now = lantern.ports.clock.now()
    for (const { id, subscriptions } of items) {
      const kept = await engine.client.usage.against({ company: id })
      expect(kept).toEqual(await engine.client.usage.against({ company: id, at: now }))
      expect(kept.products.map(({ product }) => product)).toEqual(subscriptions.map(({ product }) => product))
      for (const { product, metrics } of kept.products) {
        const { usage } = await engine.client.entitlements.get({ company: id, product })
        for (const { metric, used, limit, remaining, asOf, window, parts, missingParts } of metrics)
          expect(usage[metric]).toEqual({ used, limit, remaining, asOf, window, parts, missingParts })
      }
    }
  })
})

describe('of what was recorded', () => {
  let world: World

  beforeEach(async () => {
    world = await createWorld(2)
    await world.connect()
  })
  afterEach(() => world.end())

  async function openRecorded() {
    const { client } = world.open()
    await client.sync.start({})
    await client.catalogs.import({ text: JSON.stringify(templates.get('threat-analytics')) })
    const tell = (metric: string, quantity: number, when: Instant) =>
      client.usage.record({ company: 'cus_T000001', metric, quantity, at: when })
    return { client, tell }
  }

  test('the days are those of the workspace, and the 31st day back is none of them', async () => {
    const { client, tell } = await openRecorded()
    // In Nairobi a day begins at 21:00 UTC; it is noon there on 20 November.
    await tell('api-calls', 5, at('2026-10-21T20:59:59Z'))
    await tell('api-calls', 7, at('2026-10-21T21:00:00Z'))
    await tell('api-calls', 11, at('2026-11-19T20:59:59Z'))
    await tell('api-calls', 13, at('2026-11-19T21:00:00Z'))
    const { products } = await client.usage.against({ company: 'cus_T000001' })
    expect(products.map(({ product }) => product)).toEqual(['threat-analytics'])
    const [calls] = products[0]?.metrics ?? []
    expect(calls?.trend).toHaveLength(30)
    expect(calls && writeTrend(calls)).toEqual(['10-22 7', '11-19 11', '11-20 13'])
    expect(calls).toMatchObject({ used: 24, limit: 100, remaining: 76, level: 'calm' })
  })

  test('a stock that was told long ago stands on every day; a product that is named is answered to whoever is none of its companies', async () => {
    const { client, tell } = await openRecorded()
    await tell('positions', 4, toInstant(world.clock.now() - 400 * DAY_MS))
    await tell('positions', 2, toInstant(world.clock.now() - 2 * DAY_MS))
    const { products } = await client.usage.against({ company: 'cus_T000001' })
    expect(products[0]?.metrics[0]?.trend.map(({ quantity }) => quantity)).toEqual([...Array<number>(27).fill(4), 2, 2, 2])
    const other = await client.usage.against({ company: 'cus_T000002', product: 'threat-analytics' })
    expect(other.products[0]?.metrics[0]).toMatchObject({ used: null, limit: 100, level: 'unknown', projection: null, trend: [] })
    expect((await client.usage.against({ company: 'cus_T000002' })).products).toEqual([])
    await expect(client.usage.against({ company: 'cus_T000002', product: 'hats' })).rejects.toMatchObject({
      data: { code: 'product-missing' },
    })
  })

  test('the first and the last of all instants are answered', async () => {
    const { client } = await openRecorded()
    for (const edge of [-8_640_000_000_000_000, 8_640_000_000_000_000])
      expect((await client.usage.against({ company: 'cus_T000001', product: 'trading', at: toInstant(edge) })).products).toHaveLength(1)
  })
})
