import { describe, expect, onTestFinished, test } from 'vitest'
import type { FaultName } from '../../../../src-main/sandbox/stripe/http/faults.ts'
import { PROVIDERS, type ProviderName } from '../../../../src-shared/model/provider.ts'
import { createWorld, UNLIMITED } from '../../../fixtures/createWorld.ts'
import { STANDS } from './stands.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

/** A workspace that mirrors one provider, and the provider behind its socket. */
async function open(provider: ProviderName) {
  const world = await createWorld()
  const { clock } = world
  const stand = await STANDS[provider]({ now: clock.now, wait: () => Promise.resolve() })
  onTestFinished(async () => {
    await world.end()
    await stand.stop()
  })
  world.environment['THE_KEY'] = stand.key
  const engine = world.open()
  const connect = (name = 'THE_KEY') =>
    engine.connect({
      ...{ provider, secret: { kind: 'environment', name }, baseUrl: stand.baseUrl },
      ...{ limits: UNLIMITED, settings: stand.settings },
    })
  const sync = () => engine.client.sync.start({ provider })
  const refs = async () => (await engine.client.payments.list({ limit: 1000 })).items.map(({ ref }) => ref).sort()
  const health = async () => {
    const { connections } = await engine.client.sync.health({})
    const found = connections.find((each) => each.provider === provider)
    if (!found) throw new Error(`${provider} is not connected`)
    return found
  }
  return { world, clock, stand, engine, client: engine.client, connect, sync, refs, health }
}

type Opened = Awaited<ReturnType<typeof open>>

/** Syncs until it comes to its end with all of it, as the schedule would: some time apart. */
async function syncUntilWhole({ sync, clock }: Opened, most = 12): Promise<number> {
  for (let times = 1; times <= most; times++) {
    const report = await sync().catch(() => null)
    if (report?.runs.every(({ outcome }) => outcome === 'complete') && report.failed.length === 0) return times
    clock.advance(5 * 60_000)
  }
  throw new Error(`It was not whole after ${most} syncs.`)
}

/** What goes wrong and is over after some requests. */
const PASSING: readonly FaultName[] = ['rate-limited', 'error-page', 'reset', 'truncated-json', 'truncated-gzip', 'slow-drip']

