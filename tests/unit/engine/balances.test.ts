import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createEngine } from '../../../src-main/engine/createEngine.ts'
import { templates } from '../../../src-main/engine/templates.ts'
import type { HoursBalanceRow, PackRow } from '../../../src-shared/contract/hours.ts'
import { type Instant, parseInstant, toInstant, toIso } from '../../../src-shared/model/instant.ts'
import { createWorld, type World } from '../../fixtures/createWorld.ts'
import { makeLantern } from '../../fixtures/makeLantern.ts'
import { openMirrored, readAll } from '../startup/openDemo.ts'

const DAY_MS = 86_400_000
const HOURS = 'maintenance-hours'
/** A whole demo is made and mirrored, beside other tests. */
const DEMO_MS = 120_000

function at(text: string): Instant {
  const instant = parseInstant(text)
  if (instant === null) throw new Error(`"${text}" is no instant`)
  return instant
}

function writeBalance({ name, plan, status, included, used, left, rollover, packs, available, overage }: HoursBalanceRow): string {
  const ofPacks = packs.live === 0 ? 'no packs' : `${packs.left} of ${packs.live} packs until ${toIso(packs.nextExpiry ?? toInstant(0))}`
  return `${name}: ${plan} ${status}, ${used} of ${included}, ${left} + ${rollover.left} of ${rollover.cap} + ${ofPacks} = ${available}, over ${overage}`
}

function writePack({ name, ref, minutes, left, expiresAt, state }: PackRow): string {
  return `${name}: ${ref} ${left} of ${minutes}, ${state} ${toIso(expiresAt)}`
}

test('of Lantern, those with overage stand first, then who has least left; and packs by their expiry', async () => {
  const lantern = await makeLantern()
  const folder = lantern.ports.environment('TIERDESK_WORKSPACE') ?? ''
  const engine = createEngine(lantern.ports, { folder, access: 'read', what: 'a test', pollMs: null })
  const list = async (when: string | null = null) =>
    (await engine.client.hours.list({ at: when === null ? null : at(when) })).items.map(writeBalance)
  const packs = async (when: string | null = null) =>
    (await engine.client.hours.packs({ at: when === null ? null : at(when) })).items.map(writePack)
  const now = [
    'Éclair Atelier: essentials active, 0 of 0, 0 + 0 of 240 + no packs = 0, over 60',
    'Kigali Studios: null canceled, 180 of 960, 0 + 0 of 600 + no packs = 0, over 60',
    'Nyeri Tea Estates: null none, 0 of 0, 0 + 0 of 0 + 510 of 1 packs until 2026-11-12T08:00:00Z = 510, over 60',
    'Gulu Radio: director active, 420 of 960, 540 + 240 of 600 + no packs = 780, over 0',
    'Serengeti Lodges: director active, 150 of 960, 810 + 300 of 600 + no packs = 1110, over 0',
  ]
  expect(await list()).toEqual(now)
  expect(await list('2026-05-20T09:00:00Z')).toEqual(now)
  expect(await packs()).toEqual([
    'Nyeri Tea Estates: pi_NyeriPack2 510 of 600, live 2026-11-12T08:00:00Z',
    'Nyeri Tea Estates: in_NyeriPack1 180 of 300, lapsed 2026-05-15T12:00:00Z',
  ])
  // Nyeri’s second pack is not bought yet, Gulu is no customer, and Éclair owes nothing.
  expect(await list('2026-03-25T00:00:00Z')).toEqual([
    'Éclair Atelier: essentials active, 480 of 480, 0 + 120 of 240 + no packs = 120, over 0',
    'Nyeri Tea Estates: null none, 0 of 0, 0 + 0 of 0 + 300 of 1 packs until 2026-05-15T12:00:00Z = 300, over 0',
    'Serengeti Lodges: director active, 420 of 960, 540 + 360 of 600 + no packs = 900, over 0',
    'Kigali Studios: director active, 0 of 960, 960 + 600 of 600 + no packs = 1560, over 0',
  ])
  expect(await packs('2026-03-25T00:00:00Z')).toEqual(['Nyeri Tea Estates: in_NyeriPack1 300 of 300, live 2026-05-15T12:00:00Z'])
  expect(await list('2026-01-09T00:00:00Z')).toEqual([])
  await engine.stop()
  await lantern.end()
})

