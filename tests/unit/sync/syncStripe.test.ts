import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Engine } from '../../../src-main/engine/createEngine.ts'
import { createWorld, type World } from '../../fixtures/createWorld.ts'
import { offerOnlyCustomers } from '../../fixtures/offerOnlyCustomers.ts'
import { fail, makeCustomer, send } from '../../fixtures/startStripe.ts'
import { fetchEvents, tellOnly } from '../../fixtures/stripeEvents.ts'

let world: World
let engine: Engine

async function begin(customers: number): Promise<void> {
  world = await createWorld(customers)
  // The ways of one list; `streams.test.ts` has what all of them do together.
  offerOnlyCustomers(world.stripe)
  await world.connect()
  engine = world.open()
}

beforeEach(() => begin(250))
afterEach(() => world.end())

const sync = (isFull = false) => engine.client.sync.start({ isFull })
const health = async () => (await engine.client.sync.health({})).connections[0]
const total = async () => (await engine.client.companies.count({})).total
const outcomes = async () => (await sync()).runs.map(({ stream, outcome }) => `${stream} ${outcome}`)
const pagesAsked = () => world.stripe.requests.filter((request) => request.startsWith('GET /v1/customers?')).length

describe('the first sync', () => {
  test('mirrors every customer once and makes a company of each', async () => {
    const report = await sync()
    expect(report).toMatchObject({
      synced: 250,
      failed: [],
      runs: [
        { stream: 'customers', outcome: 'complete', pages: 3, objects: 250, changed: 250, requests: 3 },
        { stream: 'events', outcome: 'complete' },
      ],
    })
    expect(await total()).toBe(250)
    const stored = world.look(({ read }) => read.sqlite.prepare('select ref from customer order by ref').pluck().all())
    expect(stored).toEqual(world.stripe.customers.map(({ id }) => id).sort())
  })

  test('keeps the provider’s own object beside its columns', async () => {
    await sync()
    const raw = world.look(({ read }) =>
      read.sqlite.prepare("select json from customer_raw join customer on id = customer_id where ref = 'cus_T000004'").pluck().get(),
    )
    expect(JSON.parse(String(raw))).toEqual(makeCustomer(4))
  })

  test('tells one fact of each customer, at the customer’s own instant', async () => {
    await sync()
    const { timeline } = await engine.client.companies.get({ company: 'cus_T000007' })
    expect(timeline).toEqual([
      { at: Number(makeCustomer(7)['created']) * 1000, kind: 'customer.created', source: 'stripe', ref: 'cus_T000007' },
    ])
  })

  test('goes on from its last page when it was broken off', async () => {
    let answered = 0
    world.stripe.fault = (_request, response, path) => {
      if (path !== '/v1/customers' || ++answered <= 2) return false
      fail(response, 500, 'api_error', undefined, 'broken')
      return true
    }
    expect(await outcomes()).toEqual(['customers failed'])
    expect(await total()).toBe(200)
    world.stripe.fault = null
    world.stripe.requests.length = 0
    expect(await sync()).toMatchObject({ synced: 50 })
    expect(pagesAsked()).toBe(1)
    expect(await total()).toBe(250)
  })

  test('brings in what was created while it ran', async () => {
    let pages = 0
    world.stripe.fault = (_request, _response, path) => {
      if (path === '/v1/customers' && ++pages === 2) world.stripe.add({ name: 'Latecomer' })
      return false
    }
    await sync()
    expect(await total()).toBe(251)
    expect((await engine.client.companies.list({ search: 'latecomer' })).items).toHaveLength(1)
  })

  test('starts the list again when the object that it stood at is gone', async () => {
    let pages = 0
    world.stripe.fault = (_request, response, path) => {
      if (path !== '/v1/customers' || ++pages !== 2) return false
      world.stripe.remove(world.stripe.customers[99]?.id ?? '', { silently: true })
      fail(response, 500, 'api_error', undefined, 'broken')
      return true
    }
    expect(await sync()).toMatchObject({ runs: [{ outcome: 'complete' }, { outcome: 'complete' }] })
    expect((await engine.client.companies.list({ limit: 1000 })).items.filter(({ endedAt }) => endedAt === null)).toHaveLength(249)
  })

  test('can be stopped, and keeps what it has', async () => {
    world.stripe.fault = (request, _response, path) => {
      if (path === '/v1/customers' && request.url?.includes('starting_after')) void engine.client.sync.cancel({})
      return false
    }
    expect(await outcomes()).toEqual(['customers cancelled'])
    expect(await total()).toBe(100)
    expect((await health())?.lastSuccessAt).toBeNull()
  })
})

