import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { FaultName } from '../../../../src-main/sandbox/stripe/http/faults.ts'
import { createRandom } from '../../../fixtures/createRandom.ts'
import { idOf, passSeconds } from '../livelyStripe.ts'
import { DAY, HOUR } from '../openSandbox.ts'
import { compareMirror } from './compareMirror.ts'
import { type Life, startLife } from './liveRandomly.ts'
import { type Mirror, openMirror } from './openMirror.ts'

const SEEDS = Number(process.env['TIERDESK_FAULT_SEEDS'] ?? 15)
const FIRST_SEED = Number(process.env['TIERDESK_SEED'] ?? 20270104)
const ROUNDS = 6
/** Longer than the client waits for an answer. */
const TIMEOUT_MS = 31_000

/** What a line, a proxy or a provider in trouble does to an answer that was asked for. */
const ON_THE_LINE: readonly FaultName[] = [
  'rate-limited',
  'error-page',
  'stall',
  'reset',
  'truncated-gzip',
  'truncated-json',
  'endless-list',
  'repeated-page',
  'empty-page',
  'deleted-cursor',
  'slow-drip',
]

const everMet = new Set<FaultName>()
/** Syncs that could not be whole: of a line that breaks nothing is learned. */
let everFailed = 0

// The client gives up a stalled answer by a timer of its own. That one alone is in the test's hand.
beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }))
afterEach(() => void vi.useRealTimers())

/** Nobody waits for an answer that never comes: as soon as the request has stalled, the client's patience is over. */
function endStalls({ faults }: { faults: readonly FaultName[] }): void {
  if (faults.includes('stall')) setImmediate(() => vi.advanceTimersByTime(TIMEOUT_MS))
}

test.each(Array.from({ length: SEEDS }, (_, index) => FIRST_SEED + index))(
  'after a bad line the mirror is the sandbox, and what was called good under it was good: seed %i',
  async (seed) => {
    const random = createRandom(seed)
    let begun: Life | undefined
    const mirror = await openMirror({
      seed: `line ${seed}`,
      // Lists within objects come in parts, so that these can break too.
      settings: { innerListLimit: 1 },
      fill: (stripe) => {
        begun = startLife(stripe, seed, 24)
        for (let day = 0; day < 40; day++) {
          for (let acts = begun.draw(5); acts > 0; acts--) begun.act()
          passSeconds(stripe, DAY)
        }
      },
    })
    if (!begun) throw new Error('a life was begun')
    mirror.listen(endStalls)
    const life: Life = begun
    const met = new Set<FaultName>()
    let failed = 0
    for (let round = 0; round < ROUNDS; round++) {
      if (round > 1) {
        for (let acts = life.draw(8); acts > 0; acts--) life.act()
        mirror.pass(life.draw(round % 3 === 0 ? 3 * DAY : 8 * HOUR))
      }
      // All that happened until now is told.
      mirror.pass(60)
      mirror.faults.clear()
      for (const name of ON_THE_LINE)
        if (random() < 0.4)
          mirror.faults.set(name, { rate: 0.02 + random() * 0.3, seed: `${seed} ${round}`, count: 1 + Math.floor(random() * 12) })
      if (!(await syncHonestly(mirror, life, `seed ${seed}, round ${round}`))) failed += 1
      for (const { faults } of mirror.asked.splice(0)) for (const name of faults) met.add(name)
      for (const name of met) everMet.add(name)
    }
    expect(met.size, `seed ${seed}: faults met`).toBeGreaterThan(2)
    everFailed += failed
    mirror.faults.clear()
    mirror.pass(60)
    const { runs, failed: left } = await mirror.sync()
    expect([runs.filter(({ outcome }) => outcome !== 'complete'), left], `seed ${seed}`).toEqual([[], []])
    expect(compareMirror(mirror, { untold: life.untold, isFollowed: true }), `seed ${seed}, followed`).toEqual([])
    await mirror.sync(true)
    expect(compareMirror(mirror), `seed ${seed}, listed`).toEqual([])
    expect((await mirror.engine.client.sync.health({})).connections[0]).toMatchObject({ state: 'in-step', problems: [] })
  },
  60_000,
)

test.runIf(SEEDS >= 15)('every kind of fault befell somebody, and broke syncs', () => {
  expect(everFailed).toBeGreaterThan(SEEDS)
  expect([...everMet].sort()).toEqual([...ON_THE_LINE].sort())
})

