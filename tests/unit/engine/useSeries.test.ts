import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Engine } from '../../../src-main/engine/createEngine.ts'
import { listUseSeries } from '../../../src-main/engine/listUseSeries.ts'
import { templates } from '../../../src-main/engine/templates.ts'
import { type Instant, parseInstant, toInstant } from '../../../src-shared/model/instant.ts'
import { createWorld, type World } from '../../fixtures/createWorld.ts'

const DAY_MS = 86_400_000

let world: World
let client: Engine['client']

beforeEach(async () => {
  world = await createWorld(3)
  await world.connect()
  client = world.open().client
  await client.sync.start({})
  for (const product of ['threat-analytics', 'estate-management'])
    await client.catalogs.import({ text: JSON.stringify(templates.get(product)) })
})
afterEach(() => world.end())

function at(text: string): Instant {
  const instant = parseInstant(text)
  if (instant === null) throw new Error(`"${text}" is no instant`)
  return instant
}

/** `number` is that of the company; `said` is `quantity` or `quantity part`. */
async function tell(number: number, metric: string, said: string, when: string): Promise<void> {
  const [quantity, value] = said.split(' ')
  const name = metric === 'api-calls' ? 'endpoint' : 'part'
  const dimension = value === undefined ? null : { name, value }
  await client.usage.record({ company: `cus_T00000${number}`, metric, quantity: Number(quantity), at: at(when), dimension })
}

async function read(metric: string, from: string, to: string, number: number | null = null): Promise<string[]> {
  const company = number === null ? null : `cus_T00000${number}`
  const { items } = await client.usage.series({ company, metric, from: at(from), to: at(to) })
  return items.map(({ day, group, quantity }) => `${day.slice(5)} ${group ?? '-'} ${quantity}`)
}

test('a flow adds up by day of the workspace and by endpoint', async () => {
  // In Nairobi a day begins at 21:00 UTC.
  await tell(1, 'api-calls', '5 analyze', '2026-11-09T20:59:59Z')
  await tell(1, 'api-calls', '7 analyze', '2026-11-09T21:00:00Z')
  await tell(1, 'api-calls', '2 redact', '2026-11-10T10:00:00Z')
  await tell(1, 'api-calls', '1', '2026-11-10T11:00:00Z')
  await tell(1, 'api-calls', '4 analyze', '2026-11-10T12:00:00Z')
  await tell(2, 'api-calls', '30 analyze', '2026-11-10T12:00:00Z')
  await tell(2, 'api-calls', '40 drill', '2026-11-12T21:00:00Z')
  const one = ['11-09 analyze 5', '11-10 analyze 11', '11-10 redact 2', '11-10 - 1']
  expect(await read('api-calls', '2026-11-01T00:00:00Z', '2026-11-20T00:00:00Z', 1)).toEqual(one)
  const all = ['11-09 analyze 5', '11-10 analyze 41', '11-10 redact 2', '11-10 - 1', '11-13 drill 40']
  expect(await read('api-calls', '2026-11-01T00:00:00Z', '2026-11-20T00:00:00Z')).toEqual(all)
  expect(await read('api-calls', '2026-11-09T20:59:59Z', '2026-11-12T21:00:00Z'), 'from is in it, to is not').toEqual(all.slice(0, 4))
  expect(await read('api-calls', '2026-11-09T21:00:00Z', '2026-11-12T21:00:01Z')).toEqual(all.slice(1))
  expect(await read('api-calls', '2026-11-01T00:00:00Z', '2026-11-20T00:00:00Z', 3)).toEqual([])
})

