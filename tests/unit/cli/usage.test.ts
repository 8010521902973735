import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { templates } from '../../../src-main/engine/templates.ts'
import { findBrokenLink } from '../../../src-main/store/chain.ts'
import { usageRecord } from '../../../src-main/store/schema/recorded.ts'
import { toUsageChainValues } from '../../../src-main/store/writes/saveUsage.ts'
import { createWorld, type World } from '../../fixtures/createWorld.ts'
import { runCommand } from '../../fixtures/runCommand.ts'

const ONE = 'cus_T000001'
const EARLIER = '2026-11-20T08:00:00Z'

let world: World
let scratch: string

beforeEach(async () => {
  world = await createWorld(5)
  scratch = mkdtempSync(join(tmpdir(), 'tierdesk-usage-'))
  await world.connect()
  await run('sync')
  for (const product of ['threat-analytics', 'estate-management']) {
    const file = join(scratch, `${product}.json`)
    writeFileSync(file, JSON.stringify(templates.get(product)))
    await run('catalog', 'import', file)
  }
})
afterEach(async () => {
  await world.end()
  rmSync(scratch, { recursive: true, force: true })
})

const run = (...argv: string[]) => runCommand(world.ports, ['--workspace', world.folder, '--json', ...argv])
const add = (...argv: string[]) => run('usage', 'add', ...argv)
const list = (...argv: string[]) => run('usage', 'list', ...argv)

async function importText(text: string | Buffer) {
  const file = join(scratch, 'usage.csv')
  writeFileSync(file, text)
  return run('usage', 'import', file)
}

describe('usage add', () => {
  test('records what was told, now unless an instant is named', async () => {
    const first = await add(ONE, 'positions', '3')
    expect(first.exitCode).toBe(0)
    expect(first.json()).toEqual({ accepted: 1, duplicate: 0, rejected: [] })
    await add(ONE, 'trading.positions', '4', '--when', '2026-11-20T11:00:00+03:00')
    expect((await list(ONE, 'positions')).json()).toEqual({
      items: [
        { at: '2026-11-20T09:00:00Z', quantity: 3, dimension: null, source: 'staff' },
        { at: EARLIER, quantity: 4, dimension: null, source: 'staff' },
      ],
      next: null,
    })
  })

  test('counts the same key with the same content once, with its first instant where none is named', async () => {
    await add(ONE, 'positions', '3', '--key', 'k1')
    world.clock.advance(60_000)
    const again = await add(ONE, 'positions', '3', '--key', 'k1')
    expect([again.exitCode, again.json()]).toEqual([0, { accepted: 0, duplicate: 1, rejected: [] }])
    expect((await list(ONE, 'positions')).json()).toMatchObject({ items: [{ at: '2026-11-20T09:00:00Z', quantity: 3 }] })
  })

  test.each<[what: string, argv: string[]]>([
    ['another quantity', [ONE, 'positions', '4']],
    ['another instant', [ONE, 'positions', '3', '--when', EARLIER]],
    ['another product', [ONE, 'api-calls', '3']],
  ])('refuses a known key with %s, and says what is known', async (_, argv) => {
    await add(ONE, 'positions', '3', '--key', 'k1')
    const other = await add(...argv, '--key', 'k1')
    expect(other.exitCode).toBe(4)
    expect(other.json()).toEqual({
      accepted: 0,
      duplicate: 0,
      rejected: [{ line: 1, reason: expect.stringContaining('The key k1 is that of another record') }],
    })
    expect((await list(ONE, 'positions')).json()).toMatchObject({ items: [{ quantity: 3 }] })
  })

  test('keeps keys of two companies apart', async () => {
    await add(ONE, 'positions', '3', '--key', 'k1')
    expect((await add('cus_T000002', 'positions', '9', '--key', 'k1')).json()).toMatchObject({ accepted: 1 })
  })

  test('lets two tellings without a key be two', async () => {
    await add(ONE, 'api-calls', '5', '--dimension', 'endpoint=analyze')
    expect((await add(ONE, 'api-calls', '5', '--dimension', 'endpoint=analyze')).json()).toMatchObject({ accepted: 1 })
  })

  test.each<[what: string, argv: string[], exitCode: number, code: string]>([
    ['an instant more than 5 minutes ahead', [ONE, 'positions', '1', '--when', '2026-11-20T09:05:00.001Z'], 2, 'usage'],
    ['an instant without an offset', [ONE, 'positions', '1', '--when', '2026-11-20T09:00:00'], 2, 'usage'],
    ['half of one', [ONE, 'positions', '1.5'], 2, 'usage'],
    ['less than none', [ONE, 'positions', '--', '-1'], 2, 'usage'],
    ['a dimension without a value', [ONE, 'api-calls', '1', '--dimension', 'endpoint'], 2, 'usage'],
    ['a dimension of a whole', [ONE, 'estates', '1', '--dimension', 'part=north'], 2, 'usage'],
    ['an unknown part', [ONE, 'clients', '1', '--dimension', 'part=tertiary'], 2, 'usage'],
    ['a part by another name', [ONE, 'clients', '1', '--dimension', 'endpoint=primary'], 2, 'usage'],
    ['an unknown metric', [ONE, 'trading.hats', '1'], 1, 'metric-missing'],
    ['an unknown product', [ONE, 'hats.positions', '1'], 1, 'product-missing'],
    ['an unknown company', ['cus_nobody', 'positions', '1'], 1, 'company-missing'],
    ['a metric that every object has', [ONE, 'trading.constructor', '1'], 1, 'metric-missing'],
  ])('refuses %s and records nothing', async (_, argv, exitCode, code) => {
    const result = await add(...argv)
    expect([result.exitCode, result.error().code]).toEqual([exitCode, code])
    expect(result.stdout).toBe('')
    expect(world.look(({ read }) => read.drizzle.select().from(usageRecord).all())).toEqual([])
  })

  test('takes an instant of 5 minutes ahead: clocks differ', async () => {
    expect((await add(ONE, 'positions', '1', '--when', '2026-11-20T09:05:00Z')).exitCode).toBe(0)
  })

  test('names the parts that a metric has', async () => {
    expect((await add(ONE, 'clients', '1', '--dimension', 'part=x')).error().hint).toContain('part=primary, part=affiliated')
    expect((await add(ONE, 'clients', '1', '--dimension', 'part=affiliated')).exitCode).toBe(0)
  })

  test('takes an e-mail in any case, and refuses one that two companies have', async () => {
    expect((await add('Billing000001@COMPANY000001.example', 'positions', '2')).exitCode).toBe(0)
    world.stripe.change('cus_T000003', { email: 'Shared@house.example' })
    world.stripe.change('cus_T000004', { email: 'shared@house.example' })
    await run('sync', '--full')
    expect((await add('SHARED@house.example', 'positions', '2')).error().code).toBe('company-ambiguous')
  })

  test('names the products where several have the metric', async () => {
    const file = join(scratch, 'more.json')
    writeFileSync(file, JSON.stringify({ ...templates.get('trading'), product: 'trading-two' }))
    await run('catalog', 'import', file)
    const result = await add(ONE, 'positions', '1')
    expect([result.exitCode, result.error().code]).toEqual([2, 'usage'])
    expect(result.error().hint).toContain('trading.positions, trading-two.positions')
    expect((await add(ONE, 'trading-two.positions', '1')).exitCode).toBe(0)
  })
})

