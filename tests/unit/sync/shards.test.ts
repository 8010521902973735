import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Engine } from '../../../src-main/engine/createEngine.ts'
import { chooseSplit, type Shard } from '../../../src-main/sync/chooseSplit.ts'
import { toInstant } from '../../../src-shared/model/instant.ts'
import { createWorld, type World } from '../../fixtures/createWorld.ts'
import { fail } from '../../fixtures/startStripe.ts'
import { makePrice } from '../../fixtures/stripeObjects.ts'

const HOUR = 3_600_000
const at = (hour: number) => toInstant(Date.UTC(2026, 0, 1) + hour * HOUR)
/** Two pages of it were read, which took an hour of its time each. */
const shard = (given: Partial<Shard>): Shard => {
  const reachedAt = given.reachedAt ?? at(0)
  return { ...{ id: 1, fromAt: null, untilAt: null, position: null, pages: 2, firstAt: toInstant(reachedAt + HOUR), reachedAt }, ...given }
}

describe('what is left of a list is split', () => {
  test('where most is to come, in the middle of its time', () => {
    const wide = shard({ id: 2, fromAt: at(0), reachedAt: at(100) })
    expect(chooseSplit([shard({ fromAt: at(200), reachedAt: at(220) }), wide])).toEqual({ shard: wide, at: at(50) })
    // Ten pages an hour against one.
    const dense = shard({ id: 3, fromAt: at(200), reachedAt: at(220), pages: 11 })
    expect(chooseSplit([dense, wide])).toEqual({ shard: dense, at: at(210) })
  })

  test('since 2010 where nobody knows when it begins', () => {
    expect(chooseSplit([shard({ reachedAt: toInstant(Date.UTC(2026, 0, 1)) })])?.at).toBe(Date.UTC(2018, 0, 1))
  })

  test('at a whole second', () => {
    const odd = shard({ fromAt: toInstant(at(0) + 1_000), reachedAt: toInstant(at(10) + 4_000) })
    expect((chooseSplit([odd])?.at ?? 1) % 1000).toBe(0)
  })

  test('not before two pages were read of it, nor for four pages more, nor where all is of one instant', () => {
    expect(chooseSplit([shard({ fromAt: at(0), reachedAt: at(100), pages: 1 })])).toBeNull()
    expect(chooseSplit([shard({ fromAt: at(0), reachedAt: at(4) })])).toBeNull()
    expect(chooseSplit([shard({ fromAt: at(0), reachedAt: at(5) })])).not.toBeNull()
    expect(chooseSplit([shard({ fromAt: at(0), reachedAt: at(100), firstAt: at(100) })])).toBeNull()
    expect(chooseSplit([shard({ fromAt: at(0), reachedAt: null })])).toBeNull()
    expect(chooseSplit([])).toBeNull()
  })
})

describe('a long list', () => {
  const PRICES = 3_000
  let world: World
  let engine: Engine

  beforeEach(async () => {
    world = await createWorld(3)
    for (let index = 0; index < PRICES; index++)
      world.stripe.put(makePrice({ id: `price_${String(index).padStart(5, '0')}`, created: 1_700_000_000 + index * 3_600 }), {
        silently: true,
      })
    await world.connect()
    engine = world.open()
  })
  afterEach(() => world.end())

  const sync = (isFull = false) => engine.client.sync.start({ isFull })
  const pages = () => world.stripe.requests.filter((request) => request.startsWith('GET /v1/prices?')).length
  const rows = (text: string) => world.look(({ read }) => read.sqlite.prepare(text).all()) as Record<string, unknown>[]
  const mirrored = () => rows("select ref from billed_object where kind = 'price' order by ref").length
  /** How many requests for prices were under way at once, at the most. */
  function watch(): { most: number } {
    const seen = { most: 0 }
    let open = 0
    world.stripe.fault = async (_request, _response, path) => {
      if (path !== '/v1/prices') return false
      open += 1
      seen.most = Math.max(seen.most, open)
      await new Promise((resolve) => setTimeout(resolve, 20))
      open -= 1
      return false
    }
    return seen
  }

  test('is read in up to eight parts at once, each object once, for few requests more', async () => {
    const seen = watch()
    expect((await sync()).runs.find(({ stream }) => stream === 'prices')).toMatchObject({ outcome: 'complete' })
    expect(mirrored()).toBe(PRICES)
    // How many depends on how fast they are stored.
    expect(seen.most).toBeGreaterThan(1)
    expect(seen.most).toBeLessThanOrEqual(8)
    // Thirty full pages; the ends of the parts and the empty years cost the rest.
    expect(pages()).toBeLessThan(30 + 25)
    expect(rows('select * from stream_shard')).toEqual([])
  })

  test('that is broken off goes on in each of its parts', async () => {
    let answered = 0
    world.stripe.fault = (_request, response, path) => {
      if (path !== '/v1/prices') return false
      answered += 1
      return answered > 20 && Boolean(fail(response, 400, 'invalid_request_error', undefined, 'broken'))
    }
    expect((await sync()).runs.find(({ stream }) => stream === 'prices')?.outcome).toBe('failed')
    const left = rows('select * from stream_shard')
    expect(left.length).toBeGreaterThan(1)
    const before = mirrored()
    expect(before).toBeGreaterThan(1_000)
    await engine.stop()
    engine = world.open()
    world.stripe.fault = null
    world.stripe.requests.length = 0
    await sync()
    expect(mirrored()).toBe(PRICES)
    expect(pages()).toBeLessThan((PRICES - before) / 100 + 25)
  })

  test('whose part was read up to an object that is gone is read on from there', async () => {
    let answered = 0
    world.stripe.fault = (_request, response, path) =>
      path === '/v1/prices' && ++answered > 20 && Boolean(fail(response, 400, 'invalid_request_error', undefined, 'broken'))
    await sync()
    world.stripe.fault = null
    const positions = rows('select position from stream_shard where position is not null').map(({ position }) => String(position))
    expect(positions.length).toBeGreaterThan(0)
    for (const position of positions) world.stripe.remove(position, { silently: true })
    await sync()
    const living = rows("select ref from billed_object where kind = 'price' and deleted_at is null")
    expect(living).toHaveLength(PRICES - positions.length)
  })

  test('is read in parts the second time too, and what is gone from any of them is found', async () => {
    await sync()
    const gone = ['price_00000', 'price_00007', 'price_01499', 'price_01500', 'price_02999']
    for (const id of gone) world.stripe.remove(id, { silently: true })
    await sync(true)
    expect(rows('select ref from billed_object where deleted_at is not null order by ref').map(({ ref }) => ref)).toEqual(gone)
  })
})
