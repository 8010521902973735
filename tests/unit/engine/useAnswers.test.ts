import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Engine } from '../../../src-main/engine/createEngine.ts'
import { templates } from '../../../src-main/engine/templates.ts'
import { type Instant, toInstant } from '../../../src-shared/model/instant.ts'
import { createWorld, type World } from '../../fixtures/createWorld.ts'

const DAY_MS = 86_400_000
const CALLS = 'threat-analytics.api-calls'

let world: World
let engine: Engine

beforeEach(async () => {
  world = await createWorld(4)
  await world.connect()
  engine = world.open()
  await engine.client.sync.start({})
  await engine.client.catalogs.import({ text: JSON.stringify(templates.get('threat-analytics')) })
})
afterEach(() => world.end())

const company = (number: number) => `cus_T00000${number}`

/** Days before now, at the same time of day. */
const ago = (days: number): Instant => toInstant(world.clock.now() - days * DAY_MS)

async function tell(number: number, metric: string, quantity: number, at: Instant, part?: [name: string, value: string]) {
  const dimension = part ? { name: part[0], value: part[1] } : null
  const { accepted } = await engine.client.usage.record({ company: company(number), metric, quantity, at, dimension })
  expect(accepted).toBe(1)
}

describe('what a company uses against its limits', () => {
  test('of a flow: used, level, where it goes, and every day of the last thirty', async () => {
    await tell(1, CALLS, 60, ago(2), ['endpoint', 'analyze'])
    await tell(1, CALLS, 25, ago(0), ['endpoint', 'drill'])
    await tell(1, CALLS, 7, ago(45))
    const { products } = await engine.client.usage.against({ company: company(1) })
    expect(products.map(({ product }) => product)).toEqual(['threat-analytics'])
    const [calls] = products[0]?.metrics ?? []
    expect(calls).toMatchObject({
      metric: 'api-calls',
      kind: 'flow',
      used: 85,
      limit: 100,
      remaining: 15,
      level: 'watch',
      asOf: world.clock.now(),
    })
    expect(calls?.projection).toMatchObject({ kind: 'projected', isReached: false })
    expect(calls?.trend).toHaveLength(30)
    expect(calls?.trend.filter(({ quantity }) => quantity > 0).map(({ quantity }) => quantity)).toEqual([60, 25])
  })

  test('of a stock: what stood at each day’s end, from its first telling on', async () => {
    await tell(1, 'trading.positions', 3, ago(5))
    await tell(1, 'trading.positions', 4, ago(2))
    const { products } = await engine.client.usage.against({ company: company(1), product: 'trading' })
    const [positions] = products[0]?.metrics ?? []
    expect(positions).toMatchObject({ used: 4, limit: 5, level: 'watch', projection: null })
    expect(positions?.trend.map(({ quantity }) => quantity)).toEqual([3, 3, 3, 4, 4, 4])
  })

  test('as of an instant, nothing that was told later counts', async () => {
    await tell(1, CALLS, 60, ago(2))
    await tell(1, CALLS, 50, ago(0))
    const then = await engine.client.usage.against({ company: company(1), at: ago(1) })
    expect(then.products[0]?.metrics[0]).toMatchObject({ used: 60, level: 'calm' })
    expect(then.products[0]?.metrics[0]?.trend.at(-2)?.quantity).toBe(60)
  })
})

describe('all companies by how near they are to a limit', () => {
  beforeEach(async () => {
    await tell(1, CALLS, 40, ago(1))
    await tell(2, CALLS, 101, ago(1))
    await tell(3, CALLS, 100, ago(1))
    await tell(4, CALLS, 92, ago(45))
  })

  test('the worst first, and how many are at each level', async () => {
    const ranking = await engine.client.usage.ranking({ metric: CALLS })
    expect(ranking.items.map(({ used, level }) => [used, level])).toEqual([
      [101, 'blocked'],
      [100, 'blocked'],
      [40, 'calm'],
      // Told once, and nothing since its month began.
      [0, 'calm'],
    ])
    expect(ranking.counts).toEqual({ calm: 2, watch: 0, warn: 0, blocked: 2, unlimited: 0, unknown: 0, paused: 0 })
    expect(ranking).toMatchObject({ product: 'threat-analytics', metric: 'api-calls', kind: 'flow', next: null })
  })

  test('page by page everyone comes once, and a level narrows', async () => {
    const seen: string[] = []
    for (let cursor: string | null = null; ; ) {
      const page: Awaited<ReturnType<typeof engine.client.usage.ranking>> = await engine.client.usage.ranking({
        metric: CALLS,
        limit: 1,
        cursor,
      })
      seen.push(...page.items.map(({ company: id }) => id))
      if (page.next === null) break
      cursor = page.next
    }
    expect(new Set(seen).size).toBe(4)
    expect((await engine.client.usage.ranking({ metric: CALLS, level: 'blocked' })).items).toHaveLength(2)
  })

  test('what is kept is what is answered anew', async () => {
    const now = await engine.client.usage.ranking({ metric: CALLS })
    const anew = await engine.client.usage.ranking({ metric: CALLS, at: world.clock.now() as Instant })
    expect(anew).toEqual(now)
  })
})

describe('day by day', () => {
  test('a flow by endpoint, of one company and of all', async () => {
    await tell(1, CALLS, 10, ago(2), ['endpoint', 'analyze'])
    await tell(1, CALLS, 5, ago(2), ['endpoint', 'analyze'])
    await tell(1, CALLS, 3, ago(1), ['endpoint', 'drill'])
    await tell(2, CALLS, 4, ago(1), ['endpoint', 'drill'])
    const span = { from: ago(3), to: toInstant(world.clock.now() + 1) }
    const one = await engine.client.usage.series({ company: company(1), metric: CALLS, ...span })
    expect(one.items.map(({ group, quantity }) => [group, quantity])).toEqual([
      ['analyze', 15],
      ['drill', 3],
    ])
    const all = await engine.client.usage.series({ metric: CALLS, ...span })
    expect(all.items.map(({ group, quantity }) => [group, quantity])).toEqual([
      ['analyze', 15],
      ['drill', 7],
    ])
  })

  test('a stock carries on what stood before the span, all companies together', async () => {
    await tell(1, 'trading.positions', 3, ago(20))
    await tell(2, 'trading.positions', 5, ago(1))
    const { items, kind } = await engine.client.usage.series({
      metric: 'trading.positions',
      from: ago(2),
      to: toInstant(world.clock.now() + 1),
    })
    expect(kind).toBe('stock')
    expect(items.map(({ quantity }) => quantity)).toEqual([3, 8, 8])
  })
})

test('a row of the list says which limit is nearest, and what is left of the hours', async () => {
  await engine.client.catalogs.import({ text: JSON.stringify(templates.get('maintenance-hours')) })
  await tell(1, CALLS, 80, ago(1))
  await tell(1, 'trading.positions', 6, ago(1))
  await engine.client.hours.addPack({ company: company(1), minutes: 300, expiresAt: toInstant(world.clock.now() + 30 * DAY_MS), ref: 'P1' })
  const read = async (at: Instant | null) => (await engine.client.companies.list({ search: company(1), at })).items[0]
  expect(await read(null)).toMatchObject({
    worst: { product: 'trading', metric: 'positions', used: 6, limit: 5, level: 'blocked' },
    hours: { product: 'maintenance-hours', available: 300 },
  })
  expect(await read(world.clock.now() as Instant)).toMatchObject({ worst: { used: 6 }, hours: { available: 300 } })
  expect((await engine.client.companies.list({ search: company(2) })).items[0]).toMatchObject({ worst: null, hours: null })
})
