import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Engine } from '../../../src-main/engine/createEngine.ts'
import { templates } from '../../../src-main/engine/templates.ts'
import { type Instant, parseInstant } from '../../../src-shared/model/instant.ts'
import { createWorld, type World } from '../../fixtures/createWorld.ts'

const ONE = 'cus_T000001'
const TWO = 'cus_T000002'
const CALLS = 'threat-analytics.api-calls'
const ESTATES = 'estate-management.estates'

let world: World
let client: Engine['client']

beforeEach(async () => {
  world = await createWorld(2)
  await world.connect()
  client = world.open().client
  await client.sync.start({})
  for (const product of ['threat-analytics', 'estate-management'])
    await client.catalogs.import({ text: JSON.stringify(templates.get(product)) })
  for (const [company, metric, quantity, when, key] of [
    [ONE, CALLS, 30, '2026-11-17T06:00:00Z', 'monday'],
    // The same key of another company is another telling.
    [TWO, CALLS, 12, '2026-11-17T06:00:00Z', 'monday'],
    [TWO, CALLS, 5, '2026-11-18T06:00:00Z', 'tuesday'],
    [ONE, ESTATES, 8, '2026-11-16T06:00:00Z', 'first'],
    [TWO, ESTATES, 9, '2026-11-18T06:00:00Z', 'first'],
  ] as const)
    await client.usage.record({ company, metric, quantity, at: at(when), key })
})
afterEach(() => world.end())

const at = (text: string) => parseInstant(text) as Instant
const SPAN = { from: at('2026-11-14T21:00:00Z'), to: at('2026-11-20T09:00:00Z') }

async function readUse(metric: string) {
  const { items } = await client.usage.list({ company: ONE, metric })
  const sums = (await client.usage.sums({ company: ONE, metric, by: 'month' })).items.map(({ quantity }) => quantity)
  const series = (await client.usage.series({ company: ONE, metric, ...SPAN })).items.map(({ day, quantity }) => [day, quantity])
  const product = metric.split('.')[0] ?? ''
  const against = (await client.usage.against({ company: ONE, product })).products[0]?.metrics.find((each) => metric.endsWith(each.metric))
  return { told: items.map(({ quantity }) => quantity), sums, series, used: against?.used, last: against?.trend.at(-1)?.quantity }
}

test('what two companies used is one company’s in every answer once they are one, and again two when that is undone', async () => {
  const before = [await readUse(CALLS), await readUse(ESTATES)]
  expect(before.map(({ told }) => told)).toEqual([[30], [8]])
  await client.companies.merge({ company: TWO, into: ONE, reason: 'One owner' })
  expect(await readUse(CALLS)).toEqual({
    told: [5, 12, 30],
    sums: [47],
    series: [
      ['2026-11-17', 42],
      ['2026-11-18', 5],
    ],
    used: 47,
    last: 0,
  })
  // Of a stock the newest telling holds, whoever it was told of.
  expect(await readUse(ESTATES)).toMatchObject({ told: [9, 8], sums: [9], used: 9, last: 9 })
  expect((await readUse(ESTATES)).series.map(([, quantity]) => quantity)).toEqual([8, 8, 9, 9, 9])
  await client.companies.link({ provider: 'stripe', ref: TWO, company: null, reason: 'Two owners after all' })
  expect([await readUse(CALLS), await readUse(ESTATES)]).toEqual(before)
})