describe('a later sync', () => {
  beforeEach(async () => {
    await sync()
    world.stripe.requests.length = 0
  })

  test('asks one question and writes nothing when nothing happened', async () => {
    const before = world.dump()
    await sync()
    expect(world.stripe.requests).toHaveLength(1)
    const after = world.dump()
    for (const table of ['customer', 'customer_raw', 'fact', 'company', 'company_link', 'stream_cursor', 'provider_event'])
      expect(after[table], table).toEqual(before[table])
  })

  test('fetches each object that events name once, however often they name it, and believes no event’s body', async () => {
    for (let index = 0; index < 5; index++) world.stripe.change('cus_T000010', { name: `Renamed ${index}` })
    const report = await sync()
    expect(world.stripe.requests.filter((request) => request === 'GET /v1/customers/cus_T000010')).toHaveLength(1)
    expect(report).toMatchObject({ synced: 1, runs: [{ stream: 'events', changed: 1 }] })
    expect((await engine.client.companies.get({ company: 'cus_T000010' })).name).toBe('Renamed 4')
  })

  test('takes in an event that became visible after a later one', async () => {
    world.clock.advance(60_000)
    world.stripe.change('cus_T000002', { name: 'Late' })
    world.clock.advance(200_000)
    world.stripe.change('cus_T000001', { name: 'First' })
    const told = await fetchEvents(world.stripe)
    tellOnly(world.stripe, told.slice(0, 1))
    await sync()
    const nameOf = async (company: string) => (await engine.client.companies.get({ company })).name
    expect([await nameOf('cus_T000001'), await nameOf('cus_T000002')]).toEqual(['First', makeCustomer(2)['name']])
    tellOnly(world.stripe, told)
    world.clock.advance(60_000)
    await sync()
    expect(await nameOf('cus_T000002')).toBe('Late')
  })

  test('keeps a deleted customer as a tombstone with the instant of its event', async () => {
    world.clock.advance(3_600_000)
    world.stripe.remove('cus_T000020')
    const at = Math.floor(world.clock.now() / 1000) * 1000
    world.clock.advance(3_600_000)
    await sync()
    const company = await engine.client.companies.get({ company: 'cus_T000020' })
    expect(company).toMatchObject({ endedAt: at, links: [{ ref: 'cus_T000020', deletedAt: at }] })
    expect(company.timeline.map(({ kind }) => kind)).toEqual(['customer.deleted', 'customer.created'])
    expect(await total()).toBe(250)
  })

  test('moves the watermark where nothing happens for long, so that nothing is listed again', async () => {
    for (let day = 0; day < 40; day++) {
      world.clock.advance(24 * 3_600_000)
      await sync()
    }
    expect(pagesAsked()).toBe(0)
  })

  test('lists again when the provider may have forgotten what happened since', async () => {
    world.stripe.change('cus_T000030', { name: 'Changed long ago' })
    world.clock.advance(31 * 24 * 3_600_000)
    expect(await sync()).toMatchObject({ runs: [{ stream: 'customers', pages: 3 }, { stream: 'events' }] })
    expect((await engine.client.companies.get({ company: 'cus_T000030' })).name).toBe('Changed long ago')
  })
})

describe('a poll of the schedule', () => {
  const runs = async () => (await engine.client.sync.runs({})).items.map(({ stream, outcome }) => `${stream} ${outcome}`)

  test('leaves no record where it found nothing, and the mirror is as young as it', async () => {
    await sync()
    await engine.stop()
    const before = await world.look(({ read }) => read.sqlite.prepare('select count(*) from sync_run').pluck().get())
    engine = world.open({ pollMs: 15_000 })
    const askedAt: number[] = []
    world.stripe.fault = (_request, _response, path) => {
      if (path === '/v1/events') askedAt.push(world.clock.now())
      return false
    }
    while (askedAt.length < 20) await new Promise((resolve) => setImmediate(resolve))
    await engine.stop()
    engine = world.open()
    expect(await world.look(({ read }) => read.sqlite.prepare('select count(*) from sync_run').pluck().get())).toBe(before)
    // The last poll may have been stopped; the one before it was whole, and began after the one before that had asked.
    expect(Number((await health())?.lastSuccessAt)).toBeGreaterThan(askedAt.at(-3) ?? Number.NaN)
  })

  test('is recorded where it found something, or failed', async () => {
    await sync()
    await engine.stop()
    world.stripe.change('cus_T000001', { name: 'Changed' })
    engine = world.open({ pollMs: 15_000 })
    while (!(await runs()).includes('events complete') || (await engine.client.companies.count({ search: 'Changed' })).total === 0)
      await new Promise((resolve) => setImmediate(resolve))
    world.stripe.validKeys = new Set()
    while (!(await runs()).includes('events failed')) await new Promise((resolve) => setImmediate(resolve))
    expect((await health())?.state).toBe('refused')
  })
})

