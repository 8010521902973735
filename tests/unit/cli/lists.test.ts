import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openStore } from '../../../src-main/store/openStore.ts'
import { payment } from '../../../src-main/store/schema/figures.ts'
import { providerEvent } from '../../../src-main/store/schema/mirror.ts'
import { type Instant, parseInstant, toInstant } from '../../../src-shared/model/instant.ts'
import { createWorld, type World } from '../../fixtures/createWorld.ts'
import { runCommand } from '../../fixtures/runCommand.ts'

const NOON = parseInstant('2026-11-19T12:00:00Z') as Instant
const HOUR = 3_600_000
const ONE = 'cus_T000001'

let world: World

beforeEach(async () => {
  world = await createWorld(6)
  await world.connect()
  await run('sync')
})
afterEach(() => world.end())

const run = (...argv: string[]) => runCommand(world.ports, ['--workspace', world.folder, '--json', ...argv])

interface Page {
  items: Record<string, unknown>[]
  next: string | null
}

/** Every item of a list, page by page. */
async function readAll(...argv: string[]): Promise<Page['items']> {
  const items: Page['items'] = []
  let next: string | null = null
  do {
    const page: Page = (await run(...argv, ...(next === null ? [] : ['--cursor', next]))).json() as Page
    expect(page.items.length).toBeGreaterThan(0)
    items.push(...page.items)
    next = page.next
  } while (next !== null)
  return items
}

function write(change: Parameters<ReturnType<typeof openStore>['transact']>[0]) {
  const store = openStore(world.folder, 'write', world.clock.now())
  store.transact(change)
  store.close()
}

describe('payments', () => {
  const row = { accountId: 1, product: 'trading', plan: 'pro', amount: 9900, currency: 'USD', since: NOON, seenAt: NOON, reason: null }

  beforeEach(() =>
    write((tx) =>
      tx.drizzle
        .insert(payment)
        .values([
          { ...row, ref: 'in_1', companyId: 1, status: 'succeeded', at: NOON },
          { ...row, ref: 'in_2', companyId: 2, status: 'failed', at: NOON, reason: 'card declined' },
          { ...row, ref: 'in_3', companyId: 1, status: 'refunded', at: toInstant(NOON + HOUR) },
          {
            ...row,
            ref: 'pi_4',
            companyId: null,
            product: null,
            plan: null,
            status: 'unmatched',
            at: toInstant(NOON - HOUR),
            reason: 'underpaid',
          },
          { ...row, ref: 'pi_5', companyId: 3, product: null, plan: null, status: 'unmatched', at: toInstant(NOON - 2 * HOUR) },
        ])
        .run(),
    ),
  )

  test('are listed newest first, with all that they say', async () => {
    const { exitCode, json } = await run('payments')
    expect(exitCode).toBe(0)
    const { items, next } = json() as Page
    expect([items.map(({ ref }) => ref), next]).toEqual([['in_3', 'in_2', 'in_1', 'pi_4', 'pi_5'], null])
    expect(items[1]).toEqual({
      provider: 'stripe',
      ref: 'in_2',
      company: expect.stringMatching(/^co_/),
      product: 'trading',
      plan: 'pro',
      amount: 9900,
      currency: 'USD',
      status: 'failed',
      at: '2026-11-19T12:00:00Z',
      seenAt: '2026-11-19T12:00:00Z',
      reason: 'card declined',
    })
    expect(items[3]).toMatchObject({ company: null, product: null, plan: null, reason: 'underpaid' })
  })

  test('come page by page, those of one instant too', async () => {
    expect((await readAll('payments', '--limit', '1')).map(({ ref }) => ref)).toEqual(['in_3', 'in_2', 'in_1', 'pi_4', 'pi_5'])
    expect((await readAll('payments', '--limit', '2', '--status', 'unmatched')).map(({ ref }) => ref)).toEqual(['pi_4', 'pi_5'])
  })

  test.each<[argv: string[], refs: string[]]>([
    [['--unmatched'], ['pi_4', 'pi_5']],
    [['--status', 'failed'], ['in_2']],
    [
      ['--product', 'trading'],
      ['in_3', 'in_2', 'in_1'],
    ],
    [['--provider', 'stripe', '--status', 'refunded'], ['in_3']],
    [['--provider', 'mpesa'], []],
  ])('fit %j', async (argv, refs) => {
    expect(((await run('payments', ...argv)).json() as Page).items.map(({ ref }) => ref)).toEqual(refs)
  })

  test('of one company', async () => {
    const { items } = (await run('payments')).json() as Page
    const of = ((await run('payments', '--company', String(items[0]?.['company']))).json() as Page).items
    expect(of.map(({ ref }) => ref)).toEqual(['in_3', 'in_1'])
  })

  test('that are unmatched are counted in status', async () => {
    expect((await run('status')).json()).toMatchObject({ unmatched: 2 })
  })

  test.each([
    [['--status', 'lost'], 2, 'usage'],
    [['--provider', 'paypal'], 2, 'usage'],
    [['--unmatched', '--status', 'failed'], 2, 'usage'],
    [['--limit', '1001'], 2, 'usage'],
    [['--product', 'hats'], 1, 'product-missing'],
    [['--company', 'cus_nobody'], 1, 'company-missing'],
    [['--cursor', 'nonsense'], 1, 'cursor-unreadable'],
  ])('refuse %j', async (argv, exitCode, code) => {
    const result = await run('payments', ...argv)
    expect([result.exitCode, result.error().code]).toEqual([exitCode, code])
  })
})