describe('where the rest of what lies within an object cannot be read', () => {
  /** A list that says there is more, and does not know after what. */
  function breakParts({ faults }: Mirror, path: string): void {
    faults.set('endless-list', { path })
    faults.set('deleted-cursor', { path })
  }

  test.each([
    ['one that is new', () => true],
    ['one that is known', () => false],
  ])('a subscription, %s, is asked for until it can be had, and never taken for deleted', async (_which, isNew) => {
    const mirror = await openMirror({ settings: { innerListLimit: 1 }, fill: (stripe) => void startLife(stripe, FIRST_SEED, 6) })
    await mirror.sync()
    breakParts(mirror, '/v1/subscription_items')
    const { customer, price } = mirror.stripe.world.shelves
    const prices = price.all.filter(({ recurring }) => recurring?.interval === 'month' && recurring.interval_count === 1).slice(0, 2)
    const items = prices.map(({ id }) => ({ price: id }))
    const ref = isNew()
      ? idOf(mirror.stripe.act('subscriptions.create', { customer: customer.all[0]?.id, items }))
      : mirror.stripe.world.shelves.subscription.all.find((each) => each.items.length > 1)?.id
    mirror.stripe.act('subscriptions.update', { metadata: { note: 'told by an event' } }, ref ?? '')
    for (let poll = 0; poll < 4; poll++) {
      mirror.pass(60)
      const { runs, failed } = await mirror.sync(poll === 3)
      expect(runs.some(({ outcome }) => outcome === 'partial')).toBe(true)
      expect(failed.map((failure) => failure.ref)).toContain(ref)
    }
    mirror.faults.clear()
    mirror.pass(60)
    await mirror.sync()
    expect(compareMirror(mirror)).toEqual([])
  })
})

describe('an answer that never comes', () => {
  test.each([
    [1, 'complete'],
    [3, 'complete'],
    [4, 'failed'],
  ])('is given up after the client has waited, and asked for again: %i times over, the run is %s', async (count, outcome) => {
    const mirror = await openMirror({ fill: (stripe) => void startLife(stripe, FIRST_SEED, 3) })
    mirror.listen(endStalls)
    await mirror.sync()
    mirror.pass(60)
    mirror.asked.length = 0
    mirror.faults.set('stall', { count })
    expect((await mirror.sync()).runs).toMatchObject([{ stream: 'events', outcome }])
    expect(mirror.asked.filter(({ faults }) => faults.includes('stall'))).toHaveLength(count)
    expect((await mirror.engine.client.sync.health({})).connections[0]?.state).toBe(outcome === 'failed' ? 'unreachable' : 'in-step')
  })

  test('stops no one from stopping the sync, which is no success', async () => {
    const mirror = await openMirror({ fill: (stripe) => void startLife(stripe, FIRST_SEED, 3) })
    mirror.listen(({ faults }) => {
      if (faults.includes('stall')) setImmediate(() => void mirror.engine.client.sync.cancel({}))
    })
    mirror.faults.set('stall', { path: '/v1/invoices' })
    const { runs } = await mirror.sync()
    expect(runs.find(({ stream }) => stream === 'invoices')).toMatchObject({ outcome: 'cancelled' })
    expect(runs.map(({ stream }) => stream)).not.toContain('events')
    expect((await mirror.engine.client.sync.health({})).connections[0]).toMatchObject({ state: 'partial', lastSuccessAt: null })
  })
})

/**
 * Syncs under faults. What calls itself whole has to be whole, and nothing else moves the age of the mirror.
 *
 * @returns whether the sync called itself whole
 */
async function syncHonestly(mirror: Mirror, life: Life, what: string): Promise<boolean> {
  const lastSuccess = async () => (await mirror.engine.client.sync.health({})).connections[0]?.lastSuccessAt ?? null
  const before = await lastSuccess()
  const startedAt = mirror.clock.now()
  const { runs } = await mirror.sync(life.chance(0.3))
  // What a meter counted has an age of its own, and says nothing of the mirror's.
  const isWhole = runs.every(({ stream, outcome }) => stream === 'meters' || outcome === 'complete')
  const after = await lastSuccess()
  expect(after, `${what}: fresh as of`).toBe(isWhole ? startedAt : before)
  // What happened while it synced is news for the next one.
  const isStill = mirror.stripe.world.events.all(mirror.stripe.world.now).every(({ created }) => created * 1000 < startedAt)
  if (isWhole && isStill) expect(compareMirror(mirror, { untold: life.untold, isFollowed: true }), `${what}: called whole`).toEqual([])
  return isWhole
}