describe('a full sync', () => {
  beforeEach(async () => {
    await sync()
    world.stripe.requests.length = 0
  })

  test('finds what was deleted without an event, and asks for it before it believes so', async () => {
    world.stripe.remove('cus_T000040', { silently: true })
    await sync(true)
    expect(world.stripe.requests).toContain('GET /v1/customers/cus_T000040')
    expect((await engine.client.companies.get({ company: 'cus_T000040' })).endedAt).not.toBeNull()
    expect(pagesAsked()).toBe(3)
  })

  test('deletes nothing because of an empty list', async () => {
    world.stripe.fault = (_request, response, path) => {
      if (path !== '/v1/customers') return false
      send(response, { object: 'list', data: [], has_more: false, url: path })
      return true
    }
    const report = await sync(true)
    const living = (await engine.client.companies.list({ limit: 1000 })).items.filter(({ endedAt }) => endedAt === null)
    expect(living).toHaveLength(250)
    expect(report.runs[0]?.outcome).toBe('partial')
  })

  test('asks for nothing but the pages when nothing is missing', async () => {
    await sync(true)
    expect(world.stripe.requests.filter((request) => request.startsWith('GET /v1/customers/'))).toEqual([])
  })
})

describe('when the provider does not answer well', () => {
  test('waits as long as it is told to, and asks at most seven times', async () => {
    world.stripe.fault = (_request, response) => {
      response.setHeader('retry-after', '7')
      fail(response, 429, 'invalid_request_error', 'rate_limit', 'slow down')
      return true
    }
    expect(await outcomes()).toEqual(['customers failed'])
    expect(world.stripe.requests).toHaveLength(7)
    expect(world.clock.waits).toEqual(Array.from({ length: 6 }, () => 7_000))
    expect((await health())?.state).toBe('unreachable')
  })

  test('asks nothing more where it is told to wait for longer than a minute', async () => {
    world.stripe.fault = (_request, response, path) => {
      if (path === '/v1/account') return false
      response.setHeader('retry-after', '1800')
      fail(response, 429, 'invalid_request_error', 'rate_limit', 'slow down')
      return true
    }
    const { runs } = await sync()
    for (const run of runs) expect(run).toMatchObject({ outcome: 'failed', errorKind: 'rate-limited' })
    expect(world.stripe.requests.length).toBeLessThanOrEqual(1 + 1 + 3)
  })

  test('waits 1, 2 and 4 seconds where it is told nothing', async () => {
    world.stripe.fault = (_request, response) => {
      response.writeHead(502, { 'content-type': 'text/html' })
      response.end('<h1>Bad gateway</h1>')
      return true
    }
    await sync()
    expect(world.clock.waits).toEqual([1_000, 2_000, 4_000])
  })

  test('gets through a bad spell without loss', async () => {
    let spells = 0
    world.stripe.fault = (request, response) => {
      if (++spells % 2 === 0) return false
      if (spells % 4 === 1) request.socket.destroy()
      else fail(response, 503, 'api_error', undefined, 'try again')
      return true
    }
    expect(await outcomes()).toEqual(['customers complete', 'events complete'])
    expect(await total()).toBe(250)
  })

  test.each([
    ['a page that is no JSON', '<html>'],
    ['a page that was cut off', '{"object":"list","data":[{"id":"cus_'],
    ['an answer that is no list', '{"object":"customer"}'],
    ['more without a last object', '{"object":"list","data":[],"has_more":true}'],
  ])('stores nothing of %s, and says so', async (_name, body) => {
    world.stripe.fault = (_request, response, path) => {
      if (path !== '/v1/customers') return false
      response.writeHead(200, { 'content-type': 'application/json' })
      response.end(body)
      return true
    }
    expect(await outcomes()).toEqual(['customers failed'])
    expect(await total()).toBe(0)
    expect((await health())?.lastSuccessAt).toBeNull()
  })

  test('stops at a list that never ends', async () => {
    world.stripe.fault = (_request, response, path) => {
      if (path !== '/v1/customers') return false
      send(response, { object: 'list', data: [makeCustomer(1)], has_more: true, url: path })
      return true
    }
    expect(await outcomes()).toEqual(['customers failed'])
    expect(await total()).toBe(1)
  })

  test('parks an object that cannot be read, and takes all others', async () => {
    const [first] = world.stripe.customers
    Object.assign(first ?? {}, { created: 'yesterday' })
    const report = await sync()
    expect(report.failed).toEqual([
      { ref: first?.id, reason: 'Stripe’s answer cannot be read: it has no time of creation.'.replace('’', "'") },
    ])
    expect(report.runs[0]?.outcome).toBe('partial')
    expect(await total()).toBe(249)
    expect(await health()).toMatchObject({ state: 'partial', lastSuccessAt: null })
  })
})

