import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { templates } from '../../../src-main/engine/templates.ts'
import { openStore } from '../../../src-main/store/openStore.ts'
import { saveRecorded } from '../../../src-main/store/writes/saveRecorded.ts'
import { type Instant, parseInstant } from '../../../src-shared/model/instant.ts'
import { createWorld, type World } from '../../fixtures/createWorld.ts'
import { runCommand } from '../../fixtures/runCommand.ts'

const ONE = 'cus_T000001'
const EARLIER = '2026-11-20T08:00:00Z'

let world: World
let scratch: string
let id: string

beforeEach(async () => {
  world = await createWorld(4)
  scratch = mkdtempSync(join(tmpdir(), 'tierdesk-plans-'))
  await world.connect()
  await run('sync')
  for (const product of ['threat-analytics', 'estate-management']) {
    const file = join(scratch, `${product}.json`)
    writeFileSync(file, JSON.stringify(templates.get(product)))
    await run('catalog', 'import', file)
  }
  id = await findId(ONE)
})
afterEach(async () => {
  await world.end()
  rmSync(scratch, { recursive: true, force: true })
})

const run = (...argv: string[]) => runCommand(world.ports, ['--workspace', world.folder, '--json', ...argv])
const tell = (who: string, metric: string, quantity: number, when = EARLIER) =>
  run('usage', 'add', who, metric, String(quantity), '--when', when)

async function findId(who: string): Promise<string> {
  return ((await run('companies', '--search', who)).json() as { items: { id: string }[] }).items[0]?.id ?? ''
}

/** Puts a company on a plan by hand, and derives it. */
async function grant(company: string, product: string, plan: string): Promise<void> {
  const store = openStore(world.folder, 'write', world.clock.now())
  const until = parseInstant('2027-01-01T00:00:00Z') as Instant
  const at = parseInstant('2026-11-01T00:00:00Z') as Instant
  const content = { plan, limits: {}, until, reason: 'A trial by hand' }
  store.transact((tx) =>
    saveRecorded(tx, { company, product, kind: 'override', key: `${product} ${plan}`, at, source: 'staff', content }, at),
  )
  store.close()
  await run('rebuild')
}

describe('entitlement', () => {
  test('is the free plan for who never bought, with what is used of it', async () => {
    await tell(ONE, 'positions', 4)
    const { exitCode, json } = await run('entitlement', ONE, 'trading')
    expect(exitCode).toBe(0)
    expect(json()).toEqual({
      company: id,
      product: 'trading',
      plan: 'free',
      subscribedPlan: null,
      status: 'active',
      period: null,
      endsAt: null,
      cancelAtPeriodEnd: false,
      limits: { positions: 5 },
      features: {},
      usage: { positions: { used: 4, limit: 5, remaining: 1, asOf: EARLIER } },
      why: [{ at: expect.any(String), rule: expect.any(String), fact: null, text: expect.any(String) }],
    })
  })

  test('is nothing where the catalog has no free plan, and unknown usage is null', async () => {
    expect((await run('entitlement', ONE, 'estate-management')).json()).toMatchObject({
      plan: null,
      status: 'none',
      limits: {},
      usage: { estates: { used: null, limit: null, asOf: null } },
    })
  })

  test('as of an instant does not know what was told later', async () => {
    await tell(ONE, 'positions', 4)
    const { json } = await run('--at', '2026-11-20T07:59:00Z', 'entitlement', ONE, 'trading')
    expect(json()).toMatchObject({ usage: { positions: { used: null, limit: 5, remaining: null, asOf: null } } })
  })

  test('reads for people, with its reasons where they are asked for', async () => {
    const text = async (...more: string[]) =>
      (await runCommand(world.ports, ['--workspace', world.folder, 'entitlement', ONE, 'trading', ...more])).stdout
    expect(await text()).toContain(`${id} has free of trading: active.`)
    expect(await text()).not.toContain('Why:')
    expect(await text('--why')).toContain('Why:')
  })

  test.each([
    [['cus_nobody', 'trading'], 1, 'company-missing'],
    [[ONE, 'hats'], 1, 'product-missing'],
    [[ONE], 2, 'usage'],
  ])('refuses %j', async (argv, exitCode, code) => {
    const result = await run('entitlement', ...argv)
    expect([result.exitCode, result.error().code, result.stdout]).toEqual([exitCode, code, ''])
  })
})