describe('events', () => {
  beforeEach(() =>
    write((tx) =>
      tx.drizzle
        .insert(providerEvent)
        .values(
          Array.from({ length: 5 }, (_, index) => ({
            accountId: 1,
            ref: `evt_${index}`,
            type: index === 0 ? 'customer.deleted' : 'customer.updated',
            object: index < 2 ? ONE : 'cus_T000002',
            at: toInstant(NOON + Math.floor(index / 2) * HOUR),
            seenAt: toInstant(NOON + 3 * HOUR),
            outcome: index === 4 ? ('skipped' as const) : ('processed' as const),
            reason: index === 4 ? 'not mirrored' : null,
            rules: index === 3 ? ['renew'] : [],
          })),
        )
        .run(),
    ),
  )

  test('are listed newest first and page by page', async () => {
    const items = await readAll('events', '--limit', '2')
    expect(items).toHaveLength(5)
    expect(items[0]).toEqual({
      provider: 'stripe',
      type: 'customer.updated',
      object: 'cus_T000002',
      at: '2026-11-19T14:00:00Z',
      seenAt: '2026-11-19T15:00:00Z',
      outcome: 'skipped',
      rules: [],
    })
    expect(items[1]).toMatchObject({ at: '2026-11-19T13:00:00Z', rules: ['renew'] })
  })

  test.each<[argv: string[], count: number]>([
    [['--company', ONE], 2],
    [['--type', 'customer.deleted'], 1],
    [['--outcome', 'skipped'], 1],
    [['--provider', 'stripe'], 5],
    [['--provider', 'paystack'], 0],
    [['--company', ONE, '--outcome', 'skipped'], 0],
    [['--rule', 'renew'], 1],
    [['--object', 'cus_T000002'], 3],
    [['--object', 'evt_0'], 1],
    [['--from', '2026-11-19T13:00:00Z', '--to', '2026-11-19T14:00:00Z'], 2],
  ])('fit %j', async (argv, count) => {
    expect(((await run('events', ...argv)).json() as Page).items).toHaveLength(count)
  })

  test('as of an instant do not know what happened later', async () => {
    expect(((await run('--at', '2026-11-19T12:30:00Z', 'events')).json() as Page).items).toHaveLength(2)
  })

  test.each([[['--outcome', 'lost']], [['--provider', 'paypal']], [['--limit', '0']], [['--from', 'noon']]])(
    'are wrong use with %j',
    async (argv) => {
      expect((await run('events', ...argv)).exitCode).toBe(2)
    },
  )
})

