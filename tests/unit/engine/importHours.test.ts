import { afterEach, beforeEach, expect, test } from 'vitest'
import { templates } from '../../../src-main/engine/templates.ts'
import { toInstant } from '../../../src-shared/model/instant.ts'
import { createWorld, type World } from '../../fixtures/createWorld.ts'

const AT = toInstant(Date.parse('2026-11-20T08:00:00Z'))

let world: World

beforeEach(async () => {
  world = await createWorld(2)
  await world.connect()
})
afterEach(() => world.end())

test('good entries are kept at once, and the others rejected by their place', async () => {
  const engine = world.open()
  const { client } = engine
  await client.sync.start({})
  await client.catalogs.import({ text: JSON.stringify(templates.get('maintenance-hours')) })
  const entry = (key: string, more: object = {}) => ({ company: 'cus_T000001', minutes: 30, at: AT, note: 'Printer', key, ...more })
  expect(await client.hours.import({ entries: [entry('one'), entry('two', { company: 'cus_T000002' }), entry('one')] })).toEqual({
    accepted: 2,
    duplicate: 1,
    rejected: [],
  })
  const future = toInstant(world.clock.now() + 3_600_000)
  const again = await client.hours.import({
    entries: [
      entry('one', { minutes: 45 }),
      entry('three', { company: 'cus_nobody' }),
      entry('four', { at: future }),
      entry('five'),
      entry('two', { company: 'cus_T000002' }),
    ],
  })
  expect(again).toMatchObject({ accepted: 1, duplicate: 1 })
  expect(again.rejected.map(({ line }) => line)).toEqual([1, 2, 3])
  expect(again.rejected[0]?.reason).toContain('The key one is that of another record')
  expect((await client.hours.get({ company: 'cus_T000001' })).overage).toBe(60)
  expect((await client.hours.get({ company: 'cus_T000002' })).overage).toBe(30)
})
