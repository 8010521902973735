import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { listEffects } from '../../src-main/sandbox/stripe/listEffects.ts'
import type { WishInput } from '../../src-shared/contract/wish.ts'
import { createRandom } from '../fixtures/createRandom.ts'
import {
  DAY,
  HOUR,
  joinPaystack,
  joinStripe,
  MINUTE,
  type OutboxWorld,
  openOutboxWorld,
  subscribeAtPaystack,
  subscribeAtStripe,
} from '../unit/outbox/openOutboxWorld.ts'
import { bundleChild } from './bundleChild.ts'

const KILLS = Number(process.env['TIERDESK_ACTION_KILLS'] ?? 15)
const SEED = Number(process.env['TIERDESK_SEED'] ?? 20261121)
/** A world grows with each kill, and what it is asked takes longer. */
const KILLS_OF_A_WORLD = 15
/** What a child says of one action, as far as it goes. */
const WORDS = 6
const LONGEST_AFTER_MS = 12
const AWAY_MS = [6 * MINUTE, HOUR, 22 * HOUR, 2 * DAY]
const ELITE = { product: 'trading', plan: 'elite', interval: 'month' } as const

const random = createRandom(SEED)
let scratch: string
let program: string

beforeAll(async () => {
  scratch = mkdtempSync(join(tmpdir(), 'tierdesk-outbox-child-'))
  program = await bundleChild('outboxChild.ts', scratch)
}, 60_000)
afterAll(() => rmSync(scratch, { recursive: true, force: true }))

interface Asked {
  id: string
  company: string
  wish: WishInput
  /** How often it took effect. */
  count: () => number
}

test(
  `an outbox that is killed ${KILLS} times at any moment has done each action once, asked no phone twice, and forgotten none`,
  async () => {
    const fallen = new Map<string, number>()
    let kills = 0
    let world = await openOutboxWorld()
    for (let rounds = 0; kills < KILLS; rounds++) {
      if (rounds % KILLS_OF_A_WORLD === KILLS_OF_A_WORLD - 1) world = await openOutboxWorld()
      const asked = makeRound(world, rounds)
      await prepare(world)
      const lasts: string[] = []
      do {
        const last = await runKilled(world, asked, lasts.length === 0 ? chooseMoment(rounds, asked) : null)
        lasts.push(last)
        if (last !== 'done') kills += 1
        fallen.set(toStage(last), (fallen.get(toStage(last)) ?? 0) + 1)
        world.clock.advance(AWAY_MS[Math.floor(random() * AWAY_MS.length)] ?? HOUR)
        // Every third time it dies again while it looks after what it had begun.
      } while (random() < 1 / 3)
      expect(await seeThrough(world, asked), `after ${JSON.stringify(lasts)}, round ${rounds}, seed ${SEED}`).toEqual([])
    }
    // The kills are spread over all that it does.
    expect([...fallen.keys()].filter((word) => word !== 'done').length, JSON.stringify([...fallen])).toBeGreaterThan(Math.min(3, KILLS / 4))
  },
  KILLS * 20_000,
)

/** What a round decides on, of companies of its own. */
function makeRound(world: OutboxWorld, round: number): Asked[] {
  const { stripe, paystack, mpesa } = world
  const name = (what: string) => `${what}-${round}`
  const refunded = subscribeAtStripe(world, name('refund'), 'trading.pro.month')
  const changed = subscribeAtStripe(world, name('change'), 'trading.pro.month')
  const shopper = joinStripe(world, name('shopper'))
  const returned = joinPaystack(world, name('returned'))
  const leaving = subscribeAtPaystack(world, name('leaving'), 'estate-management.starter.month')
  const phone = `2547080${String(10_000 + round)}`
  const atStripe = (id: string) => () =>
    listEffects(stripe).filter(({ idempotencyKey }) => idempotencyKey?.startsWith(`tierdesk-${id}-`)).length
  const of = (what: string, company: string, wish: WishInput, count: (id: string) => () => number): Asked => {
    const id = `killed-${name(what)}`
    return { id, company, wish, count: count(id) }
  }
  const all = [
    of('refund', refunded.customer, { kind: 'payment.refund', provider: 'stripe', payment: refunded.invoice, amount: 900 }, atStripe),
    of(
      'change',
      changed.customer,
      {
        kind: 'subscription.change',
        provider: 'stripe',
        subscription: changed.subscription,
        offer: ELITE,
        when: 'now',
        proration: 'at-once',
      },
      atStripe,
    ),
    of('shopper', shopper, { kind: 'link.checkout', provider: 'stripe', customer: shopper, offer: ELITE }, atStripe),
    of(
      'returned',
      returned.customer,
      { kind: 'payment.refund', provider: 'paystack', payment: returned.reference, amount: 50_000 },
      () => () => paystack.effects().get(`refunds.create ${returned.reference}`) ?? 0,
    ),
    of(
      'leaving',
      leaving.customer,
      { kind: 'subscription.cancel', provider: 'paystack', subscription: leaving.subscription, when: 'period-end' },
      () => () => paystack.effects().get(`subscriptions.disable ${leaving.subscription}`) ?? 0,
    ),
    of(
      'push',
      shopper,
      { kind: 'payment.push', provider: 'mpesa', phone, offer: { product: 'image-quota', plan: 'pro', interval: 'once' } },
      () => () => [...mpesa.world.pushes.values()].filter((push) => push.phone === phone).length,
    ),
  ]
  return all
    .map((each) => [random(), each] as const)
    .sort(([a], [b]) => a - b)
    .map(([, each]) => each)
}