describe('companies', () => {
  beforeEach(async () => {
    await run('usage', 'add', ONE, 'positions', '3', '--when', '2026-11-20T08:00:00Z')
    await run('usage', 'add', 'cus_T000002', 'positions', '4', '--when', '2026-11-20T08:30:00Z')
  })

  const refsOf = async (...argv: string[]) =>
    ((await run(...argv)).json() as { items: { links: { ref: string }[] }[] }).items
      .flatMap(({ links }) => links.map(({ ref }) => ref))
      .sort()

  test('say what they are on', async () => {
    expect(((await run('companies', '--search', ONE)).json() as Page).items).toEqual([
      {
        id: expect.stringMatching(/^co_/),
        name: expect.any(String),
        email: expect.any(String),
        phone: null,
        links: [{ provider: 'stripe', ref: ONE }],
        subscriptions: [{ product: 'trading', plan: 'free', subscribedPlan: null, status: 'active', until: null }],
        mrr: [],
      },
    ])
  })

  test('fit what is asked of them', async () => {
    const both = [ONE, 'cus_T000002']
    expect(await refsOf('companies', '--product', 'trading')).toEqual(both)
    expect(await refsOf('companies', '--plan', 'trading.free')).toEqual(both)
    expect(await refsOf('companies', '--plan', 'free', '--product', 'trading', '--status', 'active')).toEqual(both)
    expect(await refsOf('companies', '--plan', 'free', '--search', '000002')).toEqual(['cus_T000002'])
    expect(await refsOf('companies', '--status', 'grace')).toEqual([])
    expect(await refsOf('companies', '--plan', 'pro')).toEqual([])
    expect((await readAll('companies', '--limit', '1', '--product', 'trading')).length).toBe(2)
  })

  test('fit as of an instant what they were then', async () => {
    expect(await refsOf('--at', '2026-11-20T08:10:00Z', 'companies', '--product', 'trading')).toEqual([ONE])
    expect(await refsOf('--at', '2026-11-20T08:10:00Z', 'companies')).toHaveLength(6)
  })

  test('are counted as they are listed', async () => {
    const { client } = world.open({ access: 'read' })
    const at = parseInstant('2026-11-20T08:10:00Z')
    expect(await client.companies.count({ product: 'trading' })).toEqual({ total: 2, isAtLeast: false })
    expect(await client.companies.count({ plan: 'free', status: 'active' })).toEqual({ total: 2, isAtLeast: false })
    expect(await client.companies.count({ plan: 'free', status: 'active', at })).toEqual({ total: 1, isAtLeast: false })
    expect(await client.companies.count({ status: 'canceled' })).toEqual({ total: 0, isAtLeast: false })
  })

  test.each([
    [['--product', 'hats'], 1, 'product-missing'],
    [['--plan', 'gold'], 1, 'plan-missing'],
    [['--status', 'lost'], 2, 'usage'],
    [['--plan', 'trading.free', '--product', 'hats'], 1, 'product-missing'],
  ])('refuse %j', async (argv, exitCode, code) => {
    const result = await run('companies', ...argv)
    expect([result.exitCode, result.error().code]).toEqual([exitCode, code])
  })
})

describe('rebuild', () => {
  test('derives everything again and changes nothing', async () => {
    await run('usage', 'add', ONE, 'positions', '3')
    const { exitCode, json } = await run('rebuild')
    expect(exitCode).toBe(0)
    expect(json()).toMatchObject({
      ok: true,
      checks: expect.arrayContaining([expect.objectContaining({ name: 'entitlements', ok: true })]),
    })
  })

  test('changes nothing either when time has gone by since', async () => {
    await run('usage', 'add', ONE, 'positions', '3')
    world.clock.advance(40 * 24 * HOUR)
    const { exitCode, json } = await run('rebuild')
    expect([exitCode, json()]).toEqual([0, expect.objectContaining({ ok: true })])
  })

  test('ends with 1 and its answer where a figure was not what its facts say', async () => {
    await run('usage', 'add', ONE, 'positions', '3')
    write((tx) => tx.sqlite.prepare('update company_metric set used = 999').run())
    const { exitCode, json } = await run('rebuild')
    expect([exitCode, json()]).toEqual([1, expect.objectContaining({ ok: false })])
    expect((await run('rebuild')).exitCode).toBe(0)
  })
})