describe('usage list', () => {
  test('goes page by page, each record once, and holds its cursor to its question', async () => {
    for (const minute of [1, 2, 3, 4, 5]) await add(ONE, 'api-calls', String(minute), '--when', `2026-11-20T08:0${minute % 3}:00Z`)
    const quantities: number[] = []
    let next: string | null = null
    do {
      const page = (await list(ONE, 'api-calls', '--limit', '2', ...(next ? ['--cursor', next] : []))).json() as {
        items: { quantity: number }[]
        next: string | null
      }
      quantities.push(...page.items.map(({ quantity }) => quantity))
      next = page.next
      if (next) expect((await list(ONE, 'positions', '--cursor', next)).error().code).toBe('cursor-unreadable')
    } while (next)
    expect(quantities).toEqual([5, 2, 4, 1, 3])
  })

  test('takes the start of a span and leaves out its end', async () => {
    for (const hour of ['06', '07', '08']) await add(ONE, 'api-calls', String(Number(hour)), '--when', `2026-11-20T${hour}:00:00Z`)
    const span = await list(ONE, 'api-calls', '--from', '2026-11-20T06:00:00Z', '--to', '2026-11-20T08:00:00Z')
    expect(span.json()).toMatchObject({ items: [{ quantity: 7 }, { quantity: 6 }] })
    const earlier = await runCommand(world.ports, [
      '--workspace',
      world.folder,
      '--json',
      '--at',
      '2026-11-20T06:30:00Z',
      'usage',
      'list',
      ONE,
      'api-calls',
    ])
    expect(earlier.json()).toMatchObject({ items: [{ quantity: 6 }] })
  })

  test('adds up by endpoint, and by the days and months of the workspace’s zone', async () => {
    const tell = (quantity: string, when: string, ...more: string[]) => add(ONE, 'api-calls', quantity, '--when', when, ...more)
    await tell('5', '2026-10-31T20:59:00Z', '--dimension', 'endpoint=analyze')
    await tell('7', '2026-10-31T21:01:00Z', '--dimension', 'endpoint=redact')
    await tell('11', '2026-11-01T10:00:00Z', '--dimension', 'endpoint=analyze')
    await tell('1', '2026-11-02T10:00:00Z')
    const by = async (what: string) => ((await list(ONE, 'api-calls', '--by', what)).json() as { items: Record<string, unknown>[] }).items
    expect((await by('endpoint')).map(({ endpoint, quantity }) => [endpoint, quantity])).toEqual([
      ['analyze', 16],
      ['redact', 7],
      [null, 1],
    ])
    expect((await by('day')).map(({ day, quantity }) => [day, quantity])).toEqual([
      ['2026-10-31', 5],
      ['2026-11-01', 18],
      ['2026-11-02', 1],
    ])
    expect((await by('month')).map(({ month, quantity }) => [month, quantity])).toEqual([
      ['2026-10', 5],
      ['2026-11', 19],
    ])
    expect((await list(ONE, 'api-calls', '--by', 'hour')).exitCode).toBe(2)
  })

  test('says of a stock how many there were at each day’s end, by what was told before the span too', async () => {
    await add(ONE, 'clients', '10', '--when', '2026-11-17T08:00:00Z', '--dimension', 'part=primary')
    await add(ONE, 'clients', '4', '--when', '2026-11-18T08:00:00Z', '--dimension', 'part=affiliated')
    await add(ONE, 'clients', '6', '--when', '2026-11-18T09:00:00Z', '--dimension', 'part=affiliated')
    expect((await list(ONE, 'clients', '--by', 'day', '--from', '2026-11-18T00:00:00Z')).json()).toMatchObject({
      items: [{ day: '2026-11-18', quantity: 16 }],
    })
  })
})

