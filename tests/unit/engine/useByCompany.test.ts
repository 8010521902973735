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

test('whole months and the parts beside them add up, to the instant', async () => {
  const [october, november] = ['2026-09-30T21:00:00Z', '2026-10-31T21:00:00Z']
  await tell(1, 'api-calls', '1', '2026-09-30T20:59:59.999Z')
  await tell(1, 'api-calls', '2 analyze', october)
  await tell(1, 'api-calls', '4 redact', '2026-10-31T20:59:59.999Z')
  await tell(1, 'api-calls', '8', november)
  await tell(1, 'api-calls', '16', '2026-11-10T06:00:00Z')
  expect(await read('api-calls', october, november)).toEqual(['1 6 in 2'])
  expect(await read('api-calls', '2026-09-30T20:59:59.999Z', november)).toEqual(['1 7 in 3'])
  expect(await read('api-calls', october, '2026-10-31T21:00:00.001Z')).toEqual(['1 14 in 3'])
  expect(await read('api-calls', '2026-10-01T00:00:00Z', '2026-11-10T06:00:00Z')).toEqual(['1 12 in 2'])
  expect(await read('api-calls', november, '2026-11-10T06:00:00Z')).toEqual(['1 8 in 1'])
  expect(await read('api-calls', november, '2026-11-10T06:00:00.001Z')).toEqual(['1 24 in 2'])
  expect((await ask('api-calls', october, november)).items[0]).toMatchObject({ asOf: at('2026-10-31T20:59:59.999Z') })
})

test('what was told of a company that is another one now is told of that one', async () => {
  await tell(1, 'api-calls', '5', '2026-10-10T06:00:00Z')
  await tell(2, 'api-calls', '7', '2026-10-11T06:00:00Z')
  await tell(3, 'api-calls', '6', '2026-10-11T06:00:00Z')
  await tell(1, 'clients', '20 primary', '2026-10-10T06:00:00Z')
  await tell(2, 'clients', '3 affiliated', '2026-10-11T06:00:00Z')
  const spans: [from: string, to: string][] = [
    ['2026-09-30T21:00:00Z', '2026-10-31T21:00:00Z'],
    ['2026-10-10T00:00:00Z', '2026-10-31T21:00:00Z'],
  ]
  const isSummed = async () => (await client.workspace.examine({})).checks.every(({ name, ok }) => ok || !name.startsWith('usage by'))
  await client.companies.merge({ company: 'cus_T000002', into: 'cus_T000001', reason: 'One owner' })
  for (const span of spans) {
    expect(await read('api-calls', ...span)).toEqual(['1 12 in 2', '3 6 in 1'])
    expect(await read('clients', ...span)).toEqual(['1 23 in 2'])
    expect(await ask('api-calls', ...span)).toMatchObject({ total: 2, quantity: 18 })
  }
  expect(await isSummed()).toBe(true)
  await client.companies.link({ provider: 'stripe', ref: 'cus_T000002', company: null, reason: 'They parted' })
  for (const span of spans) {
    expect(await read('api-calls', ...span)).toEqual(['2 7 in 1', '3 6 in 1', '1 5 in 1'])
    expect(await ask('api-calls', ...span)).toMatchObject({ total: 3, quantity: 18 })
  }
  expect(await isSummed()).toBe(true)
})

test.each([
  ['a month', '2026-09-30T21:00:00Z'],
  ['a part of one', '2026-10-05T00:00:00Z'],
])('%s comes page by page, though many used as much as the last of a page', async (_, from) => {
  for (const [number, quantity] of [9, 5, 5, 3].entries()) await tell(number + 1, 'api-calls', `${quantity}`, '2026-10-10T06:00:00Z')
  const span = { metric: 'api-calls', from: at(from), to: at('2026-10-31T21:00:00Z') }
  const whole = await client.usage.byCompany(span)
  expect(whole).toMatchObject({ total: 4, quantity: 22, next: null })
  const pages: (typeof whole)[] = []
  for (let cursor: string | null = null; pages.length === 0 || cursor !== null; cursor = pages.at(-1)?.next ?? null)
    pages.push(await client.usage.byCompany({ ...span, limit: 1, cursor }))
  expect(pages.flatMap(({ items }) => items)).toEqual(whole.items)
  expect(pages.map(({ total, quantity }) => [total, quantity])).toEqual(pages.map(() => [4, 22]))
})

test('of a metric that nobody counts is refused', async () => {
  const span = { from: at('2026-11-10T00:00:00Z'), to: at('2026-11-11T00:00:00Z') }
  await expect(client.usage.byCompany({ ...span, metric: 'hats' })).rejects.toMatchObject({ data: { code: 'metric-missing' } })
  expect((await client.usage.byCompany({ ...span, metric: 'api-calls' })).items).toEqual([])
})