describe('of packs that staff recorded', () => {
  let world: World

  beforeEach(async () => {
    world = await createWorld(6)
    await world.connect()
  })
  afterEach(() => world.end())

  /** Six companies, of whom the last has nothing; packs expire so many days from now. */
  async function openRecorded() {
    const { client } = world.open()
    await client.sync.start({})
    await client.catalogs.import({ text: JSON.stringify(templates.get(HOURS)) })
    await client.catalogs.import({ text: JSON.stringify({ ...templates.get(HOURS), product: 'care' }) })
    const bought = toInstant(world.clock.now() - DAY_MS)
    const pack = (number: number, ref: string, minutes: number, days: number, product = HOURS) =>
      client.hours.addPack({
        ...{ company: `cus_T00000${number}`, product, minutes, ref, at: bought },
        expiresAt: toInstant(world.clock.now() + days * DAY_MS),
      })
    const work = (number: number, minutes: number) =>
      client.hours.log({ company: `cus_T00000${number}`, product: HOURS, minutes, at: toInstant(world.clock.now() - 1), note: 'Printer' })
    await pack(1, 'P-1', 300, 20)
    await pack(2, 'P-2', 120, 10)
    await pack(2, 'P-3', 180, 30)
    await pack(3, 'P-4', 60, 40)
    await work(3, 75)
    await work(4, 90)
    await pack(5, 'P-5', 45, 0.5, 'care')
    return client
  }

  test('pages follow on each other in one order, whatever changes between them', async () => {
    const client = await openRecorded()
    const all = (await client.hours.list({})).items
    const names = all.map(({ name, product, overage, available }) => `${name.slice(-6)} ${product} ${overage} ${available}`)
    // Of two with as much left the name decides: Baobab is before Harmattan.
    expect(names).toEqual([
      '000004 maintenance-hours 90 0',
      '000003 maintenance-hours 15 0',
      '000005 care 0 45',
      '000002 maintenance-hours 0 300',
      '000001 maintenance-hours 0 300',
    ])
    expect(all.slice(3).map(({ packs }) => packs)).toEqual([
      { live: 2, left: 300, nextExpiry: world.clock.now() + 10 * DAY_MS },
      { live: 1, left: 300, nextExpiry: world.clock.now() + 20 * DAY_MS },
    ])
    for (const limit of [1, 2, 4, 5])
      expect(await readAll((cursor) => client.hours.list({ limit, cursor })), `${limit} a page`).toEqual(all)
    const packs = (await client.hours.packs({})).items
    expect(packs.map(({ ref, state }) => `${ref} ${state}`)).toEqual(['P-5 live', 'P-2 live', 'P-1 live', 'P-3 live', 'P-4 spent'])
    for (const limit of [1, 2, 3]) expect(await readAll((cursor) => client.hours.packs({ limit, cursor }))).toEqual(packs)

    // The one that the second page would begin after goes to the head of the list: nobody is told twice, nobody is left out.
    const first = await client.hours.list({ limit: 3 })
    await client.hours.log({ company: 'cus_T000005', product: 'care', minutes: 145, note: 'Scanner' })
    const rest = await client.hours.list({ limit: 3, cursor: first.next })
    expect([...first.items, ...rest.items].map(({ company }) => company)).toEqual(all.map(({ company }) => company))
    expect((await client.hours.list({ limit: 1 })).items[0]?.overage).toBe(100)
  })

  test('a product alone is listed where it is named, and a cursor is good for its own question', async () => {
    const client = await openRecorded()
    expect((await client.hours.list({ product: 'care' })).items.map(({ available }) => available)).toEqual([45])
    expect((await client.hours.packs({ product: 'care' })).items.map(({ ref }) => ref)).toEqual(['P-5'])
    expect(await client.hours.list({ product: 'trading' })).toEqual({ items: [], next: null })
    await expect(client.hours.list({ product: 'hats' })).rejects.toMatchObject({ data: { code: 'product-missing' } })
    const { next } = await client.hours.list({ limit: 1 })
    await expect(client.hours.list({ limit: 1, cursor: next, product: HOURS })).rejects.toMatchObject({
      data: { code: 'cursor-unreadable' },
    })
    await expect(client.hours.packs({ limit: 1, cursor: next })).rejects.toMatchObject({ data: { code: 'cursor-unreadable' } })
  })

  test('what the clock has changed since it was derived is answered anew', async () => {
    const client = await openRecorded()
    world.clock.advance(25 * DAY_MS)
    expect((await client.hours.packs({})).items.map(({ ref, state, left }) => `${ref} ${state} ${left}`)).toEqual([
      'P-3 live 180',
      'P-4 spent 0',
      'P-1 lapsed 300',
      'P-2 lapsed 120',
      'P-5 lapsed 45',
    ])
    const { items } = await client.hours.list({ product: HOURS })
    expect(items.map(({ overage, available, packs }) => [overage, available, packs.live])).toEqual([
      [90, 0, 0],
      [15, 0, 0],
      [0, 0, 0],
      [0, 180, 1],
    ])
    const before = toInstant(world.clock.now() - 25 * DAY_MS - 1_000)
    expect((await client.hours.packs({ at: before })).items.map(({ ref, state }) => `${ref} ${state}`)).toEqual([
      ...['P-5 live', 'P-2 live', 'P-1 live', 'P-3 live', 'P-4 live'],
    ])
  })
})