describe('preflight', () => {
  test.each<[used: number | null, count: number, verdict: string, exitCode: number]>([
    [2, 1, 'allowed', 0],
    [4, 1, 'warning', 0],
    [5, 1, 'refused', 4],
    [2, 4, 'refused', 4],
    [null, 1, 'warning', 0],
    [null, 6, 'refused', 4],
  ])('with %j of 5 used and %i more is %s', async (used, count, verdict, exitCode) => {
    if (used !== null) await tell(ONE, 'positions', used)
    const result = await run('preflight', ONE, 'positions', '--count', String(count))
    expect(result.exitCode).toBe(exitCode)
    expect(result.json()).toEqual({
      verdict,
      used,
      limit: 5,
      remaining: used === null ? null : 5 - used,
      reason: verdict === 'allowed' ? null : expect.any(String),
      upgradeTo: verdict === 'refused' ? 'pro' : null,
    })
  })

  test('is refused where there is no plan, and names the smallest that would do', async () => {
    const result = await run('preflight', ONE, 'estate-management.estates')
    expect(result.exitCode).toBe(4)
    expect(result.json()).toEqual({
      verdict: 'refused',
      used: null,
      limit: null,
      remaining: 0,
      reason: 'The company is on no plan.',
      upgradeTo: 'starter',
    })
  })

  test.each([
    [['--count', '0'], 2],
    [['--count', 'many'], 2],
  ])('is wrong use with %j', async (more, exitCode) => {
    expect((await run('preflight', ONE, 'positions', ...more)).exitCode).toBe(exitCode)
  })
})

describe('downgrade', () => {
  test('upward needs no check', async () => {
    const result = await run('downgrade', ONE, 'trading.pro')
    expect([result.exitCode, result.json()]).toEqual([
      0,
      { kind: 'upgrade', verdict: 'ok', exceeds: [], steps: [], tightened: [], lost: [], stale: ['positions'] },
    ])
  })

  test('is blocked by what exists, warned of where it fits, unknown where nobody has told', async () => {
    await grant(id, 'trading', 'pro')
    const unknown = await run('downgrade', ONE, 'trading.free')
    expect([unknown.exitCode, unknown.json()]).toEqual([4, expect.objectContaining({ verdict: 'unknown', stale: ['positions'] })])

    await tell(ONE, 'positions', 12)
    const blocked = await run('downgrade', ONE, 'trading.free')
    expect([blocked.exitCode, blocked.json()]).toEqual([
      4,
      {
        kind: 'downgrade',
        verdict: 'blocked',
        exceeds: [{ metric: 'positions', used: 12, limit: 5, overage: 7 }],
        steps: ['Positions: archive 7 (12 → 5)'],
        tightened: [{ metric: 'positions', from: 50, to: 5 }],
        lost: ['auto-trading', 'ai-signals', 'comparative-analytics'],
        stale: [],
      },
    ])

    await tell(ONE, 'positions', 5, '2026-11-20T08:30:00Z')
    const warned = await run('downgrade', ONE, 'trading.free')
    expect([warned.exitCode, warned.json()]).toEqual([0, expect.objectContaining({ verdict: 'warning', exceeds: [] })])
    expect((await run('--at', '2026-11-20T08:10:00Z', 'downgrade', ONE, 'trading.free')).json()).toMatchObject({ verdict: 'blocked' })
    world.clock.advance(24 * 3_600_000)
    expect((await run('downgrade', ONE, 'trading.free')).json()).toMatchObject({ verdict: 'unknown', stale: ['positions'] })
  })

  test('waits for the period’s end where only what is consumed is over', async () => {
    await grant(id, 'threat-analytics', 'starter')
    await tell(ONE, 'api-calls', 400)
    const result = await run('downgrade', ONE, 'threat-analytics.free')
    expect([result.exitCode, result.json()]).toEqual([
      4,
      expect.objectContaining({ verdict: 'period-end', exceeds: [{ metric: 'api-calls', used: 400, limit: 100, overage: 300 }] }),
    ])
  })

  test('wants a product where several have the plan, and a plan that is there', async () => {
    const several = await run('downgrade', ONE, 'free')
    expect([several.exitCode, several.error().hint]).toEqual([2, 'Name the one that is meant: trading.free, threat-analytics.free.'])
    const missing = await run('downgrade', ONE, 'trading.gold')
    expect([missing.exitCode, missing.error().code]).toEqual([1, 'plan-missing'])
    expect(missing.error().hint).toContain('trading.elite')
    expect((await run('downgrade', ONE, 'elite')).json()).toMatchObject({ kind: 'upgrade' })
  })
})

