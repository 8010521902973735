import { expect, test } from 'vitest'
import { DAY, HOUR } from '../openSandbox.ts'
import { compareMirror } from './compareMirror.ts'
import { type Life, startLife } from './liveRandomly.ts'
import { type Mirror, openMirror } from './openMirror.ts'
import { compareRebuilt } from './readDerived.ts'

const SEEDS = Number(process.env['TIERDESK_LIFE_SEEDS'] ?? 6)
const FIRST_SEED = Number(process.env['TIERDESK_SEED'] ?? 20270104)
const DAYS = 120

const HAPPENINGS = [
  'customers.create',
  'customers.update',
  'customers.delete',
  'customers.setCard',
  'subscriptions.create',
  'subscriptions.update',
  'subscriptions.cancel',
  'subscriptions.pause',
  'subscriptions.resume',
  'sessions.create',
  'sessions.complete',
  'sessions.expire',
  'invoices.create',
  'invoices.finalize',
  'invoices.delete',
  'invoices.pay',
  'invoices.void',
  'invoices.markUncollectible',
  'invoices.update',
  'invoiceItems.create',
  'paymentIntents.create',
  'paymentIntents.confirm',
  'paymentIntents.update',
  'paymentIntents.cancel',
  'paymentIntents.authenticate',
  'refunds.create',
  'refunds.fail',
  'disputes.open',
  'disputes.close',
  'prices.update',
  'products.create',
  'products.update',
  'products.delete',
]
const STATES = [
  ...['active', 'trialing', 'past_due', 'paused', 'canceled', 'incomplete_expired'].map((status) => `subscription ${status}`),
  ...['draft', 'open', 'paid', 'void', 'uncollectible'].map((status) => `invoice ${status}`),
  ...['needs_response', 'won', 'lost'].map((status) => `dispute ${status}`),
  ...['open', 'complete', 'expired'].map((status) => `checkout ${status}`),
  'customer deleted',
  'customer living',
]
const everDone = new Set<string>()
const everSeen = new Set<string>()

test.each(Array.from({ length: SEEDS }, (_, index) => FIRST_SEED + index))(
  'after a random life the mirror is the sandbox, object by object, and what it derives follows from it: seed %i',
  async (seed) => {
    let life: Life | undefined
    const mirror = await openMirror({ seed: `life ${seed}`, fill: (stripe) => (life = startLife(stripe, seed, 14)) })
    if (!life) throw new Error('a life was begun')
    await live(mirror, life)
    for (const name of life.done.keys()) everDone.add(name)
    for (const { status } of mirror.stripe.world.shelves.subscription.all) everSeen.add(`subscription ${status}`)
    for (const { status } of mirror.stripe.world.shelves.invoice.all) everSeen.add(`invoice ${status}`)
    for (const { status } of mirror.stripe.world.shelves.dispute.all) everSeen.add(`dispute ${status}`)
    for (const { status } of mirror.stripe.world.shelves['checkout.session'].all) everSeen.add(`checkout ${status}`)
    for (const { deleted } of mirror.stripe.world.shelves.customer.all) everSeen.add(`customer ${deleted ? 'deleted' : 'living'}`)
    // Until all that happened is told.
    mirror.pass(60)
    expect((await mirror.sync()).failed).toEqual([])
    expect(compareMirror(mirror, { untold: life.untold, isFollowed: true }), `seed ${seed}, followed`).toEqual([])
    await mirror.sync(true)
    expect(compareMirror(mirror), `seed ${seed}, listed`).toEqual([])
    expect(await compareRebuilt(mirror), `seed ${seed}, rebuilt`).toEqual([])
    expect((await mirror.engine.client.sync.health({})).connections[0]).toMatchObject({ state: 'in-step', problems: [] })
  },
  60_000,
)

// Fewer lives may well do without some of it.
test.runIf(SEEDS >= 10)('all of it happened to somebody', () => {
  expect(HAPPENINGS.filter((name) => !everDone.has(name))).toEqual([])
  expect(STATES.filter((state) => !everSeen.has(state))).toEqual([])
})

/** Days in which much or little happens, synced several times a day, some time later, or after weeks of silence. */
async function live(mirror: Mirror, life: Life): Promise<void> {
  const end = mirror.clock.now() + DAYS * DAY * 1000
  while (mirror.clock.now() < end) {
    const isSilent = life.chance(0.02)
    const pause = isSilent ? life.pick([24, 26, 29, 31, 40]) * DAY : life.chance(0.3) ? life.draw(8 * HOUR) : life.draw(6 * DAY)
    for (let passed = 0; passed < pause; ) {
      const step = 1 + life.draw(isSilent ? 4 * DAY : DAY)
      mirror.pass(Math.min(step, pause - passed))
      passed += step
      for (let acts = life.draw(4); acts > 0; acts--) life.act()
    }
    await mirror.sync(life.chance(0.05))
  }
}
