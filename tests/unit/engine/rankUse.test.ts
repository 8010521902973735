import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readFigureContext } from '../../../src-main/engine/answers/readFigureContext.ts'
import { getCompanyIdentity } from '../../../src-main/engine/companies.ts'
import { createEngine, type Engine } from '../../../src-main/engine/createEngine.ts'
import { templates } from '../../../src-main/engine/templates.ts'
import { openStore } from '../../../src-main/store/openStore.ts'
import { deriveCompanyFigures } from '../../../src-main/store/writes/deriveFigures.ts'
import { saveRecorded } from '../../../src-main/store/writes/saveRecorded.ts'
import type { UseOfCompany } from '../../../src-shared/contract/usage.ts'
import { type Instant, parseInstant, toInstant, toIso } from '../../../src-shared/model/instant.ts'
import type { Limit } from '../../../src-shared/model/limit.ts'
import { USE_LEVELS } from '../../../src-shared/model/useLevel.ts'
import { createRandom } from '../../fixtures/createRandom.ts'
import { createWorld, type World } from '../../fixtures/createWorld.ts'
import { type Lantern, makeLantern } from '../../fixtures/makeLantern.ts'
import { readAll } from '../startup/openDemo.ts'

const DAY_MS = 86_400_000
const NO_COUNTS = { calm: 0, watch: 0, warn: 0, blocked: 0, unlimited: 0, unknown: 0, paused: 0 }

function at(text: string): Instant {
  const instant = parseInstant(text)
  if (instant === null) throw new Error(`"${text}" is no instant`)
  return instant
}

function write({ name, plan, status, used, limit, level, projection }: UseOfCompany): string {
  const end = projection === null ? '' : projection.kind === 'projected' ? `, ${projection.atEnd} at the end` : `, ${projection.kind}`
  return `${name}: ${plan} ${status}, ${used} of ${limit} ${level}${end}`
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

  const rank = (metric: string, when: string | null = null) => engine.client.usage.ranking({ metric, at: when === null ? null : at(when) })

  test('who is over stands before who is at the limit, then the others, the unlimited, and those of whom nobody told', async () => {
    const { items, counts, next, ...what } = await rank('positions')
    expect(what).toEqual({ product: 'trading', metric: 'positions', kind: 'stock' })
    expect(items.map(write)).toEqual([
      'Nimbus Freight: free expired, 20 of 5 blocked',
      'Spree Algo: free canceled, 7 of 5 blocked',
      'Kilimani Desk: pro active, 50 of 50 blocked',
      'Harmattan Capital: elite active, 51 of unlimited unlimited',
      'Lamu Ventures: pro active, null of 50 unknown',
      'Sahel Signals: pro trialing, null of 50 unknown',
      'Table Bay Capital: elite active, null of unlimited unlimited',
    ])
    expect(counts).toEqual({ ...NO_COUNTS, blocked: 3, unlimited: 2, unknown: 2 })
    expect(next).toBeNull()
    expect(items[0]?.asOf).toBe(at('2026-05-20T05:00:00Z'))
  })

  test('a flow says where it goes, and while paused that it is paused', async () => {
    const { items, counts } = await rank('threat-analytics.api-calls')
    expect(items.map(write)).toEqual([
      'Atlas Retail: professional paused, 1200 of 5000 paused, 1637 at the end',
      'Naivasha Analytics: professional active, 1150 of 5000 calm, 1330 at the end',
      'Accra Insights: starter active, 80 of 500 calm, 167 at the end',
      'Oryx Redact: professional active, 620 of 5000 calm, 744 at the end',
      'Blue Heron Clinics: starter grace, 40 of 500 calm, 310 at the end',
    ])
    expect(counts).toEqual({ ...NO_COUNTS, calm: 4, paused: 1 })
  })

  test('as of an instant it is of those who belonged to the product then, by what was known then', async () => {
    // Harmattan is on Pro until the 14th, Nimbus in its days of grace, and Sahel’s trial begins on the 15th.
    const { items } = await rank('positions', '2026-05-13T06:30:00Z')
    expect(items.map(write)).toEqual([
      'Harmattan Capital: pro active, 48 of 50 warn',
      'Kilimani Desk: pro active, null of 50 unknown',
      'Lamu Ventures: pro active, null of 50 unknown',
      'Nimbus Freight: pro grace, null of 50 unknown',
      'Spree Algo: free canceled, null of 5 unknown',
      'Table Bay Capital: elite active, null of unlimited unlimited',
    ])
  })

  test.each(['positions', 'api-calls', 'images', 'clients', 'change-requests', 'requests-per-day'])(
    'what was derived of %s is what is answered anew as of the same instant, and what the entitlements say',
    async (metric) => {
      const kept = await rank(metric)
      expect(kept).toEqual(await engine.client.usage.ranking({ metric, at: lantern.ports.clock.now() }))
      for (const { company, used, limit, asOf, plan, status } of kept.items) {
        const entitlement = await engine.client.entitlements.get({ company, product: kept.product })
        expect(entitlement).toMatchObject({ plan, status, usage: { [metric]: { used, limit, asOf } } })
      }
    },
  )
})

