import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createEngine, type Engine } from '../../../src-main/engine/createEngine.ts'
import { createWorld, TEST_KEY, type World } from '../../fixtures/createWorld.ts'
import { createHeldClock, type HeldClock } from '../sync/schedule/createHeldClock.ts'

const POLL_MS = 15_000
const IDLE_MS = 300_000

let world: World
let engine: Engine
let askedAt: number[]

beforeEach(async () => {
  world = await createWorld(3)
  await world.connect()
  askedAt = []
  world.stripe.fault = (_request, _response, path) => {
    if (path === '/v1/events') askedAt.push(world.clock.now())
    return false
  }
})
afterEach(() => world.end())

const schedule = async () => (await engine.client.sync.health({})).schedule
const turn = () => new Promise((resolve) => setImmediate(resolve))

async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await isSo())) await turn()
}

/** How far apart events were asked for, from the second time on. */
const pauses = () => askedAt.slice(2).map((at, index) => at - (askedAt[index + 1] ?? Number.NaN))

describe('an engine that polls', () => {
  test('asks every five minutes while nobody listens', async () => {
    engine = world.open({ pollMs: POLL_MS })
    await until(() => askedAt.length > 6)
    expect(Math.min(...pauses())).toBeGreaterThan(POLL_MS * 2)
    expect(await schedule()).toMatchObject({ pollMs: IDLE_MS, pausedFor: null, backOffUntil: null })
  })

  test('asks every 15 seconds while somebody does', async () => {
    engine = world.open({ pollMs: POLL_MS })
    const stopper = new AbortController()
    const changes = await engine.client.changes.watch({}, { signal: stopper.signal })
    await changes.next()
    askedAt.length = 0
    await until(() => askedAt.length > 6)
    expect(Math.max(...pauses())).toBeLessThan(IDLE_MS)
    expect((await schedule())?.pollMs).toBe(POLL_MS)
    stopper.abort()
  })

  test('shows a refused key once, and a new one at once', async () => {
    world.stripe.validKeys = new Set()
    engine = world.open({ pollMs: POLL_MS })
    await until(async () => (await schedule())?.pausedFor === 'revoked')
    world.stripe.requests.length = 0
    const before = world.clock.now()
    await until(() => world.clock.now() - before > 24 * 3_600_000)
    expect(world.stripe.requests).toEqual([])
    expect(await schedule()).toMatchObject({ nextAt: null })

    world.stripe.validKeys = new Set([`${TEST_KEY}2`])
    world.environment['STRIPE_KEY'] = `${TEST_KEY}2`
    await engine.connect({ provider: 'stripe', secret: { kind: 'environment', name: 'STRIPE_KEY' }, baseUrl: world.stripe.baseUrl })
    await until(async () => (await schedule())?.pausedFor === null && askedAt.length > 3)
  })

  test('polls again after somebody’s own sync that went well', async () => {
    world.stripe.validKeys = new Set()
    engine = world.open({ pollMs: POLL_MS })
    await until(async () => (await schedule())?.pausedFor === 'revoked')
    world.stripe.validKeys = null
    await engine.client.sync.start({})
    askedAt.length = 0
    await until(() => askedAt.length > 3)
  })

  test('leaves a provider alone for as long as it asked', async () => {
    const sentAt: number[] = []
    world.stripe.fault = (_request, response) => {
      sentAt.push(world.clock.now())
      response.writeHead(429, { 'retry-after': '3000', 'content-type': 'application/json' })
      response.end(JSON.stringify({ error: { message: 'too many' } }))
      return true
    }
    engine = world.open({ pollMs: POLL_MS })
    const isFailed = async () => (await engine.client.sync.runs({})).items.some(({ endedAt }) => endedAt !== null)
    await until(isFailed)
    // A sync asks a few times, and is refused anew each time.
    expect(Number((await schedule())?.backOffUntil)).toBeGreaterThanOrEqual(Number(sentAt.at(-1)) + 3_000_000)
  })

  test('lists everything once a day', async () => {
    const listedAt: number[] = []
    world.stripe.fault = (_request, _response, path) => {
      if (path === '/v1/customers') listedAt.push(world.clock.now())
      return false
    }
    engine = world.open({ pollMs: POLL_MS })
    await until(() => listedAt.length > 1)
    const [first, second] = listedAt.map((at) => Math.floor(((at + 3 * 3_600_000) % 86_400_000) / 60_000))
    // By minutes of the day in Nairobi. Time passes while a request is under way, for others wait by the same clock.
    expect(first).toBeGreaterThanOrEqual(12 * 60)
    expect(second).toBeLessThan(10)
    expect(Number(listedAt[1]) - Number(listedAt[0])).toBeLessThan(86_400_000)
  })
})

describe('an engine that waits for its next poll', () => {
  let clock: HeldClock
  let open: Engine

  /** Opens one beside whose stand-in nothing else moves the time. */
  function openHeld(): void {
    clock = createHeldClock(world.clock.now())
    open = createEngine({ ...world.ports, clock }, { folder: world.folder, access: 'write', what: 'a test', pollMs: POLL_MS })
    open.startPolling()
  }
  afterEach(() => open.stop())

  const asked = () => world.stripe.requests.filter((request) => request.startsWith('GET /v1/events')).length
  const health = async () => (await open.client.sync.health({})).schedule

  test('asks at once when a client comes', async () => {
    openHeld()
    await until(async () => Number((await health())?.nextAt) - clock.now() > 60_000)
    await clock.pass(20_000)
    const before = asked()
    const stopper = new AbortController()
    const changes = await open.client.changes.watch({}, { signal: stopper.signal })
    await changes.next()
    // Not a millisecond passes.
    await until(() => asked() > before)
    stopper.abort()
  })

  test('asks at once when it gets another key', async () => {
    world.stripe.validKeys = new Set()
    openHeld()
    await until(async () => (await health())?.pausedFor === 'revoked')
    await clock.pass(1_000)
    world.stripe.validKeys = null
    await open.connect({ provider: 'stripe', secret: { kind: 'environment', name: 'STRIPE_KEY' }, baseUrl: world.stripe.baseUrl })
    world.stripe.requests.length = 0
    await until(() => world.stripe.requests.length > 0)
  })
})

test('an engine that only reads has no schedule', async () => {
  engine = world.open({ access: 'read' })
  expect(await schedule()).toBeNull()
})
