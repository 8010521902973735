import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Engine } from '../../../src-main/engine/createEngine.ts'
import { templates } from '../../../src-main/engine/templates.ts'
import { type Instant, parseInstant } from '../../../src-shared/model/instant.ts'
import { createWorld, type World } from '../../fixtures/createWorld.ts'

let world: World
let client: Engine['client']

beforeEach(async () => {
  world = await createWorld(4)
  await world.connect()
  client = world.open().client
  await client.sync.start({})
  for (const product of ['threat-analytics', 'estate-management'])
    await client.catalogs.import({ text: JSON.stringify(templates.get(product)) })
})
afterEach(() => world.end())

const at = (text: string) => parseInstant(text) as Instant

/** `number` is that of the company; `said` is `quantity` or `quantity part`. */
async function tell(number: number, metric: string, said: string, when: string): Promise<void> {
  const [quantity, value] = said.split(' ')
  const dimension = value === undefined ? null : { name: metric === 'clients' ? 'part' : 'endpoint', value }
  await client.usage.record({ company: `cus_T00000${number}`, metric, quantity: Number(quantity), at: at(when), dimension })
}

const ask = (metric: string, from: string, to: string) => client.usage.byCompany({ metric, from: at(from), to: at(to) })

async function read(metric: string, from: string, to: string): Promise<string[]> {
  const { items } = await ask(metric, from, to)
  return items.map(({ name, quantity, records }) => `${name.slice(-1)} ${quantity} in ${records}`)
}

test('of a flow, what each used in the span, who most first; nobody told is not there', async () => {
  await tell(1, 'api-calls', '5 analyze', '2026-11-09T23:59:59Z')
  await tell(1, 'api-calls', '7 analyze', '2026-11-10T00:00:00Z')
  await tell(1, 'api-calls', '2', '2026-11-11T10:00:00Z')
  await tell(2, 'api-calls', '30 redact', '2026-11-11T23:59:59Z')
  await tell(3, 'api-calls', '400', '2026-11-12T00:00:00Z')
  await tell(4, 'api-calls', '0', '2026-11-11T00:00:00Z')
  expect(await read('api-calls', '2026-11-10T00:00:00Z', '2026-11-12T00:00:00Z')).toEqual(['2 30 in 1', '1 9 in 2', '4 0 in 1'])
  const answer = await ask('api-calls', '2026-11-10T00:00:00Z', '2026-11-12T00:00:00Z')
  expect(answer).toMatchObject({ product: 'threat-analytics', metric: 'api-calls', kind: 'flow', total: 3, quantity: 39, next: null })
  expect(answer.items[1]).toMatchObject({ asOf: at('2026-11-11T10:00:00Z') })
})

test('of a stock, how many each had at the end of the span, whenever that was told', async () => {
  await tell(1, 'clients', '90', '2026-01-01T06:00:00Z')
  await tell(2, 'clients', '20 primary', '2026-11-01T06:00:00Z')
  await tell(2, 'clients', '3 affiliated', '2026-11-11T06:00:00Z')
  await tell(3, 'clients', '50', '2026-11-11T06:00:00Z')
  await tell(3, 'clients', '40', '2026-11-11T18:00:00Z')
  await tell(4, 'clients', '70', '2026-11-12T00:00:00Z')
  const days = ['2026-11-10T00:00:00Z', '2026-11-12T00:00:00Z'] as const
  expect(await read('clients', ...days)).toEqual(['1 90 in 0', '3 40 in 2', '2 23 in 1'])
  expect(await ask('clients', ...days)).toMatchObject({ kind: 'stock', total: 3, quantity: 153 })
  // It says the same as the last day of the chart.
  const { items } = await client.usage.series({ metric: 'clients', from: at(days[0]), to: at(days[1]) })
  const last = items.filter(({ day }) => day === items.at(-1)?.day)
  expect(last.reduce((sum, { quantity }) => sum + quantity, 0)).toBe(153)
})

test('comes page by page, by name where as much was used; a cursor of another span is refused', async () => {
  for (const number of [1, 2, 3, 4]) await tell(number, 'api-calls', '5', '2026-11-10T06:00:00Z')
  const span = { metric: 'api-calls', from: at('2026-11-10T00:00:00Z'), to: at('2026-11-11T00:00:00Z') }
  const whole = await client.usage.byCompany(span)
  const names = whole.items.map(({ name }) => name)
  expect(names).toEqual(names.toSorted())
  const first = await client.usage.byCompany({ ...span, limit: 3 })
  const second = await client.usage.byCompany({ ...span, limit: 3, cursor: first.next })
  expect([...first.items, ...second.items]).toEqual(whole.items)
  expect([first.total, second.total, second.next]).toEqual([4, 4, null])
  await expect(client.usage.byCompany({ ...span, to: at('2026-11-12T00:00:00Z'), cursor: first.next })).rejects.toMatchObject({
    data: { code: 'cursor-unreadable' },
  })
})

test('of a metric that nobody counts is refused', async () => {
  const span = { from: at('2026-11-10T00:00:00Z'), to: at('2026-11-11T00:00:00Z') }
  await expect(client.usage.byCompany({ ...span, metric: 'hats' })).rejects.toMatchObject({ data: { code: 'metric-missing' } })
  expect((await client.usage.byCompany({ ...span, metric: 'api-calls' })).items).toEqual([])
})
