import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createEngine, type Engine } from '../../../src-main/engine/createEngine.ts'
import { templates } from '../../../src-main/engine/templates.ts'
import type { NewsItem } from '../../../src-shared/contract/news.ts'
import { type Instant, parseInstant, toInstant, toIso } from '../../../src-shared/model/instant.ts'
import { createWorld, type World } from '../../fixtures/createWorld.ts'
import { type Lantern, makeLantern } from '../../fixtures/makeLantern.ts'

const HOUR_MS = 3_600_000

function at(text: string): Instant {
  const instant = parseInstant(text)
  if (instant === null) throw new Error(`"${text}" is no instant`)
  return instant
}

function write(item: NewsItem): string {
  const when = toIso(item.at)
  if (item.kind === 'limit-reached')
    return `${when} ${item.name} reached ${item.percent} % of ${item.product}.${item.metric}: ${item.used} of ${item.limit}`
  const what = `${item.amount} ${item.currency} for ${item.product}.${item.plan}`
  if (item.kind === 'payment-failed') return `${when} ${item.name} failed to pay ${what}: ${item.reason}`
  return `${when} ${item.name} paid ${what} until ${item.until === null ? 'ever' : toIso(item.until)}`
}

describe('of Lantern', () => {
  let lantern: Lantern
  let client: Engine['client']
  let engine: Engine

  beforeAll(async () => {
    lantern = await makeLantern()
    engine = createEngine(lantern.ports, {
      folder: lantern.ports.environment('TIERDESK_WORKSPACE') ?? '',
      access: 'read',
      what: 'a test',
      pollMs: null,
    })
    client = engine.client
  })
  afterAll(async () => {
    await engine.stop()
    await lantern.end()
  })

  test('who asks from no instant is told from when on to ask, and no news', async () => {
    expect(await client.news.list({})).toEqual({ asOf: at('2026-05-20T09:00:00Z'), items: [], isCut: false })
  })

  test('what happened since is told with what it granted, or why it failed, the newest first', async () => {
    const { items, isCut } = await client.news.list({ since: at('2026-05-15T00:00:00Z') })
    expect(items.map(write)).toEqual([
      '2026-05-20T06:00:00Z Kilimani Desk reached 100 % of trading.positions: 50 of 50',
      '2026-05-20T05:00:00Z Nimbus Freight reached 100 % of trading.positions: 20 of 5',
      '2026-05-20T05:00:00Z Serengeti Lodges reached 100 % of maintenance-hours.requests-per-day: 4 of 4',
      '2026-05-20T05:00:00Z Spree Algo reached 100 % of trading.positions: 7 of 5',
      '2026-05-19T16:00:00Z Tidewater Frames failed to pay 150000 KES for image-quota.pro: Your card has insufficient funds.',
      '2026-05-18T09:00:00Z Tidewater Frames reached 90 % of image-quota.images: 99 of 100',
      '2026-05-16T10:00:00Z Blue Heron Clinics failed to pay 2900 USD for threat-analytics.starter: Your card was declined.',
      '2026-05-16T08:00:00Z Nyeri Tea Estates paid 90000 USD for maintenance-hours.hours-10 until ever',
      '2026-05-15T09:05:00Z Lekki Plots paid 15000000 NGN for estate-management.enterprise until 2026-06-15T08:00:00Z',
    ])
    expect(isCut).toBe(false)
  })

  test('it is what the list of payments says, by the instant at which each became so', async () => {
    const since = at('2026-05-10T00:00:00Z')
    const { items } = await client.news.list({ since })
    for (const [status, kind] of [
      ['succeeded', 'payment-received'],
      ['failed', 'payment-failed'],
    ] as const) {
      const listed = (await client.payments.list({ status, limit: 1000 })).items.filter((payment) => payment.at > since)
      const told = items.filter((item) => item.kind === kind)
      expect(listed.length).toBeGreaterThan(0)
      expect(told.map((item) => (item.kind === 'limit-reached' ? null : [item.at, item.company, item.amount]))).toEqual(
        expect.arrayContaining(listed.map((payment) => [payment.at, payment.company, payment.amount])),
      )
      expect(told).toHaveLength(listed.length)
    }
  })

  test('an instant after all that happened has no news', async () => {
    expect((await client.news.list({ since: at('2026-05-20T08:59:59Z') })).items).toEqual([])
  })

  test('the alerts of a metric are of the windows in course and of who is near a limit, and the same as of this instant', async () => {
    const { items, ...what } = await client.usage.alerts({ metric: 'positions' })
    expect(what).toEqual({ product: 'trading', metric: 'positions', isCut: false })
    expect(items.map(({ name, percent, at: when, used, limit }) => `${toIso(when)} ${name} ${percent} %: ${used} of ${limit}`)).toEqual([
      '2026-05-20T06:00:00Z Kilimani Desk 100 %: 50 of 50',
      '2026-05-20T06:00:00Z Kilimani Desk 90 %: 50 of 50',
      '2026-05-20T05:00:00Z Nimbus Freight 100 %: 20 of 5',
      '2026-05-20T05:00:00Z Spree Algo 100 %: 7 of 5',
      '2026-05-20T05:00:00Z Nimbus Freight 90 %: 20 of 5',
      '2026-05-20T05:00:00Z Spree Algo 90 %: 7 of 5',
    ])
    expect((await client.usage.alerts({ metric: 'positions', at: lantern.ports.clock.now() })).items).toEqual(items)
    await expect(client.usage.alerts({ metric: 'hats' })).rejects.toMatchObject({ data: { code: 'metric-missing' } })
  })
})

