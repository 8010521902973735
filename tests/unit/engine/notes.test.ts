import { afterEach, beforeEach, expect, test } from 'vitest'
import { addNote } from '../../../src-main/engine/notes.ts'
import { openStore } from '../../../src-main/store/openStore.ts'
import type { Topic } from '../../../src-shared/contract/changes.ts'
import { toInstant } from '../../../src-shared/model/instant.ts'
import { createWorld, type World } from '../../fixtures/createWorld.ts'
import { putTrading } from '../../fixtures/putTrading.ts'

const ONE = 'cus_T000001'
const TWO = 'cus_T000002'
const HOUR_MS = 3_600_000

let world: World

beforeEach(async () => {
  world = await createWorld(2)
  putTrading(world.stripe)
  await world.connect()
})
afterEach(() => world.end())

async function openMirrored() {
  const engine = world.open()
  await engine.client.sync.start({})
  const { items } = await engine.client.companies.list({ search: ONE })
  return { engine, client: engine.client, id: items[0]?.id ?? '' }
}

test('a note is kept with its instant, and listed newest first', async () => {
  const { client, id } = await openMirrored()
  const at = world.clock.now()
  const first = await client.notes.add({ company: ONE, text: '  Asks for one invoice a year.\n', key: 'n1' })
  expect(first).toEqual({ key: 'n1', company: id, at, text: 'Asks for one invoice a year.', source: 'staff' })
  const second = await client.notes.add({ company: id, text: 'Of the same instant.' })
  expect(second.key).toMatch(/^note_[\w-]{16}$/)
  world.clock.advance(HOUR_MS)
  const third = await client.notes.add({ company: ONE, text: 'Agreed.' })
  expect(third.at).toBe(at + HOUR_MS)
  expect(await client.notes.list({ company: ONE })).toEqual({ items: [third, second, first] })
  expect(await client.notes.list({ company: TWO })).toEqual({ items: [] })
})

test('the same key with the same text is the note that is known; with another text it is refused', async () => {
  const { client } = await openMirrored()
  const first = await client.notes.add({ company: ONE, text: 'Call back.', key: 'n1' })
  world.clock.advance(HOUR_MS)
  expect(await client.notes.add({ company: ONE, text: ' Call back. ', key: 'n1' })).toEqual(first)
  await expect(client.notes.add({ company: ONE, text: 'Called back.', key: 'n1' })).rejects.toMatchObject({
    code: 'REFUSED',
    data: { code: 'key-taken' },
  })
  expect(await client.notes.list({ company: ONE })).toEqual({ items: [first] })
  // A key is unique per company and kind.
  expect((await client.notes.add({ company: TWO, text: 'Called back.', key: 'n1' })).text).toBe('Called back.')
})

test('a note changes no figure, and is in the chain of what was recorded', async () => {
  const { client, id } = await openMirrored()
  const ask = async () => ({
    companies: await client.companies.count({ product: 'trading' }),
    entitlement: await client.entitlements.get({ company: id, product: 'trading' }),
    subscriptions: (await client.companies.get({ company: id })).subscriptions,
    anHourAgo: await client.entitlements.get({ company: id, product: 'trading', at: toInstant(world.clock.now() - HOUR_MS) }),
    payments: await client.payments.list({ company: id }),
  })
  const before = await ask()
  const derived = world.dump()['company_product']
  await client.notes.add({ company: id, text: 'Pays late, and always pays.' })
  await client.notes.add({ company: TWO, text: 'Belongs to no product yet.' })
  expect(await ask()).toEqual(before)
  expect(world.dump()['company_product']).toEqual(derived)
  const { checks } = await client.workspace.rebuild({})
  expect(checks.filter(({ ok }) => !ok)).toEqual([])
  expect(await ask()).toEqual(before)
  expect((await client.notes.list({ company: id })).items.map(({ text }) => text)).toEqual(['Pays late, and always pays.'])
  expect((await client.companies.get({ company: TWO })).subscriptions).toEqual([])
  const examined = await client.workspace.examine({})
  expect(examined.checks.find(({ name }) => name === 'recorded facts')).toEqual({
    name: 'recorded facts',
    ok: true,
    detail: '2 in an unbroken chain',
  })
})

test('a note is announced; the same note again is no news', async () => {
  const { engine, client } = await openMirrored()
  const stopper = new AbortController()
  const changes = await client.changes.watch({}, { signal: stopper.signal })
  expect((await changes.next()).value).toEqual({ kind: 'ready' })
  const told = client.notes.add({ company: ONE, text: 'Call back.', key: 'n1' })
  expect((await changes.next()).value).toEqual({ kind: 'changed', topics: ['companies'] })
  await told
  stopper.abort()
  await engine.stop()

  const announced: Topic[] = []
  const store = openStore(world.folder, 'write', world.clock.now())
  const parts = { store, ports: world.ports, topics: { announce: (...topics: Topic[]) => void announced.push(...topics) } }
  addNote(parts, { company: ONE, text: 'Call back.', key: 'n1' })
  expect(announced).toEqual([])
  addNote(parts, { company: ONE, text: 'Called back.', key: 'n2' })
  expect(announced).toEqual(['companies'])
  store.close()
})

test('nobody is written about who is not there, and nothing is written where it may only be looked', async () => {
  const { engine, client } = await openMirrored()
  await expect(client.notes.add({ company: 'cus_nobody', text: 'Who?' })).rejects.toMatchObject({ data: { code: 'company-missing' } })
  await expect(client.notes.list({ company: 'cus_nobody' })).rejects.toMatchObject({ data: { code: 'company-missing' } })
  await expect(client.notes.add({ company: ONE, text: ' \n ' })).rejects.toMatchObject({ code: 'BAD_REQUEST' })
  await engine.stop()
  const reader = world.open({ access: 'read' })
  await expect(reader.client.notes.add({ company: ONE, text: 'Call back.' })).rejects.toMatchObject({ data: { code: 'workspace-in-use' } })
  expect(await reader.client.notes.list({ company: ONE })).toEqual({ items: [] })
})