describe('an object that could not be read', () => {
  test('is asked for again at every sync, and until it is taken the mirror is not called whole', async () => {
    const [first] = world.stripe.customers
    const created = first?.['created']
    Object.assign(first ?? {}, { created: 'yesterday' })
    await sync()
    world.clock.advance(60_000)
    const again = await sync()
    expect(again).toMatchObject({ failed: [{ ref: first?.id }], runs: [{ stream: 'events', outcome: 'partial' }] })
    expect(await health()).toMatchObject({ state: 'partial', lastSuccessAt: null })
    expect((await health())?.problems.join(' ')).toContain(first?.id)
    Object.assign(first ?? {}, { created })
    world.clock.advance(60_000)
    expect(await sync()).toMatchObject({ failed: [], synced: 1 })
    expect(await total()).toBe(250)
    expect(await health()).toMatchObject({ state: 'in-step', problems: [] })
  })
})

describe('a list that was broken off', () => {
  test('is read from its start where the provider has forgotten what happened since', async () => {
    let pages = 0
    world.stripe.fault = (_request, response, path) => {
      if (path !== '/v1/customers' || ++pages <= 1) return false
      fail(response, 500, 'api_error', undefined, 'broken')
      return true
    }
    await sync()
    world.stripe.fault = null
    world.stripe.change('cus_T000250', { name: 'Changed on a page that was read' })
    world.clock.advance(40 * 24 * 3_600_000)
    await sync()
    expect((await engine.client.companies.get({ company: 'cus_T000250' })).name).toBe('Changed on a page that was read')
    expect(await health()).toMatchObject({ state: 'in-step' })
  })
})

describe('the key', () => {
  test('that is refused stops everything at once, and everything stays readable', async () => {
    await sync()
    const before = (await health())?.lastSuccessAt
    world.stripe.requests.length = 0
    world.stripe.validKeys = new Set()
    world.clock.advance(60_000)
    expect(await outcomes()).toEqual(['events failed'])
    expect(world.stripe.requests).toHaveLength(1)
    expect(await health()).toMatchObject({ state: 'refused', lastSuccessAt: before })
    expect(await total()).toBe(250)
  })

  test('that works again makes the connection whole again', async () => {
    world.stripe.validKeys = new Set()
    await sync()
    world.stripe.validKeys = null
    world.clock.advance(60_000)
    await sync()
    expect(await health()).toMatchObject({ state: 'in-step', problems: [] })
  })

  test('of another account is refused before anything is written', async () => {
    await sync()
    await engine.stop()
    engine = world.open()
    world.stripe.accountId = 'acct_other'
    world.stripe.add({ name: 'Somebody else’s customer' })
    const report = await sync()
    expect(report.runs).toMatchObject([{ outcome: 'failed', errorKind: 'wrong-account', objects: 0 }])
    expect(await total()).toBe(250)
  })

  test('that gives live data in a test workspace writes nothing', async () => {
    for (const customer of world.stripe.customers) customer['livemode'] = true
    expect(await sync()).toMatchObject({ runs: [{ outcome: 'failed', errorKind: 'wrong-mode', objects: 0 }] })
    expect(await total()).toBe(0)
  })

  test('without a right to events finds changes by listing again, and says so', async () => {
    await sync()
    world.stripe.forbidden.add('/v1/events')
    world.stripe.change('cus_T000050', { name: 'Changed' })
    world.clock.advance(60_000)
    expect(await outcomes()).toEqual(['events no-permission', 'customers complete'])
    expect((await engine.client.companies.get({ company: 'cus_T000050' })).name).toBe('Changed')
    const now = await health()
    expect(now?.state).toBe('partial')
    expect(now?.problems[0]).toContain('no permission')
    expect(now?.lastSuccessAt).toBe(world.clock.now() - world.clock.waits.reduce((sum) => sum, 0))
  })

  test('never turns up in a log, an error or the database', async () => {
    world.stripe.validKeys = new Set()
    await sync()
    const everything = JSON.stringify([world.dump(), world.logs])
    expect(everything).not.toContain('51TierdeskTestKey00001')
  })
})

test('a provider without events is followed by listing', async () => {
  await world.end()
  world = await createWorld(120)
  offerOnlyCustomers(world.stripe)
  world.stripe.absent.add('/v1/events')
  await world.connect()
  engine = world.open()
  expect(await outcomes()).toEqual(['customers complete'])
  world.stripe.change('cus_T000003', { name: 'Seen by listing' })
  world.stripe.add({ name: 'New one' })
  expect(await outcomes()).toEqual(['customers complete'])
  expect((await engine.client.companies.get({ company: 'cus_T000003' })).name).toBe('Seen by listing')
  expect(await total()).toBe(121)
})