test('a stock carries on what stood before the span, as the whole or the parts that held', async () => {
  await tell(1, 'clients', '90', '2025-01-01T06:00:00Z')
  await tell(1, 'clients', '80 primary', '2026-11-11T12:00:00Z')
  await tell(1, 'clients', '15 affiliated', '2026-11-12T06:00:00Z')
  await tell(1, 'clients', '70', '2026-11-13T06:00:00Z')
  await tell(1, 'clients', '60 primary', '2026-11-14T06:00:00Z')
  const days = [
    '11-10 - 90',
    '11-11 primary 80',
    '11-12 affiliated 15',
    '11-12 primary 80',
    '11-13 - 70',
    // The other part was told before the whole, and is still the last that was told of it.
    '11-14 affiliated 15',
    '11-14 primary 60',
    '11-15 affiliated 15',
    '11-15 primary 60',
  ]
  const to = '2026-11-15T21:00:00Z'
  expect(await read('clients', '2026-11-09T21:00:00Z', to, 1)).toEqual(days)
  // Wherever the span begins, it says the same of its days.
  expect(await read('clients', '2026-11-12T21:00:00Z', to, 1)).toEqual(days.slice(4))
  expect(await read('clients', '2026-11-13T21:00:00Z', to, 1)).toEqual(days.slice(5))
  expect(await read('clients', '2026-11-14T21:00:00Z', to, 1)).toEqual(days.slice(7))
  await tell(2, 'clients', '9', '2026-11-14T22:00:00Z')
  await tell(2, 'clients', '8', '2026-11-14T23:00:00Z')
  await tell(3, 'clients', '3 primary', '2026-11-01T00:00:00Z')
  expect(await read('clients', '2026-11-13T21:00:00Z', to)).toEqual([
    '11-14 affiliated 15',
    '11-14 primary 63',
    '11-15 affiliated 15',
    '11-15 primary 63',
    '11-15 - 8',
  ])
})

test('of all together it is what each says, wherever in its days the span begins and ends', async () => {
  const told = ['2026-11-08T09:00:00Z', '2026-11-09T20:59:59Z', '2026-11-09T21:00:00Z', '2026-11-10T12:00:00Z', '2026-11-11T06:00:00Z']
  for (const [index, when] of told.entries()) {
    await tell(1, 'api-calls', `${index + 1} analyze`, when)
    await tell(2, 'api-calls', index % 2 === 0 ? '10' : '20 redact', when)
    await tell(1, 'clients', `${90 - index}`, when)
    if (index > 0) await tell(3, 'clients', `${index} ${index % 2 === 0 ? 'primary' : 'affiliated'}`, when)
  }
  const edges = ['2026-11-07T21:00:00Z', '2026-11-08T10:00:00Z', '2026-11-09T21:00:00Z', '2026-11-10T12:00:00Z', '2026-11-11T05:00:00Z']
  const ends = [...edges, '2026-11-10T21:00:00Z', '2026-11-10T12:00:01Z', '2026-11-12T00:00:00Z']
  for (const metric of ['api-calls', 'clients'])
    for (const from of edges)
      for (const to of ends) {
        const each = await Promise.all([1, 2, 3].map((number) => read(metric, from, to, number)))
        expect(sum(await read(metric, from, to)), `${metric} from ${from} to ${to}`).toEqual(sum(each.flat()))
      }
})

/** By day and group, in their order. */
function sum(said: readonly string[]): string[] {
  const sums = new Map<string, number>()
  for (const each of said) {
    const [day, group, quantity] = each.split(' ')
    sums.set(`${day} ${group}`, (sums.get(`${day} ${group}`) ?? 0) + Number(quantity))
  }
  return [...sums].map(([of, quantity]) => `${of} ${quantity}`).sort()
}

test('at one instant the whole holds, and of two tellings of it the one with the later key', async () => {
  const told = (key: string, quantity: number, part?: string) =>
    client.usage.record({
      ...{ company: 'cus_T000001', metric: 'clients', quantity, key, at: at('2026-11-10T06:00:00Z') },
      dimension: part === undefined ? null : { name: 'part', value: part },
    })
  await told('c', 7)
  await told('a', 5)
  await told('d', 20, 'primary')
  await told('b', 6)
  expect(await read('clients', '2026-11-10T21:00:00Z', '2026-11-11T21:00:00Z', 1)).toEqual(['11-11 - 7'])
  expect(await read('clients', '2026-11-09T21:00:00Z', '2026-11-10T21:00:00Z', 1)).toEqual(['11-10 - 7'])
})