test('of a whole demo each row is the balance of its company, and nobody who has any is left out', { timeout: DEMO_MS }, async () => {
  const { workspace } = await openMirrored()
  const { client } = workspace
  const rows = await readAll((cursor) => client.hours.list({ limit: 7, cursor }))
  const listed = new Map(rows.map((row) => [row.company, row]))
  expect(listed.size).toBe(rows.length)
  const members = await readAll((cursor) => client.companies.list({ product: HOURS, limit: 1000, cursor }))
  const packs: string[] = []
  for (const { id, subscriptions } of members) {
    const { packs: own, ledger: _, ...balance } = await client.hours.get({ company: id, product: HOURS })
    packs.push(...own.map(({ ref, state }) => `${id} ${ref} ${state}`))
    const row = listed.get(id)
    if (balance.window !== null || own.length > 0 || balance.overage > 0) {
      const { plan, status } = subscriptions.find(({ product }) => product === HOURS) ?? {}
      const live = own.filter(({ state }) => state === 'live')
      expect(row).toMatchObject({ ...balance, plan, status, packs: { live: live.length } })
    } else expect(row).toBeUndefined()
  }
  const isOver = rows.map(({ overage }) => overage > 0)
  expect(isOver).toEqual(isOver.toSorted((a, b) => Number(b) - Number(a)))
  const available = rows.filter(({ overage }) => overage === 0).map((row) => (row.available === 'unlimited' ? Infinity : row.available))
  expect(available).toEqual(available.toSorted((a, b) => a - b))
  expect(available.at(-1)).toBe(Infinity)
  const listedPacks = await readAll((cursor) => client.hours.packs({ limit: 3, cursor }))
  expect(listedPacks.map(({ company, ref, state }) => `${company} ${ref} ${state}`).sort()).toEqual(packs.sort())
  const live = listedPacks.filter(({ state }) => state === 'live')
  const gone = listedPacks.filter(({ state }) => state !== 'live')
  expect(listedPacks).toEqual([...live, ...gone])
  expect(live.map(({ expiresAt }) => expiresAt)).toEqual(live.map(({ expiresAt }) => expiresAt).toSorted((a, b) => a - b))
  expect(gone.map(({ expiresAt }) => expiresAt)).toEqual(gone.map(({ expiresAt }) => expiresAt).toSorted((a, b) => b - a))
})