describe('of use that is told', () => {
  let world: World
  let client: Engine['client']

  beforeEach(async () => {
    world = await createWorld(3)
    await world.connect()
    const engine = world.open()
    await engine.client.sync.start({})
    await engine.client.catalogs.import({ text: JSON.stringify(templates.get('threat-analytics')) })
    client = engine.client
  })
  afterEach(() => world.end())

  const tell = (quantity: number, more: { company?: string; at?: Instant } = {}) =>
    client.usage.record({ company: more.company ?? 'cus_T000001', metric: 'api-calls', quantity, at: more.at ?? null })
  const listReached = async (since: Instant) =>
    (await client.news.list({ since })).items.map((item) =>
      item.kind === 'limit-reached' ? [item.percent, item.used, item.key] : item.kind,
    )

  test('a limit that is reached is told at 90 and at 100 per cent, each once and under a key of its own', async () => {
    const { asOf: opened } = await client.news.list({})
    world.clock.advance(1000)
    await tell(89)
    expect(await listReached(opened)).toEqual([])
    world.clock.advance(1000)
    await tell(1)
    const [first] = await listReached(opened)
    expect(first?.slice(0, 2)).toEqual([90, 90])
    expect(await listReached(opened)).toEqual([first])
    world.clock.advance(1000)
    await tell(30)
    const [second, ...others] = await listReached(opened)
    expect(second?.slice(0, 2)).toEqual([100, 120])
    expect(others).toEqual([])
    expect(second?.[2]).not.toBe(first?.[2])
    world.clock.advance(1000)
    await tell(5)
    expect(await listReached(opened)).toEqual([second])
  })

  test('one record that leaps over both is told once, as the higher', async () => {
    const { asOf: opened } = await client.news.list({})
    world.clock.advance(1000)
    await tell(150)
    expect((await listReached(opened)).map((told) => told.slice(0, 2))).toEqual([[100, 150]])
  })

  test('what was reached before is no news, though it is told after: a late record stands at its own instant', async () => {
    await tell(95)
    world.clock.advance(HOUR_MS)
    const { asOf: opened } = await client.news.list({})
    expect(await listReached(opened)).toEqual([])
    world.clock.advance(1000)
    await tell(3)
    await tell(95, { company: 'cus_T000002', at: toInstant(opened - HOUR_MS) })
    expect(await listReached(opened)).toEqual([])
    const { items } = await client.usage.alerts({ metric: 'api-calls' })
    expect(items.map(({ name, percent, used }) => `${name} ${percent} %: ${used}`).sort()).toEqual(
      ['Baobab Holdings 000002', 'Harmattan Trading Desk 000001'].flatMap((name) =>
        [75, 80, 90].map((percent) => `${name} ${percent} %: 95`),
      ),
    )
  })
})
