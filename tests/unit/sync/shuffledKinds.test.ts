import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Engine } from '../../../src-main/engine/createEngine.ts'
import { connectStripe } from '../../../src-main/providers/stripe/connectStripe.ts'
import { createRandom } from '../../fixtures/createRandom.ts'
import { createWorld, TEST_KEY, type World } from '../../fixtures/createWorld.ts'
import type { WireObject } from '../../fixtures/expandStripe.ts'
import { freely, fromStart } from '../../fixtures/freely.ts'
import { fetchEvents, tellOnly } from '../../fixtures/stripeEvents.ts'
import {
  makeCheckoutSession,
  makeDispute,
  makeInvoice,
  makePaymentIntent,
  makePrice,
  makeProduct,
  makeRefund,
  makeSubscription,
} from '../../fixtures/stripeObjects.ts'

const ROUNDS = Number(process.env['TIERDESK_PERMUTATIONS'] ?? 100)
const SEED = Number(process.env['TIERDESK_SEED'] ?? 20261121)
const CUSTOMERS = 6
/** Of each kind there are at most this many objects, so that the same ones are touched again and again. */
const SERIALS = 4
const ACTS = 10
/** Periods in which all of this happens. */
const PERIOD_START = Date.parse('2026-11-10T09:00:00Z') / 1000

let world: World
let engine: Engine
const random = createRandom(SEED)
const draw = (count: number): number => Math.floor(random() * count)
const pick = <T>(items: readonly T[]): T => items[draw(items.length)] as T
const shuffle = <T>(items: readonly T[]): T[] =>
  items
    .map((item) => ({ item, place: random() }))
    .sort((a, b) => a.place - b.place)
    .map(({ item }) => item)

const customer = () => `cus_T00000${1 + draw(CUSTOMERS)}`
const price = (serial: number) =>
  makePrice({ id: `price_${serial}`, lookupKey: pick([null, 'trading.pro.month', 'trading.elite.month']), amount: pick([9900, 29900]) })

/** One object of each kind as it may be at some moment. */
const MAKERS: readonly ((serial: number) => WireObject)[] = [
  (serial) => makeProduct({ id: `prod_${serial}`, name: `Product ${random()}` }),
  price,
  (serial) =>
    makeSubscription({
      id: `sub_${serial}`,
      customer: customer(),
      status: pick(['active', 'past_due', 'paused', 'canceled', 'trialing']),
      ...pick([{}, { cancelsAtPeriodEnd: true, canceledAt: PERIOD_START }]),
      items: [{ price: price(draw(SERIALS)), quantity: 1 + draw(3), start: PERIOD_START, end: PERIOD_START + pick([30, 31]) * 86_400 }],
    }),
  (serial) =>
    makeInvoice({
      id: `in_${serial}`,
      customer: customer(),
      subscription: pick([null, `sub_${draw(SERIALS)}`]),
      status: pick(['draft', 'open', 'paid', 'void']),
      attempts: draw(3),
      lines: [{ amount: 9900, price: `price_${draw(SERIALS)}` }],
    }),
  (serial) =>
    makePaymentIntent({
      id: `pi_${serial}`,
      customer: pick([null, customer()]),
      failure: pick([null, 'It was declined.']),
      metadata: random() < 0.5 ? { plan: 'trading.pro' } : {},
    }),
  (serial) =>
    makeCheckoutSession({
      id: `cs_${serial}`,
      customer: pick([null, customer()]),
      status: pick(['open', 'complete', 'expired']),
      payment: `pi_${draw(SERIALS)}`,
      lines: [{ price: price(draw(SERIALS)), amount: 9900 }],
    }),
  (serial) =>
    makeRefund({
      id: `re_${serial}`,
      payment: `pi_${draw(SERIALS)}`,
      status: pick(['pending', 'succeeded', 'failed']),
      amount: pick([100, 4500]),
    }),
  (serial) => makeDispute({ id: `dp_${serial}`, payment: `pi_${draw(SERIALS)}`, status: pick(['needs_response', 'won', 'lost']) }),
]

beforeAll(async () => {
  world = await createWorld(CUSTOMERS)
  for (const make of MAKERS) world.stripe.put(make(0), { silently: true })
  await world.connect()
  engine = world.open()
  await engine.client.sync.start({})
})
afterAll(() => world.end())