/** The mirror knows them, and nobody has the workspace open. */
async function prepare(world: OutboxWorld): Promise<void> {
  const engine = world.open()
  await engine.client.sync.start({})
  await world.stop(engine)
}

/** At first each action is cut off where most depends on it: before a byte has left, and before anything of the answer is kept. Then wherever. */
function chooseMoment(round: number, asked: readonly Asked[]): string | null {
  const worst = asked.map(({ id }) => id).toSorted()
  const [id, stage] = [worst[round % worst.length], ['sent', 'kept'][Math.floor(round / worst.length)]]
  return stage === undefined ? null : `${stage} ${id}`
}

function toStage(word: string): string {
  return word.split(' ')[0] ?? ''
}

/** Starts a child and kills it. @param moment the word at which; null for one of chance @returns what it said last before */
async function runKilled({ folder, clock, environment }: OutboxWorld, asked: readonly Asked[], moment: string | null): Promise<string> {
  const words = [program, folder, String(clock.now()), JSON.stringify(asked.map(({ id, company, wish }) => ({ id, company, wish })))]
  const child = spawn(process.execPath, words, { env: { ...process.env, ...environment }, stdio: ['ignore', 'pipe', 'inherit'] })
  const life = 1 + Math.floor(random() * asked.length * WORDS)
  const afterMs = random() * LONGEST_AFTER_MS
  let said = ''
  let killer: Promise<void> | null = null
  child.stdout.on('data', (chunk) => {
    said += String(chunk)
    if (moment !== null && said.includes(`${moment}\n`)) child.kill('SIGKILL')
    if (moment === null && said.split('\n').length > life) killer ??= pause(afterMs).then(() => void child.kill('SIGKILL'))
  })
  await once(child, 'close')
  await killer
  return said.trim().split('\n').at(-1) ?? ''
}

/** Looks after all that was decided until it is over. @returns what is wrong with what became of it */
async function seeThrough(world: OutboxWorld, asked: readonly Asked[]): Promise<string[]> {
  const { clock, mpesa } = world
  const engine = world.open()
  const { client } = engine
  for (let rounds = 0; rounds < 6; rounds++) {
    await engine.sendDue()
    for (const { id, answer, at } of mpesa.world.pushes.values())
      if (answer === null && clock.now() - at < MINUTE) mpesa.act('pushes.answer', { answer: 'pays' }, id)
    if ((await client.actions.list({ states: ['queued', 'attempting', 'accepted'] })).items.length === 0) break
    clock.advance(4 * MINUTE)
  }
  const wrong = await Promise.all(asked.map((each) => judge(each)))
  const checks = (await client.workspace.examine({})).checks.filter(({ ok }) => !ok).map(({ name, detail }) => `${name}: ${detail}`)
  // The next round pushes from phones of its own, whatever became of this one's.
  for (const { id } of (await client.actions.list({ states: ['unknown'] })).items)
    await client.actions.settle({ id, as: 'not-happened', reason: 'A test is over' })
  await world.stop(engine)
  return [...wrong.flat(), ...checks]

  async function judge({ id, wish, count }: Asked): Promise<string[]> {
    const state = await client.actions.get({ id }).then(
      ({ action }) => action.state,
      () => null,
    )
    const times = count()
    const told = `${wish.kind} of ${wish.kind === 'payment.push' ? 'mpesa' : id} is ${state ?? 'not decided'}, and was done ${times} times`
    if (state === null) return times === 0 ? [] : [told]
    if (wish.kind === 'payment.push') return times <= 1 && ['confirmed', 'rejected', 'unknown'].includes(state) ? [] : [told]
    return times === 1 && state === 'confirmed' ? [] : [told]
  }
}