describe('usage import', () => {
  const HEAD = 'company,metric,quantity,when'

  test('takes a file as spreadsheets write it', async () => {
    const result = await importText(
      `\uFEFFCompany,Metric,Quantity,When,Dimension,Key\r\n"${ONE}","threat-analytics.api-calls","12","2026-11-20T08:00:00Z","endpoint=analyze","k1"\r\nbilling000002@company000002.example,positions,3,2026-11-20T11:00:00+03:00,,\r\n\r\n`,
    )
    expect([result.exitCode, result.json()]).toEqual([0, { accepted: 2, duplicate: 0, rejected: [] }])
    expect((await list(ONE, 'api-calls')).json()).toMatchObject({
      items: [{ at: EARLIER, quantity: 12, dimension: { name: 'endpoint', value: 'analyze' }, source: 'file' }],
    })
  })

  test.each([
    ['semicolons', `company;metric;quantity;at\n${ONE};positions;3;${EARLIER}\n`],
    ['columns in another order', `quantity,instant,company,metric\n3,${EARLIER},${ONE},positions`],
    ['old line ends', `${HEAD}\r${ONE},positions,3,${EARLIER}\r`],
  ])('takes a file with %s', async (_, text) => {
    expect((await importText(text)).json()).toEqual({ accepted: 1, duplicate: 0, rejected: [] })
  })

  test('takes columns that are called endpoint and part', async () => {
    await importText(
      `company,metric,quantity,when,endpoint,part\n${ONE},api-calls,3,${EARLIER},redact,\n${ONE},clients,4,${EARLIER},,primary\n`,
    )
    expect((await list(ONE, 'api-calls')).json()).toMatchObject({ items: [{ dimension: { name: 'endpoint', value: 'redact' } }] })
    expect((await list(ONE, 'clients')).json()).toMatchObject({ items: [{ dimension: { name: 'part', value: 'primary' } }] })
  })

  test('rejects each bad line with its place and its reason, and takes the others', async () => {
    const lines = [
      HEAD.concat(',dimension,key'),
      `${ONE},positions,1,${EARLIER},,a`,
      `cus_nobody,positions,1,${EARLIER},,`,
      '',
      `${ONE},hats,1,${EARLIER},,`,
      `${ONE},positions,-1,${EARLIER},,`,
      `${ONE},positions,1,yesterday,,`,
      `${ONE},positions,1,2026-11-21T09:00:00Z,,`,
      `${ONE},positions`,
      `${ONE},clients,1,${EARLIER},part=third,`,
      `${ONE},api-calls,1,${EARLIER},endpoint,`,
      `${ONE},positions,2,${EARLIER},,a`,
      `${ONE},"positions"x,2,${EARLIER},,`,
      `"${ONE},positions,2,${EARLIER},,`,
      `${ONE},positions,1,${EARLIER},,,more`,
      `${ONE},positions,1,${EARLIER},,a`,
      `${ONE},positions,5,${EARLIER},,z`,
    ]
    const result = await importText(lines.join('\n'))
    expect(result.exitCode).toBe(3)
    expect(result.json()).toEqual({
      accepted: 2,
      duplicate: 1,
      rejected: [
        { line: 3, reason: 'No company is called "cus_nobody".' },
        { line: 5, reason: 'No metric is called "hats".' },
        { line: 6, reason: expect.stringContaining('"-1" is not a whole number') },
        { line: 7, reason: expect.stringContaining('"yesterday" is not an instant') },
        { line: 8, reason: expect.stringContaining('more than 5 minutes ahead') },
        { line: 9, reason: 'It has no quantity.' },
        { line: 10, reason: expect.stringContaining('no part "third"') },
        { line: 11, reason: expect.stringContaining('not of the form name=value') },
        { line: 12, reason: expect.stringContaining('The key a is that of another record') },
        { line: 13, reason: expect.stringContaining('quote') },
        { line: 14, reason: expect.stringContaining('quote') },
        { line: 15, reason: 'It has 7 fields for 6 columns.' },
      ],
    })
  })

  test('is all duplicates the second time, also where lines are the same and none has a key', async () => {
    const text = [HEAD, ...Array<string>(3).fill(`${ONE},api-calls,5,${EARLIER}`), `cus_T000002,api-calls,5,${EARLIER}`].join('\n')
    expect((await importText(text)).json()).toEqual({ accepted: 4, duplicate: 0, rejected: [] })
    expect((await importText(text)).json()).toEqual({ accepted: 0, duplicate: 4, rejected: [] })
    // Written otherwise, it says the same.
    const otherwise = text.replaceAll(ONE, 'BILLING000001@company000001.example').replaceAll('api-calls', '"threat-analytics.api-calls"')
    expect((await importText(otherwise)).json()).toEqual({ accepted: 0, duplicate: 4, rejected: [] })
    expect((await importText(`${text}\n${ONE},api-calls,5,${EARLIER}`)).json()).toEqual({ accepted: 1, duplicate: 4, rejected: [] })
  })

  test('ends with 1 and its answer where no line is good', async () => {
    const result = await importText(`${HEAD}\ncus_nobody,positions,1,${EARLIER}`)
    expect([result.exitCode, result.json()]).toEqual([
      1,
      { accepted: 0, duplicate: 0, rejected: [{ line: 2, reason: expect.any(String) }] },
    ])
  })

  test.each<[what: string, text: string | Buffer]>([
    ['is empty', ''],
    ['has no head', `${ONE},positions,1,${EARLIER}\n`],
    ['lacks a column', 'company,metric,when\n'],
    ['has a column that is misspelt', `${HEAD},kye\n`],
    ['names a column twice', `${HEAD},at\n`],
    ['is not UTF-8', Buffer.from([0x63, 0xff, 0xfe, 0x00])],
  ])('refuses a file that %s', async (_, text) => {
    const result = await importText(text)
    expect([result.exitCode, result.error().code]).toEqual([1, 'file-unreadable'])
  })

  test('says that a file is not there', async () => {
    expect((await run('usage', 'import', join(scratch, 'nothing.csv'))).error().code).toBe('file-unreadable')
  })

  test('takes a hundred thousand lines in seconds, in one chain', async () => {
    const lines = Array.from(
      { length: 100_000 },
      (_, index) => `cus_T00000${(index % 5) + 1},api-calls,${index},2026-11-${String((index % 19) + 1).padStart(2, '0')}T09:00:00Z`,
    )
    const startedAt = performance.now()
    const result = await importText(`${HEAD}\n${lines.join('\n')}\n`)
    expect(result.json()).toEqual({ accepted: 100_000, duplicate: 0, rejected: [] })
    expect(performance.now() - startedAt).toBeLessThan(15_000)
    await add(ONE, 'positions', '1')
    const broken = world.look(({ read }) => {
      const rows = read.drizzle.select().from(usageRecord).orderBy(usageRecord.id).all()
      return findBrokenLink(rows.map((row) => ({ ...row, values: toUsageChainValues(row) })))
    })
    expect(broken).toBeNull()
  }, 60_000)
})
