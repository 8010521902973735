import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Engine } from '../../../src-main/engine/createEngine.ts'
import { templates } from '../../../src-main/engine/templates.ts'
import { type Instant, parseInstant } from '../../../src-shared/model/instant.ts'
import { createWorld, type World } from '../../fixtures/createWorld.ts'

const COMPANY = 'cus_T000001'

let world: World
let client: Engine['client']

beforeEach(async () => {
  world = await createWorld(1)
  await world.connect()
  client = world.open().client
  await client.sync.start({})
  for (const product of ['threat-analytics', 'estate-management'])
    await client.catalogs.import({ text: JSON.stringify(templates.get(product)) })
})
afterEach(() => world.end())

const at = (text: string) => parseInstant(text) as Instant

async function tell(metric: string, said: string, when: string): Promise<void> {
  const [quantity, value] = said.split(' ')
  const dimension = value === undefined ? null : { name: metric === 'clients' ? 'part' : 'endpoint', value }
  await client.usage.record({ company: COMPANY, metric, quantity: Number(quantity), at: at(when), dimension })
}

const read = async (metric: string, by: 'day' | 'month' | 'part' | 'endpoint', from: string | null) =>
  (await client.usage.sums({ company: COMPANY, metric, by, from: from === null ? null : at(from) })).items

test.each(['api-calls', 'clients'])('%s of a span are the same whether what was told before it is read or not', async (metric) => {
  const word = metric === 'clients' ? ['primary', 'affiliated'] : ['analyze', 'redact']
  const told: [said: string, when: string][] = [
    ['50', '2026-08-01T06:00:00Z'],
    [`20 ${word[0]}`, '2026-09-03T06:00:00Z'],
    [`7 ${word[1]}`, '2026-09-03T07:00:00Z'],
    ['31', '2026-09-30T20:59:59Z'],
    [`9 ${word[1]}`, '2026-09-30T21:00:00Z'],
    [`22 ${word[0]}`, '2026-10-10T21:00:00Z'],
    ['40', '2026-10-10T21:00:00Z'],
    [`3 ${word[1]}`, '2026-11-12T09:00:00Z'],
  ]
  for (const [said, when] of told) await tell(metric, said, when)
  // In Nairobi a day begins at 21:00 UTC.
  for (const [from, day] of [
    ['2026-09-30T21:00:00Z', '2026-10-01'],
    ['2026-10-10T21:00:00Z', '2026-10-11'],
    ['2026-11-19T21:00:00Z', '2026-11-20'],
  ] as const) {
    const whole = await read(metric, 'day', null)
    expect(await read(metric, 'day', from)).toEqual(whole.filter(({ group }) => (group ?? '') >= day))
  }
  const months = await read(metric, 'month', null)
  expect(await read(metric, 'month', '2026-09-30T21:00:00Z')).toEqual(months.filter(({ group }) => (group ?? '') >= '2026-10'))
})