describe('of many', () => {
  const MANY = 60
  let world: World
  let client: Engine['client']

  beforeAll(async () => {
    world = await createWorld(MANY)
    await world.connect()
    const first = world.open()
    await first.client.sync.start({})
    await first.client.catalogs.import({ text: JSON.stringify(templates.get('threat-analytics')) })
    await first.stop()
    limitAll()
    client = world.open().client
    await tellAll()
  })
  afterAll(() => world.end())

  const companyOf = (index: number) => `cus_T${String(index + 1).padStart(6, '0')}`

  /** Every limit that there is, by hand; some of them end with a day each. */
  function limitAll(): void {
    const random = createRandom(7)
    const now = world.clock.now()
    const store = openStore(world.folder, 'write', now)
    store.transact((tx) => {
      for (let index = 0; index < MANY; index += 1) {
        if (index % 6 === 0) continue
        const { company, companyId } = getCompanyIdentity(tx, companyOf(index))
        const limit: Limit = index % 6 === 1 ? 'unlimited' : index % 6 === 2 ? 0 : Math.floor(random() * 40) + 1
        const content = { plan: null, limits: { 'api-calls': limit }, until: toInstant(now + index * DAY_MS), reason: 'A test.' }
        const fact = { company, product: 'threat-analytics', kind: 'override', key: 'by-hand', at: toInstant(now - DAY_MS) } as const
        saveRecorded(tx, { ...fact, source: 'staff', content }, now)
        deriveCompanyFigures(tx, { ...readFigureContext(tx), now }, [companyId])
      }
    })
    store.close()
  }

  /** A tenth is told nothing of, and all begin or end at a round share. */
  async function tellAll(): Promise<void> {
    const random = createRandom(11)
    const when = toIso(toInstant(world.clock.now() - 1_000))
    const lines = Array.from({ length: MANY }, (_, index) =>
      index % 10 === 3 ? '' : `${companyOf(index)},threat-analytics.api-calls,${Math.floor(random() * 50)},${when}\n`,
    )
    const { rejected } = await client.usage.import({ text: `company,metric,quantity,when\n${lines.join('')}` })
    expect(rejected).toEqual([])
  }

  const readRanking = async (ask: { level?: (typeof USE_LEVELS)[number] | null; at?: Instant | null } = {}) =>
    client.usage.ranking({ metric: 'api-calls', limit: 1000, ...ask })

  /** The order in words of its own: exact shares, whole numbers only. */
  function isInOrder(a: UseOfCompany, b: UseOfCompany): boolean {
    const group = ({ used, limit }: UseOfCompany) => (limit === 0 ? 0 : used === null ? 2 : limit === 'unlimited' ? 1 : 0)
    if (group(a) !== group(b)) return group(a) < group(b)
    if (group(a) === 2) return a.name <= b.name
    const [usedA, usedB] = [a.used ?? 0, b.used ?? 0]
    if (group(a) === 1) return usedA > usedB || (usedA === usedB && a.name <= b.name)
    const fraction = (used: number, limit: Limit | null) => (limit === 0 ? (used === 0 ? [1, 1] : [1, 0]) : [used, Number(limit)])
    const [[overA = 0, underA = 0], [overB = 0, underB = 0]] = [fraction(usedA, a.limit), fraction(usedB, b.limit)]
    return overA * underB >= overB * underA
  }

  test('the order holds, and every level is counted', async () => {
    const { items, counts } = await readRanking()
    // Of those whose limits are the plan’s, who was told nothing of does not belong to the product.
    const outside = Array.from({ length: MANY }, (_, index) => index).filter((index) => index % 6 === 0 && index % 10 === 3)
    expect(items).toHaveLength(MANY - outside.length)
    expect(new Set(items.map(({ company }) => company)).size).toBe(items.length)
    for (const [index, item] of items.entries()) {
      const before = items[index - 1]
      if (before) expect(isInOrder(before, item), `${write(before)} before ${write(item)}`).toBe(true)
    }
    expect(Object.keys(counts).sort()).toEqual([...USE_LEVELS].sort())
    for (const level of USE_LEVELS) {
      const own = items.filter((item) => item.level === level)
      expect(counts[level]).toBe(own.length)
      expect((await readRanking({ level })).items).toEqual(own)
      expect((await readRanking({ level })).counts).toEqual(counts)
    }
    expect(items.filter(({ limit }) => limit === 0).every(({ level }) => level === 'blocked')).toBe(true)
    expect(counts.blocked).toBeGreaterThan(10)
    expect(counts.unlimited).toBe(10)
  })

  test('pages cover everyone exactly once, in the order of the whole', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: MANY + 5 }),
        fc.constantFrom(null, ...USE_LEVELS),
        fc.constantFrom(null, world.clock.now(), toInstant(world.clock.now() - 2_000)),
        async (drawn, level, when) => {
          // As of an instant each page derives everyone: a few pages say as much.
          const limit = when === null ? drawn : drawn + 15
          const paged = await readAll((cursor) => client.usage.ranking({ metric: 'api-calls', limit, level, at: when, cursor }))
          expect(paged).toEqual((await readRanking({ level, at: when })).items)
        },
      ),
      { numRuns: 20 },
    )
  })

  test('a cursor is good for its own question', async () => {
    const { next: cursor } = await client.usage.ranking({ metric: 'api-calls', limit: 1 })
    for (const other of [
      { metric: 'positions' },
      { metric: 'api-calls', level: 'calm' as const },
      { metric: 'api-calls', at: world.clock.now() },
    ])
      await expect(client.usage.ranking({ ...other, cursor })).rejects.toMatchObject({ data: { code: 'cursor-unreadable' } })
    await expect(client.usage.ranking({ metric: 'hats' })).rejects.toMatchObject({ data: { code: 'metric-missing' } })
  })

  test('whom the clock has changed since is answered anew, beside those of whom what was derived still holds', async () => {
    const before = await readRanking()
    for (const days of [0, 5, 20, 40]) {
      world.clock.advance(days * DAY_MS)
      const kept = await readRanking()
      expect(kept, `after ${days} more days`).toEqual(await readRanking({ at: world.clock.now() }))
    }
    // Some are on the plan’s limit again, and in another month nothing is used yet.
    const { items } = await readRanking()
    expect(items).toHaveLength(before.items.length)
    expect(items.every(({ used }) => used === 0 || used === null)).toBe(true)
    expect(items.filter(({ limit }) => limit === 100).length).toBeGreaterThan(before.items.filter(({ limit }) => limit === 100).length)
  })
})
