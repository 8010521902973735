import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { templates } from '../../../src-main/engine/templates.ts'
import { findBrokenLink } from '../../../src-main/store/chain.ts'
import { recordedFact } from '../../../src-main/store/schema/recorded.ts'
import { toRecordedChainValues } from '../../../src-main/store/writes/saveRecorded.ts'
import { createWorld, type World } from '../../fixtures/createWorld.ts'
import { runCommand } from '../../fixtures/runCommand.ts'

const ONE = 'cus_T000001'
const WHEN = '2026-11-20T08:00:00Z'
const EXPIRES = '2027-02-20T00:00:00Z'

let world: World
let scratch: string
let id: string

beforeEach(async () => {
  world = await createWorld(2)
  scratch = mkdtempSync(join(tmpdir(), 'tierdesk-hours-'))
  await world.connect()
  await run('sync')
  await importCatalog(templates.get('maintenance-hours'))
  id = ((await run('companies', '--search', ONE)).json() as { items: { id: string }[] }).items[0]?.id ?? ''
})
afterEach(async () => {
  await world.end()
  rmSync(scratch, { recursive: true, force: true })
})

const run = (...argv: string[]) => runCommand(world.ports, ['--workspace', world.folder, '--json', ...argv])
const log = (...argv: string[]) => run('hours', 'log', ONE, '--note', 'Printer', '--when', WHEN, ...argv)
const pack = (...argv: string[]) => run('hours', 'pack', ONE, '--minutes', '300', '--expires', EXPIRES, ...argv)
const countFacts = () => world.look(({ read }) => read.drizzle.select().from(recordedFact).all().length)

async function importCatalog(content: unknown) {
  const file = join(scratch, 'catalog.json')
  writeFileSync(file, JSON.stringify(content))
  expect((await run('catalog', 'import', file)).exitCode).toBe(0)
}

test('a pack and work are recorded, printed as they were kept, and make the balance', async () => {
  const bought = await pack('--ref', 'P-1', '--when', '2026-11-20T07:00:00Z')
  expect(bought.exitCode).toBe(0)
  expect(bought.json()).toEqual({
    key: 'P-1',
    company: id,
    product: 'maintenance-hours',
    kind: 'pack',
    at: '2026-11-20T07:00:00Z',
    ref: 'P-1',
    minutes: 300,
    expiresAt: EXPIRES,
    source: 'staff',
  })
  expect((await log('--minutes', '90', '--key', 'w1')).json()).toEqual({
    key: 'w1',
    company: id,
    product: 'maintenance-hours',
    kind: 'hours',
    at: WHEN,
    minutes: 90,
    note: 'Printer',
    source: 'staff',
  })
  expect((await run('hours', ONE)).json()).toEqual({
    window: null,
    included: 0,
    used: 0,
    left: 0,
    rollover: { left: 0, cap: 0 },
    packs: [{ ref: 'P-1', minutes: 300, left: 210, expiresAt: EXPIRES, state: 'live' }],
    available: 210,
    overage: 0,
  })
})

test('the ledger says each movement, and the fact behind it', async () => {
  await pack('--ref', 'P-1', '--when', '2026-11-20T07:00:00Z')
  await log('--minutes', '400', '--key', 'w1')
  const { ledger } = (await run('hours', ONE, '--ledger')).json() as { ledger: { steps: Record<string, unknown>[] }[] }
  expect(ledger.flatMap(({ steps }) => steps).map(({ at, kind, minutes, fact, note }) => [at, kind, minutes, fact, note])).toEqual([
    ['2026-11-20T07:00:00Z', 'bought', 300, 'P-1', undefined],
    [WHEN, 'drawn', 300, 'w1', 'Printer'],
    [WHEN, 'overage', 100, 'w1', 'Printer'],
  ])
})

test('as of an instant, what came later has not happened', async () => {
  await pack('--ref', 'P-1', '--when', '2026-11-20T07:00:00Z')
  await log('--minutes', '90')
  const at = (instant: string) => run('--at', instant, 'hours', ONE)
  expect((await at('2026-11-20T07:30:00Z')).json()).toMatchObject({ available: 300 })
  expect((await at('2027-02-20T00:00:00Z')).json()).toMatchObject({ available: 0, packs: [{ state: 'lapsed', left: 210 }] })
})

