import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Engine } from '../../../src-main/engine/createEngine.ts'
import { createRandom } from '../../fixtures/createRandom.ts'
import { createWorld, type World } from '../../fixtures/createWorld.ts'
import { fetchEvents, tellOnly } from '../../fixtures/stripeEvents.ts'

const ROUNDS = Number(process.env['TIERDESK_PERMUTATIONS'] ?? 60)
const SEED = Number(process.env['TIERDESK_SEED'] ?? 20261121)

let world: World
let engine: Engine
const random = createRandom(SEED)
const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)] as T
const shuffle = <T>(items: readonly T[]): T[] =>
  items
    .map((item) => ({ item, place: random() }))
    .sort((a, b) => a.place - b.place)
    .map(({ item }) => item)

beforeAll(async () => {
  world = await createWorld(12)
  await world.connect()
  engine = world.open()
  await engine.client.sync.start({})
})
afterAll(() => world.end())

/** What happens at the provider within one second and the next. */
function live(): void {
  for (let act = 0; act < 6; act++) {
    const chance = random()
    if (chance < 0.25 || world.stripe.customers.length < 5) world.stripe.add({ name: `New ${act} ${random()}` })
    else if (chance < 0.4) world.stripe.remove(pick(world.stripe.customers).id)
    else world.stripe.change(pick(world.stripe.customers).id, { name: `Changed ${random()}` })
    if (random() < 0.3) world.clock.advance(1_000)
  }
}

test(
  `events in any order, repeated, within one second and visible late end in one state, in ${ROUNDS} histories`,
  async () => {
    const told: Record<string, unknown>[] = []
    for (let round = 0; round < ROUNDS; round++) {
      live()
      const all = await fetchEvents(world.stripe)
      const news = all.filter(({ id }) => !told.some((event) => event['id'] === id))
      const old = told.slice(-10)
      told.push(...news)
      // Some are visible now, the rest only at the next poll, and all of them more than once.
      const early = news.filter(() => random() < 0.5)
      for (const visible of [early, news]) {
        const listed = shuffle([...visible, ...visible.filter(() => random() < 0.3), ...old])
        tellOnly(world.stripe, listed)
        await engine.client.sync.start({})
        world.clock.advance(15_000)
      }
      world.stripe.fault = null
      expectMirrorIsProvider(round)
    }
  },
  ROUNDS * 1_000,
)

function expectMirrorIsProvider(round: number): void {
  const mirrored = world.look(({ read }) =>
    read.sqlite.prepare('select ref, name from customer where deleted_at is null order by ref').all(),
  )
  const provided = world.stripe.customers.map(({ id, name }) => ({ ref: id, name })).sort((a, b) => (a.ref < b.ref ? -1 : 1))
  expect(mirrored, `history ${round}, seed ${SEED}`).toEqual(provided)
}