/** What happens at the provider within a few seconds. */
function live(): void {
  for (let act = 0; act < ACTS; act++) {
    const removable = [
      ...world.stripe.all('invoice').filter(({ status }) => status === 'draft'),
      ...[...world.stripe.all('product'), ...world.stripe.all('price')].filter(({ id }) => !id.endsWith('_0')),
    ]
    if (random() < 0.1 && removable.length > 0) {
      const { id } = pick(removable)
      world.stripe.remove(id)
      gone.add(id)
    } else if (random() < 0.15) world.stripe.change(customer(), { name: `Changed ${random()}` })
    else {
      const object = pick(MAKERS)(draw(SERIALS))
      // A provider gives no id twice.
      if (!gone.has(object.id)) world.stripe.put(object)
    }
    if (random() < 0.3) world.clock.advance(1_000)
  }
}
const gone = new Set<string>()

test(
  `events about objects of every kind, in any order, repeated and late, end in one mirror, in ${ROUNDS} histories`,
  async () => {
    const told: Record<string, unknown>[] = []
    for (let round = 0; round < ROUNDS; round++) {
      live()
      const known = new Set(told.map(({ id }) => id))
      const news = (await fetchEvents(world.stripe)).filter(({ id }) => !known.has(id))
      const old = told.slice(-10)
      told.push(...news)
      const early = news.filter(() => random() < 0.5)
      for (const visible of [early, news]) {
        tellOnly(world.stripe, shuffle([...visible, ...visible.filter(() => random() < 0.3), ...old]))
        // A list may have what events have yet to tell.
        await engine.client.sync.start({ isFull: visible === early && random() < 0.2 })
        world.clock.advance(15_000)
      }
      world.stripe.fault = null
      expect(listMirrored(), `history ${round}, seed ${SEED}`).toEqual(await listProvided())
      expect(findLaterThanNext(), `history ${round}, seed ${SEED}`).toEqual([])
    }
    // What was derived touch by touch is what follows from the whole.
    expect(await engine.client.workspace.rebuild({})).toMatchObject({ ok: true })
    expect(Number(pluck('select count(*) from observation')[0])).toBeGreaterThan(ROUNDS)
    expect((await engine.client.sync.health({})).connections[0]).toMatchObject({ state: 'in-step', problems: [] })
  },
  ROUNDS * 1_500,
)

/** All that the provider has, as its client reads it now. */
async function listProvided(): Promise<unknown[]> {
  const client = connectStripe(TEST_KEY, 'test', world.stripe.baseUrl)
  const objects: unknown[] = []
  for (const stream of client.streams) {
    const page = await client.listPage(stream, fromStart(), freely())
    if (!page.ok || page.value.next !== null) throw new Error(`the list of ${stream} is one page`)
    for (const object of page.value.objects)
      objects.push(
        'content' in object
          ? [object.kind, object.ref, object.customer, object.partOf, object.content]
          : [object.kind, object.ref, 'json' in object ? object.json : null],
      )
  }
  return sortByRef(objects as [string, string][])
}

function listMirrored(): unknown[] {
  return world.look(({ read }) => {
    const billed = read.sqlite
      .prepare('select kind, ref, customer, part_of, content from billed_object where deleted_at is null')
      .raw()
      .all() as [string, string, string | null, string | null, string][]
    const customers = read.sqlite
      .prepare("select 'customer', ref, json from customer join customer_raw on customer_id = id where deleted_at is null")
      .raw()
      .all() as [string, string, string][]
    return sortByRef([...billed.map(([kind, ref, of, part, content]) => [kind, ref, of, part, JSON.parse(content)] as never), ...customers])
  })
}

function sortByRef<T extends readonly [string, string, ...unknown[]]>(objects: readonly T[]): T[] {
  return [...objects].sort(([, a], [, b]) => (a < b ? -1 : 1))
}

/** Objects whose states do not follow one another in time. */
function findLaterThanNext(): unknown[] {
  return pluck(`select b.ref from billed_object b join observation o on o.ref = b.ref where o.at > b.state_at
    union select a.ref from observation a join observation b on b.ref = a.ref and b.id > a.id where a.at > b.at`)
}

function pluck(query: string): unknown[] {
  return world.look(({ read }) => read.sqlite.prepare(query).pluck().all())
}