describe('a key', () => {
  test('that is known with the same content gives the fact again, and nothing is recorded', async () => {
    const first = await log('--minutes', '90', '--key', 'w1')
    expect([(await log('--minutes', '90', '--key', 'w1')).json(), countFacts()]).toEqual([first.json(), 1])
    const bought = await pack('--ref', 'P-1')
    world.clock.advance(60_000)
    const again = await pack('--ref', 'P-1')
    expect([again.exitCode, again.json(), countFacts()]).toEqual([0, bought.json(), 2])
  })

  test.each<[what: string, change: string[]]>([
    ['other minutes', ['--minutes', '91']],
    ['another note', ['--minutes', '90', '--note', 'Scanner']],
    ['another instant', ['--minutes', '90', '--when', '2026-11-20T08:00:01Z']],
  ])('that is known with %s is refused by rule', async (_, change) => {
    await log('--minutes', '90', '--key', 'w1')
    const other = await log('--key', 'w1', ...change)
    expect([other.exitCode, other.error().code, countFacts()]).toEqual([4, 'key-taken', 1])
  })

  test('of a pack is no key of work', async () => {
    await log('--minutes', '90', '--key', 'same')
    expect((await pack('--ref', 'same')).exitCode).toBe(0)
  })

  test('that is left out is drawn', async () => {
    const keys = [await log('--minutes', '90'), await log('--minutes', '90')].map(({ json }) => (json() as { key: string }).key)
    expect(new Set(keys).size).toBe(2)
  })
})

test.each<[what: string, argv: string[]]>([
  ['no minutes', ['hours', 'log', ONE, '--minutes', '0', '--when', WHEN, '--note', 'x']],
  ['no note', ['hours', 'log', ONE, '--minutes', '5', '--when', WHEN, '--note', ' ']],
  ['no instant', ['hours', 'log', ONE, '--minutes', '5', '--note', 'x']],
  ['an instant ahead', ['hours', 'log', ONE, '--minutes', '5', '--when', '2026-11-20T09:06:00Z', '--note', 'x']],
  ['a pack from ahead', ['hours', 'pack', ONE, '--minutes', '5', '--when', '2026-11-20T09:06:00Z', '--expires', EXPIRES]],
  ['a pack that was never usable', ['hours', 'pack', ONE, '--minutes', '5', '--expires', '2026-11-20T09:00:00Z']],
  ['a product without hours', ['hours', 'log', ONE, '--minutes', '5', '--when', WHEN, '--note', 'x', '--product', 'trading']],
])('wrong use with %s records nothing', async (_, argv) => {
  const result = await run(...argv)
  expect([result.exitCode, result.error().code, countFacts()]).toEqual([2, 'usage', 0])
})

test('of several products with hours, the one that the company belongs to is meant, else one must be named', async () => {
  await importCatalog({ ...templates.get('maintenance-hours'), product: 'care' })
  expect((await log('--minutes', '5')).error()).toMatchObject({ code: 'usage', hint: expect.stringContaining('maintenance-hours') })
  expect((await log('--minutes', '5', '--product', 'care')).json()).toMatchObject({ product: 'care' })
  expect((await log('--minutes', '6')).json()).toMatchObject({ product: 'care' })
  expect((await run('hours', ONE)).json()).toMatchObject({ overage: 11 })
  expect((await run('hours', ONE, '--product', 'maintenance-hours')).json()).toMatchObject({ overage: 0 })
  expect((await run('hours', ONE, '--product', 'hats')).error().code).toBe('product-missing')
})

test('what was recorded stands in one chain', async () => {
  await pack()
  await log('--minutes', '5')
  await log('--minutes', '6')
  const broken = world.look(({ read }) => {
    const rows = read.drizzle.select().from(recordedFact).orderBy(recordedFact.id).all()
    return findBrokenLink(rows.map((row) => ({ ...row, values: toRecordedChainValues(row) })))
  })
  expect(broken).toBeNull()
})

test('overage is settled by a fact', async () => {
  await log('--minutes', '60')
  const engine = world.open()
  const fact = await engine.client.hours.settle({ company: ONE, minutes: 60, as: 'waived', note: 'A gift' })
  expect(fact).toMatchObject({ kind: 'settlement', company: id, minutes: 60, as: 'waived', note: 'A gift' })
  const { ledger } = await engine.client.hours.get({ company: ONE, withLedger: true })
  expect(ledger?.flatMap(({ steps }) => steps).at(-1)).toMatchObject({ kind: 'waived', after: { overage: 60, unsettled: 0 } })
})
