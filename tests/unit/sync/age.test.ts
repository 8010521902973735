import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Engine } from '../../../src-main/engine/createEngine.ts'
import { createWorld, type World } from '../../fixtures/createWorld.ts'
import { makeInvoice } from '../../fixtures/stripeObjects.ts'

const HOUR = 3_600_000

let world: World
let engine: Engine

beforeEach(async () => {
  world = await createWorld(2)
  world.stripe.put(makeInvoice({ id: 'in_1', lines: [] }), { silently: true })
})
afterEach(() => world.end())

const sync = () => engine.client.sync.start({})
const health = async () => (await engine.client.sync.health({})).connections[0]
const rows = (query: string) => world.look(({ read }) => read.sqlite.prepare(query).all())
const asked = (start: string) => world.stripe.requests.filter((request) => request.startsWith(`GET ${start}`))

async function begin(): Promise<void> {
  await world.connect()
  engine = world.open()
  await sync()
  world.stripe.requests.length = 0
  world.clock.advance(HOUR)
}

describe('an event', () => {
  test('about what the key may not read asks for nothing, and says why', async () => {
    world.stripe.forbidden.add('/v1/invoices')
    await begin()
    world.stripe.put(makeInvoice({ id: 'in_2', lines: [] }))
    const report = await sync()
    expect(asked('/v1/invoices/')).toEqual([])
    expect(report.failed).toEqual([])
    expect(rows('select object, outcome, reason from provider_event')).toEqual([
      { object: 'in_2', outcome: 'skipped', reason: 'The key may not read what it is about.' },
    ])
  })

  test('about what is known to be deleted asks for nothing and fails nothing', async () => {
    await begin()
    world.stripe.remove('in_1')
    await sync()
    world.stripe.tell('invoice.updated', { id: 'in_1', object: 'invoice' })
    world.stripe.requests.length = 0
    expect(await sync()).toMatchObject({ failed: [], runs: [{ outcome: 'complete' }] })
    expect(asked('/v1/invoices/')).toEqual([])
  })

  test('about what the provider does not know makes it deleted only when it is asked again', async () => {
    await begin()
    world.stripe.remove('in_1', { silently: true })
    world.stripe.tell('invoice.updated', { id: 'in_1', object: 'invoice' })
    expect(await sync()).toMatchObject({ failed: [{ ref: 'in_1' }], runs: [{ outcome: 'partial' }] })
    expect(rows('select deleted_at from billed_object')).toEqual([{ deleted_at: null }])
    expect((await sync()).failed).toEqual([])
    expect(rows('select deleted_at is not null as is_deleted from billed_object')).toEqual([{ is_deleted: 1 }])
    expect((await health())?.state).toBe('in-step')
  })
})

describe('the age of the mirror', () => {
  test('is not held by an object of a kind that the key may not read any more', async () => {
    world.stripe.put({ ...makeInvoice({ id: 'in_2', lines: [] }), created: 'yesterday' }, { silently: true })
    await begin()
    expect((await health())?.lastSuccessAt).toBeNull()
    world.stripe.forbidden.add('/v1/invoices').add('/v1/invoices/in_2')
    const before = world.clock.now()
    await sync()
    expect((await health())?.lastSuccessAt).toBe(before)
    expect((await health())?.problems.join(' ')).toContain('Invoices: no permission.')
  })

  test('does not move by a poll that could neither follow events nor list', async () => {
    world.stripe.forbidden.add('/v1/events')
    // A listing takes long, so that the next one is far.
    world.stripe.fault = (_request, _response, path) => {
      if (path !== '/v1/events') world.clock.advance(HOUR / 12)
      return false
    }
    await begin()
    const listedAt = (await health())?.lastSuccessAt
    expect(listedAt).not.toBeNull()
    await engine.stop()
    engine = world.open({ pollMs: 15_000 })
    while (asked('/v1/events').length < 5) await new Promise((resolve) => setImmediate(resolve))
    expect(asked('/v1/customers')).toEqual([])
    expect((await health())?.lastSuccessAt).toBe(listedAt)
  })
})