describe('overage', () => {
  test('lists who would not fit, worst first, with the totals', async () => {
    await tell(ONE, 'positions', 8)
    await tell('cus_T000002', 'positions', 60)
    await tell('cus_T000003', 'positions', 5)
    const [one, two] = [id, await findId('cus_T000002')]
    const { exitCode, json } = await run('overage', 'trading', 'free')
    expect(exitCode).toBe(0)
    const expected = {
      plan: 'free',
      companies: [
        { company: two, exceeds: [{ metric: 'positions', used: 60, limit: 5, overage: 55 }] },
        { company: one, exceeds: [{ metric: 'positions', used: 8, limit: 5, overage: 3 }] },
      ],
      totals: { positions: 58 },
    }
    expect(json()).toEqual(expected)
    expect((await run('--at', '2026-11-20T08:00:00Z', 'overage', 'trading', 'trading.free')).json()).toEqual(expected)
    expect((await run('--at', '2026-11-20T07:59:59Z', 'overage', 'trading', 'free')).json()).toEqual({
      plan: 'free',
      companies: [],
      totals: {},
    })
    expect((await run('overage', 'trading', 'elite')).json()).toEqual({ plan: 'elite', companies: [], totals: {} })
  })

  test('does not take what was consumed last month for what is consumed now', async () => {
    await tell(ONE, 'api-calls', 400)
    expect((await run('overage', 'threat-analytics', 'free')).json()).toMatchObject({ totals: { 'api-calls': 300 } })
    world.clock.advance(12 * 24 * 3_600_000)
    expect((await run('overage', 'threat-analytics', 'free')).json()).toMatchObject({ totals: {} })
  })

  test('follows a new version of the catalog at once, for everybody', async () => {
    await tell(ONE, 'positions', 8)
    const trading = templates.get('trading') as { plans: { free: { limits: object } } }
    const file = join(scratch, 'trading.json')
    writeFileSync(
      file,
      JSON.stringify({ ...trading, plans: { ...trading.plans, free: { ...trading.plans.free, limits: { positions: 10 } } } }),
    )
    await run('catalog', 'import', file)
    expect((await run('overage', 'trading', 'free')).json()).toMatchObject({ companies: [] })
    expect((await run('entitlement', ONE, 'trading')).json()).toMatchObject({ usage: { positions: { used: 8, limit: 10 } } })
    // What was in force then is in force then.
    expect((await run('--at', EARLIER, 'overage', 'trading', 'free')).json()).toMatchObject({ totals: { positions: 3 } })
  })

  test('takes the limits of a what-if in place of the plan’s', async () => {
    await tell(ONE, 'positions', 8)
    const { client } = world.open({ access: 'read' })
    expect((await client.plans.overage({ product: 'trading', plan: 'free', limits: { positions: 7 } })).totals).toEqual({ positions: 1 })
    expect((await client.plans.overage({ product: 'trading', plan: 'free', limits: { positions: 'unlimited' } })).totals).toEqual({})
  })

  test.each([
    [['hats', 'free'], 1, 'product-missing'],
    [['trading', 'gold'], 1, 'plan-missing'],
    [['trading', 'threat-analytics.free'], 2, 'usage'],
  ])('refuses %j', async (argv, exitCode, code) => {
    const result = await run('overage', ...argv)
    expect([result.exitCode, result.error().code]).toEqual([exitCode, code])
  })
})

describe('comparison', () => {
  test('bears one Subscribed, the free plan included, and recommends by use', async () => {
    await tell(ONE, 'positions', 8)
    const { client } = world.open({ access: 'read' })
    const { columns, recommendation } = await client.plans.compare({ product: 'trading', company: ONE })
    expect(columns.map(({ plan, isSubscribed, isRecommendedHere }) => [plan, isSubscribed, isRecommendedHere])).toEqual([
      ['free', true, false],
      ['pro', false, true],
      ['elite', false, false],
    ])
    expect(recommendation).toEqual({ kind: 'recommended', plan: 'pro', metrics: [] })
    expect((await client.plans.compare({ product: 'trading', company: 'cus_T000002' })).recommendation).toEqual({
      kind: 'unknown',
      plan: null,
      metrics: ['positions'],
    })
    expect((await client.plans.compare({ product: 'trading' })).columns.some(({ isSubscribed }) => isSubscribed)).toBe(false)
  })
})