describe.each(PROVIDERS)('%s', (provider) => {
  test('brings all that is there, and then nothing but what is new, each once', async () => {
    const opened = await open(provider)
    const { stand, connect, sync, refs, clock, world } = opened
    const first = [stand.pay(), stand.pay()]
    await connect()
    const report = await sync()
    expect(report.runs.map(({ outcome }) => outcome)).toEqual(report.runs.map(() => 'complete'))
    expect(await refs()).toEqual(first.toSorted())
    clock.advance(HOUR_MS)
    const before = world.dump()['billed_object']
    await sync()
    expect(world.dump()['billed_object']?.length).toBe(before?.length)
    const later = stand.pay()
    clock.advance(60_000)
    await sync()
    expect(await refs()).toEqual([...first, later].sort())
    await sync()
    expect(await refs()).toEqual([...first, later].sort())
  })

  test('what was listed late, by hours, comes all the same', async () => {
    const opened = await open(provider)
    const { stand, connect, sync, refs, clock } = opened
    await connect()
    await sync()
    const late = stand.pay()
    // The next polls come, and go on from where they were.
    for (let poll = 0; poll < 3; poll++) {
      clock.advance(60_000)
      await sync()
    }
    expect(await refs()).toEqual([late])
  })

  test.each(PASSING)('%s is no end: what is there is mirrored once it is over, and never called whole before', async (fault) => {
    const opened = await open(provider)
    const { stand, connect, sync, refs, health } = opened
    const paid = [stand.pay(), stand.pay(), stand.pay()]
    await connect()
    stand.faults.set(fault)
    const broken = await sync().catch(() => null)
    const isWhole = broken?.runs.every(({ outcome }) => outcome === 'complete') ?? false
    // Some bytes at a time are slow, and no lie.
    if (fault !== 'slow-drip') expect(isWhole).toBe(false)
    if (fault !== 'slow-drip') expect((await health()).lastSuccessAt).toBeNull()
    stand.faults.clear()
    await syncUntilWhole(opened)
    expect(await refs()).toEqual(paid.sort())
    expect((await health()).lastSuccessAt).not.toBeNull()
  })

  test('faults now and then leave nothing out and nothing twice', async () => {
    const opened = await open(provider)
    const { stand, connect, refs, clock } = opened
    const paid: string[] = []
    await connect()
    for (const [index, fault] of PASSING.entries()) {
      stand.faults.clear()
      stand.faults.set(fault, { rate: 0.3, seed: `${provider}-${index}` })
      paid.push(stand.pay())
      await opened.sync().catch(() => null)
      clock.advance(10 * 60_000)
    }
    stand.faults.clear()
    await syncUntilWhole(opened)
    expect(await refs()).toEqual(paid.sort())
  })

  test('a revoked key ends it at once, is said once, and leaves all readable', async () => {
    const opened = await open(provider)
    const { stand, connect, sync, refs, health, clock } = opened
    const paid = stand.pay()
    await connect()
    await sync()
    stand.faults.set('revoked-key')
    clock.advance(2 * HOUR_MS)
    const { runs } = await sync()
    expect(new Set(runs.map(({ errorKind }) => errorKind))).toEqual(new Set(['unauthorized']))
    const { state, problems } = await health()
    expect(state).toBe('refused')
    expect(problems).toHaveLength(1)
    expect(await refs()).toEqual([paid])
    stand.faults.clear()
    await sync()
    expect((await health()).state).toBe('in-step')
  })

  test('a key of the other mode, or of nobody, is refused before anything is written', async () => {
    const opened = await open(provider)
    const { stand, connect, world } = opened
    stand.pay()
    const before = world.dump()
    for (const [index, key] of stand.wrongKeys.entries()) {
      world.environment[`WRONG_${index}`] = key
      await expect(connect(`WRONG_${index}`)).rejects.toMatchObject({ code: expect.stringMatching(/^key-/) })
    }
    expect(world.dump()).toEqual(before)
  })

  test('a limit is kept to, and what was asked too often is asked again later', async () => {
    const opened = await open(provider)
    const { stand, connect, sync, refs } = opened
    const paid = stand.pay()
    await connect()
    stand.faults.set('rate-limited', { count: 1 })
    const { runs } = await sync()
    const isWhole = runs.every(({ outcome }) => outcome === 'complete')
    if (!isWhole) await syncUntilWhole(opened)
    expect(await refs()).toEqual([paid])
    expect(stand.faults.counts()['rate-limited']).toBe(1)
  })

  test('a sync that is stopped goes on from there', async () => {
    const opened = await open(provider)
    const { stand, connect, engine, sync, refs } = opened
    const paid = [stand.pay(), stand.pay()]
    await connect()
    const going = sync()
    await engine.client.sync.cancel({})
    await going.catch(() => null)
    await syncUntilWhole(opened)
    expect(await refs()).toEqual(paid.sort())
  })

  test('after three days without a line all of it comes, at its own instant, or its gap is said', async () => {
    const opened = await open(provider)
    const { stand, connect, sync, refs, clock, client, health } = opened
    await connect()
    await sync()
    clock.advance(HOUR_MS)
    const early = stand.pay()
    const earlyAt = clock.now()
    clock.advance(2 * DAY_MS)
    const late = stand.pay()
    const lateAt = clock.now()
    clock.advance(DAY_MS)
    await sync()
    const { items } = await client.payments.list({})
    expect(items.find(({ ref }) => ref === late)?.at).toBe(lateAt)
    const { gaps } = await health()
    if (provider === 'mpesa') {
      expect(await refs()).toEqual([late])
      const [gap] = gaps
      expect(gap).toMatchObject({ cause: 'list-forgotten', closedAt: null })
      expect(gap?.from).toBeLessThanOrEqual(earlyAt)
      expect(gap?.until).toBeGreaterThan(earlyAt)
      expect((await health()).state).toBe('partial')
    } else {
      expect(items.find(({ ref }) => ref === early)?.at).toBe(earlyAt)
      expect(gaps).toEqual([])
    }
  })

  test('what is derived again is the same', async () => {
    const opened = await open(provider)
    const { stand, connect, sync, client } = opened
    stand.pay()
    await connect()
    await sync()
    const { checks } = await client.workspace.rebuild({})
    expect(checks.filter(({ ok }) => !ok)).toEqual([])
  })
})
