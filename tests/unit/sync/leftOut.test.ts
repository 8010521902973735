import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Engine } from '../../../src-main/engine/createEngine.ts'
import { createWorld, type World } from '../../fixtures/createWorld.ts'
import { fail } from '../../fixtures/startStripe.ts'
import { makePrice } from '../../fixtures/stripeObjects.ts'

const PRICES = 350
const ONE_SECOND = 1_790_000_000

let world: World
let engine: Engine

const sync = (isFull = false) => engine.client.sync.start({ isFull })
const asked = () => world.stripe.requests.filter((request) => request.startsWith('GET /v1/prices/'))
const living = () =>
  world.look(({ read }) =>
    read.sqlite.prepare("select ref from billed_object where kind = 'price' and deleted_at is null order by ref").pluck().all(),
  )
const provided = () =>
  world.stripe
    .all('price')
    .map(({ id }) => id)
    .sort()

beforeEach(async () => {
  world = await createWorld(3)
})
afterEach(() => world.end())

/** @param toCreated when the n-th was made */
async function begin(toCreated: (index: number) => number): Promise<void> {
  for (let index = 0; index < PRICES; index++)
    world.stripe.put(makePrice({ id: `price_${String(index).padStart(4, '0')}`, created: toCreated(index) }), { silently: true })
  await world.connect()
  engine = world.open()
  await sync()
  world.stripe.requests.length = 0
}

describe('a list of objects that were all made in one second', () => {
  test('leaves none of them in doubt', async () => {
    await begin(() => ONE_SECOND)
    expect((await sync(true)).runs.every(({ outcome }) => outcome === 'complete')).toBe(true)
    expect(asked()).toEqual([])
  })

  test('shows which of them is gone', async () => {
    await begin(() => ONE_SECOND)
    for (const id of ['price_0003', 'price_0190', 'price_0349']) world.stripe.remove(id, { silently: true })
    await sync(true)
    expect(living()).toEqual(provided())
    expect(asked()).toHaveLength(3)
  })

  test('leaves none of them in doubt when it was broken off and goes on', async () => {
    await begin(() => ONE_SECOND)
    let pages = 0
    world.stripe.fault = (_request, response, path) => {
      if (path !== '/v1/prices' || ++pages !== 3) return false
      fail(response, 400, 'invalid_request_error', undefined, 'broken')
      return true
    }
    expect((await sync(true)).runs.find(({ stream }) => stream === 'prices')?.outcome).not.toBe('complete')
    world.stripe.fault = null
    await sync()
    expect(asked()).toEqual([])
    expect(living()).toEqual(provided())
  })
})

describe('a list of objects that were made one after the other', () => {
  test('shows which is gone, on every page and at its ends', async () => {
    await begin((index) => ONE_SECOND + Math.floor(index / 3))
    const gone = [0, 49, 50, 51, 149, 150, 151, 250, 349].map((index) => `price_${String(index).padStart(4, '0')}`)
    for (const id of gone) world.stripe.remove(id, { silently: true })
    await sync(true)
    expect(living()).toEqual(provided())
    expect(
      asked()
        .map((request) => request.replace('GET /v1/prices/', ''))
        .sort(),
    ).toEqual(gone)
  })

  test('deletes nothing of another kind', async () => {
    await begin((index) => ONE_SECOND + index)
    world.stripe.remove('price_0001', { silently: true })
    await sync(true)
    expect(world.look(({ read }) => read.sqlite.prepare('select count(*) from customer where deleted_at is null').pluck().get())).toBe(3)
  })
})
