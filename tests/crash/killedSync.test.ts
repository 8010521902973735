import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildIfStale } from '../../scripts/build.js'
import { createRandom } from '../fixtures/createRandom.ts'
import { createWorld, TEST_KEY, type World } from '../fixtures/createWorld.ts'
import { makePrice, makeSubscription } from '../fixtures/stripeObjects.ts'

const CUSTOMERS = 2_000
const SUBSCRIPTIONS = 1_000
const KILLS = Number(process.env['TIERDESK_KILLS'] ?? 25)
const SEED = Number(process.env['TIERDESK_SEED'] ?? 20261121)
const PROGRAM = join(import.meta.dirname, '..', '..', 'out', 'main', 'tierdesk.js')
const LONGEST_LIFE_MS = 700
const PAGE_MS = 12

const random = createRandom(SEED)
const worlds: World[] = []

beforeAll(() => buildIfStale(), 60_000)
afterAll(async () => {
  for (const world of worlds) await world.end()
})

async function makeWorld(): Promise<World> {
  const world = await createWorld(CUSTOMERS)
  worlds.push(world)
  const price = makePrice({ id: 'price_1' })
  for (const [index, { id, created }] of world.stripe.customers.slice(0, SUBSCRIPTIONS).entries())
    world.stripe.put(makeSubscription({ id: `sub_${index}`, customer: id, created: Number(created), items: [{ price }] }), {
      silently: true,
    })
  await world.connect()
  world.stripe.fault = async () => {
    await pause(PAGE_MS)
    return false
  }
  return world
}

/** Runs a sync in a process of its own; `lifeMs` after its start it is killed, as by a power cut of the program. */
async function runSync(world: World, lifeMs: number | null): Promise<{ isDone: boolean; errors: string }> {
  const child = spawn(process.execPath, [PROGRAM, '--workspace', world.folder, '--json', 'sync'], {
    env: { ...process.env, STRIPE_KEY: TEST_KEY },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let errors = ''
  child.stderr.on('data', (chunk) => {
    errors += String(chunk)
  })
  const killer = lifeMs === null ? null : setTimeout(() => child.kill('SIGKILL'), lifeMs)
  const [code] = (await once(child, 'exit')) as [number | null]
  if (killer) clearTimeout(killer)
  return { isDone: code === 0, errors }
}

interface ShardLeft {
  from_at: number | null
  until_at: number | null
  position: string | null
}

/** What a list has behind it: all that lies in no part that is left to read, and of such a part what comes before its position. */
function listPassed(all: readonly { id: string; created?: unknown }[], shards: readonly ShardLeft[]): string[] {
  return all.flatMap(({ id, created }, index) => {
    const at = Number(created) * 1000
    const shard = shards.find(({ from_at: from, until_at: until }) => at >= (from ?? 0) && at < (until ?? Infinity))
    if (shard === undefined) return [id]
    return shard.position !== null && index <= all.findIndex((each) => each.id === shard.position) ? [id] : []
  })
}

/** Every page is wholly there or not at all, with its facts, companies, search words and cursor. @returns how many objects there are */
function expectWholePages(world: World): number {
  return world.look(({ read }) => {
    const one = (query: string) => Number(read.sqlite.prepare(query).pluck().get())
    const customers = one('select count(*) from customer')
    for (const table of ['customer_raw', 'fact', 'company', 'company_link', 'company_search'])
      expect(one(`select count(*) from ${table}`), `${table}, seed ${SEED}`).toBe(customers)
    const subscriptions = one('select count(*) from billed_object')
    expect(one('select count(*) from billed_object_raw'), `seed ${SEED}`).toBe(subscriptions)
    // Of each whose customer is there, the company's figures, or the word that they are to be derived.
    const untold = `select count(*) from billed_object join company_link on company_link.ref = billed_object.customer
      where company_id not in (select company_id from revenue_change) and customer not in (select ref from touched where kind = 'customer')`
    expect(one(untold), `seed ${SEED}`).toBe(0)
    for (const [stream, rows, kind] of [
      ['customers', customers, 'customer'],
      ['subscriptions', subscriptions, 'subscription'],
    ] as const) {
      const shards = read.sqlite.prepare('select from_at, until_at, position from stream_shard where stream = ?').all(stream) as ShardLeft[]
      const isBegun = rows > 0 || shards.length > 0
      const passed = isBegun ? listPassed(world.stripe.all(kind), shards) : []
      const has = read.sqlite.prepare(`select 1 from ${kind === 'customer' ? 'customer' : 'billed_object'} where ref = ?`).pluck()
      expect(passed.filter((id) => has.get(id) !== 1)).toEqual([])
      if (shards.length === 0 && isBegun) expect(rows).toBe(world.stripe.all(kind).length)
    }
    expect(read.sqlite.pragma('integrity_check', { simple: true })).toBe('ok')
    return customers + subscriptions
  })
}

test(
  `a sync that is killed ${KILLS} times at any moment loses no page, halves none and doubles none`,
  async () => {
    let kills = 0
    let inTheMiddle = 0
    let world = await makeWorld()
    while (kills < KILLS) {
      const { isDone } = await runSync(world, 150 + random() * LONGEST_LIFE_MS)
      const objects = expectWholePages(world)
      if (!isDone) {
        kills += 1
        if (objects > 0 && objects < CUSTOMERS + SUBSCRIPTIONS) inTheMiddle += 1
      }
      if (objects === CUSTOMERS + SUBSCRIPTIONS) {
        const end = await runSync(world, null)
        expect(end).toEqual({ isDone: true, errors: '' })
        for (const [table, kind] of [
          ['customer', 'customer'],
          ['billed_object', 'subscription'],
        ] as const) {
          const refs = world.look(({ read }) => read.sqlite.prepare(`select ref from ${table} order by ref`).pluck().all())
          expect(refs).toEqual(
            world.stripe
              .all(kind)
              .map(({ id }) => id)
              .sort(),
          )
        }
        world = await makeWorld()
      }
    }
    expect(inTheMiddle, `kills that fell between two pages, seed ${SEED}`).toBeGreaterThan(KILLS / 4)
  },
  KILLS * 6_000,
)