test('each day of a stock is what the entitlement said at its end', async () => {
  const said = ['40', '30 primary', '12 affiliated', '50', '9 affiliated', '44', '31 primary', '0 affiliated']
  for (const [index, each] of said.entries()) await tell(1, 'clients', each, `2026-11-${10 + index}T0${index}:30:00Z`)
  for (const from of [9, 11, 13, 16]) {
    const { items } = await client.usage.series({
      ...{ company: 'cus_T000001', metric: 'clients', from: at(`2026-11-${String(from).padStart(2, '0')}T21:00:00Z`) },
      to: at('2026-11-18T21:00:00Z'),
    })
    for (const [day, own] of Map.groupBy(items, (item) => item.day)) {
      const end = toInstant(at(`${day}T21:00:00Z`) - 1)
      const { usage } = await client.entitlements.get({ company: 'cus_T000001', product: 'estate-management', at: end })
      expect(
        own.reduce((sum, { quantity }) => sum + quantity, 0),
        `${day} from ${from}`,
      ).toBe(usage['clients']?.used)
    }
  }
})

test('a span without days is empty, one of more than ten years is refused, and no instant breaks it', async () => {
  await tell(1, 'clients', '90', '2025-01-01T06:00:00Z')
  const from = at('2026-11-10T00:00:00Z')
  expect((await client.usage.series({ metric: 'clients', from, to: from })).items).toEqual([])
  expect((await client.usage.series({ metric: 'clients', from, to: toInstant(from - DAY_MS) })).items).toEqual([])
  const years = { metric: 'clients', from: toInstant(from - 3_660 * DAY_MS) }
  expect((await client.usage.series({ ...years, to: from })).items).toHaveLength(679)
  await expect(client.usage.series({ ...years, to: toInstant(from + 1) })).rejects.toMatchObject({ data: { code: 'usage' } })
  const last = toInstant(8_640_000_000_000_000)
  expect((await client.usage.series({ metric: 'clients', from: toInstant(last - DAY_MS), to: last })).items).toHaveLength(2)
  const first = toInstant(-8_640_000_000_000_000)
  expect((await client.usage.series({ metric: 'clients', from: first, to: toInstant(first + DAY_MS) })).items).toEqual([])
  await expect(client.usage.series({ metric: 'hats', from, to: from })).rejects.toMatchObject({ data: { code: 'metric-missing' } })
  await expect(client.usage.series({ company: 'nobody', metric: 'clients', from, to: from })).rejects.toMatchObject({
    data: { code: 'company-missing' },
  })
})

test('only the stretch of the index is read that a question is about', async () => {
  const plans = world.look(({ read: db }) => {
    const { sqlite } = db
    const prepare = sqlite.prepare
    const asked: string[] = []
    sqlite.prepare = ((text: string) => {
      asked.push(text)
      return prepare.call(sqlite, text)
    }) as typeof prepare
    const span = { company: 'cus_T000001', from: at('2026-11-10T00:00:00Z'), to: at('2026-11-20T00:00:00Z') }
    for (const metric of ['api-calls', 'clients']) listUseSeries(db, { ...span, metric })
    const holes = { companies: null, parts: null, product: null, metric: null, from: null, to: null }
    return asked
      .filter((text) => text.includes('usage_record'))
      .map((text) => (prepare.call(sqlite, `explain query plan ${text}`).all(holes) as { detail: string }[]).map(({ detail }) => detail))
  })
  const byMetric = 'usage_record_by_metric (company=? AND product=? AND metric=? AND at'
  expect(plans).toHaveLength(3)
  for (const steps of plans) {
    const reads = steps.filter((step) => /\b(told|usage_record)\b/.test(step))
    expect(reads.length).toBeGreaterThan(0)
    for (const step of reads) expect(step.includes(byMetric) || step.includes('INTEGER PRIMARY KEY'), step).toBe(true)
  }
})
