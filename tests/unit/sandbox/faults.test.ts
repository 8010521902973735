import { describe, expect, test } from 'vitest'
import { createFaults, FAULTS, type FaultName } from '../../../src-main/sandbox/stripe/http/faults.ts'
import { openSandbox } from './openSandbox.ts'

async function openWith(name: FaultName, options: Parameters<ReturnType<typeof createFaults>['set']>[1] = {}) {
  const sandbox = await openSandbox()
  for (let index = 0; index < 30; index++) {
    sandbox.stripe.act('customers.create', { name: `Company ${index}` })
    sandbox.pass(60)
  }
  const list = () => sandbox.client.customers.list({ limit: 10 })
  const before = await list()
  sandbox.faults.set(name, options)
  return { ...sandbox, list, before }
}

test('429 comes with advice that is odd', async () => {
  const { get } = await openWith('rate-limited', { seed: 'a' })
  const advice = new Set<string | null>()
  for (let index = 0; index < 40; index++) {
    const answer = await get('/v1/customers')
    expect(answer.status).toBe(429)
    advice.add(answer.headers.get('retry-after'))
  }
  expect(advice.size).toBeGreaterThan(5)
  expect(advice).toContain(null)
})

test('500 comes as a page', async () => {
  const { get, list } = await openWith('error-page')
  const answer = await get('/v1/customers')
  expect([answer.status, answer.headers.get('content-type')]).toEqual([500, 'text/html'])
  await expect(list()).rejects.toMatchObject({ type: 'StripeAPIError' })
})

test.each(['reset', 'truncated-gzip', 'truncated-json', 'stall'] as const)('%s ends in an error of the SDK', async (name) => {
  const { list, faults } = await openWith(name)
  await expect(list()).rejects.toMatchObject({ type: expect.stringMatching(/StripeConnectionError|StripeAPIError/) })
  faults.clear()
  expect((await list()).data).toHaveLength(10)
})

test('a slow drip comes whole', async () => {
  const { list, before } = await openWith('slow-drip')
  expect((await list()).data.map(({ id }) => id)).toEqual(before.data.map(({ id }) => id))
})

test('lists without an end, the same page again, pages of nothing', async () => {
  const { list, faults, client, before } = await openWith('endless-list')
  const last = (await client.customers.list({ limit: 100 })).data.at(-1)?.id ?? ''
  expect(await client.customers.list({ starting_after: last })).toMatchObject({ data: [], has_more: true })
  faults.clear()
  await list()
  faults.set('repeated-page')
  const next = await client.customers.list({ limit: 10, starting_after: before.data.at(-1)?.id ?? '' })
  expect(next.data.map(({ id }) => id)).toEqual(before.data.map(({ id }) => id))
  faults.clear()
  faults.set('empty-page')
  expect(await list()).toMatchObject({ data: [], has_more: true })
})

test('a cursor whose object is gone', async () => {
  const { client, before, list } = await openWith('deleted-cursor')
  await expect(client.customers.list({ starting_after: before.data[0]?.id ?? '' })).rejects.toMatchObject({
    statusCode: 400,
    code: 'resource_missing',
  })
  expect((await list()).data).toHaveLength(10)
})

test('a revoked key, and one that may not read everything', async () => {
  const { list, client, faults } = await openWith('revoked-key')
  await expect(list()).rejects.toMatchObject({ statusCode: 401 })
  faults.clear()
  faults.set('no-permission', { path: '/v1/customers' })
  await expect(list()).rejects.toMatchObject({ statusCode: 403, code: 'more_permissions_required' })
  expect((await client.products.list()).data).toEqual([])
})

test('live objects, and another account', async () => {
  const { list, faults, get } = await openWith('wrong-mode')
  expect((await list()).data[0]?.livemode).toBe(true)
  faults.clear()
  faults.set('other-account')
  expect(await (await get('/v1/account')).json()).toMatchObject({ id: 'acct_1SomebodyElse' })
})

describe('events', () => {
  const ids = async ({ client }: Awaited<ReturnType<typeof openWith>>) =>
    (await client.events.list({ limit: 100 })).data.map(({ id }) => id)

  test('twice, in another order, later, and gone', async () => {
    const sandbox = await openWith('repeated-events')
    const repeated = await ids(sandbox)
    expect([new Set(repeated).size, repeated.length > 30]).toEqual([30, true])
    sandbox.faults.clear()
    const all = await ids(sandbox)
    sandbox.faults.set('shuffled-events')
    const shuffled = await ids(sandbox)
    expect(shuffled).not.toEqual(all)
    expect(shuffled.toSorted()).toEqual(all.toSorted())
    sandbox.faults.clear()
    sandbox.faults.set('late-events')
    expect(await ids(sandbox)).toEqual(all.slice(3))
    sandbox.faults.clear()
    sandbox.faults.set('aged-events')
    sandbox.pass(2 * 86_400)
    expect(await ids(sandbox)).toEqual([])
  })
})

test('an answer that is lost leaves its effect, and the same key finds it', async () => {
  const { client, faults, stripe } = await openWith('lost-answer', { count: 2 })
  const create = () => client.customers.create({ name: 'Oryx' }, { idempotencyKey: 'once' })
  await expect(create()).rejects.toMatchObject({ type: 'StripeConnectionError' })
  expect(stripe.world.shelves.customer.all).toHaveLength(31)
  expect(faults.counts()['lost-answer']).toBe(2)
  await create()
  expect(stripe.world.shelves.customer.all).toHaveLength(31)
})

test('a key that is being answered is refused', async () => {
  const { faults, config, server } = await openWith('stall', { count: 1 })
  const post = () =>
    fetch(`${server.baseUrl}/v1/customers`, {
      method: 'POST',
      body: 'name=Oryx',
      headers: {
        authorization: 'Bearer sk_test_sandbox0000000000000001',
        'idempotency-key': 'busy',
        'content-type': 'application/x-www-form-urlencoded',
      },
      signal: AbortSignal.timeout(config.timeout),
    })
  const stalled = post().catch(() => null)
  await expect.poll(() => faults.counts().stall).toBe(1)
  // The body is read a moment after the fault is drawn.
  await expect.poll(async () => (await post()).status).toBe(409)
  await server.stop()
  await stalled
})

test('the same seed brings the same faults, at the rate that was asked for', () => {
  const draw = (seed: string) => {
    const faults = createFaults()
    faults.set('reset', { rate: 0.3, seed })
    return Array.from({ length: 1000 }, () => faults.draw('/v1/customers', () => true).has('reset'))
  }
  expect(draw('one')).toEqual(draw('one'))
  expect(draw('one')).not.toEqual(draw('two'))
  expect(draw('one').filter(Boolean).length / 1000).toBeCloseTo(0.3, 1)
})

test('every fault that there is befalls some request', () => {
  const faults = createFaults()
  for (const name of FAULTS) faults.set(name, { count: 1 })
  expect([...faults.draw('/v1/events', () => true).keys()]).toEqual([...FAULTS])
  expect(faults.draw('/v1/events', () => true).size).toBe(0)
})
