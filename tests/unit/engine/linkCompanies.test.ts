import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createWorld, type World } from '../../fixtures/createWorld.ts'
import { putTrading } from '../../fixtures/putTrading.ts'

const ONE = 'cus_T000001'
const TWO = 'cus_T000002'
const THREE = 'cus_T000003'

let world: World

beforeEach(async () => {
  world = await createWorld(3)
  putTrading(world.stripe)
  await world.connect()
})
afterEach(() => world.end())

async function openMirrored() {
  const engine = world.open()
  await engine.client.sync.start({})
  const { client } = engine
  const find = async (ref: string) => (await client.companies.get({ company: ref })).id
  return { engine, client, ids: { one: await find(ONE), two: await find(TWO), three: await find(THREE) } }
}

type Opened = Awaited<ReturnType<typeof openMirrored>>

/** All that a rebuild would make, with what it differs in from what is kept. */
async function rebuild({ client }: Opened): Promise<string[]> {
  const { checks } = await client.workspace.rebuild({})
  return checks.filter(({ ok }) => !ok).map(({ name }) => name)
}

describe('two companies that are one', () => {
  test('are one company with the customers of both, found by either id', async () => {
    const opened = await openMirrored()
    const { client, ids } = opened
    const merged = await client.companies.merge({ company: TWO, into: ONE, reason: 'One owner' })
    expect(merged.id).toBe(ids.one)
    expect(merged.name).toBe(merged.customers.find(({ ref }) => ref === ONE)?.name)
    expect(merged.links.map(({ ref }) => ref).sort()).toEqual([ONE, TWO])
    expect((await client.companies.get({ company: ids.two })).id).toBe(ids.one)
    expect((await client.companies.count({})).total).toBe(2)
    expect((await client.companies.list({ search: TWO })).items.map(({ id }) => id)).toEqual([ids.one])
    expect(await rebuild(opened)).toEqual([])
  })

  test('have one timeline of what was told of either, and part with their own again', async () => {
    const opened = await openMirrored()
    const { client, ids } = opened
    await client.notes.add({ company: ONE, text: 'Of one' })
    await client.notes.add({ company: TWO, text: 'Of two' })
    await client.usage.record({ company: TWO, metric: 'trading.positions', quantity: 7, key: 'k' })
    world.clock.advance(1000)
    await client.usage.record({ company: ONE, metric: 'trading.positions', quantity: 3, key: 'k' })
    const before = await client.entitlements.get({ company: TWO, product: 'trading' })
    await client.companies.merge({ company: TWO, into: ONE })
    expect((await client.notes.list({ company: ONE })).items.map(({ text }) => text).sort()).toEqual(['Of one', 'Of two'])
    // Of a stock, the newest word says how many there are: it was told of the first.
    expect((await client.entitlements.get({ company: ONE, product: 'trading' })).usage['positions']?.used).toBe(3)
    await client.companies.link({ provider: 'stripe', ref: TWO, company: null, reason: 'They parted' })
    expect((await client.companies.get({ company: TWO })).id).toBe(ids.two)
    expect((await client.notes.list({ company: TWO })).items.map(({ text }) => text)).toEqual(['Of two'])
    expect(await client.entitlements.get({ company: TWO, product: 'trading' })).toEqual(before)
    expect(await rebuild(opened)).toEqual([])
  })

  test('have the payments and the revenue of both, each once', async () => {
    const opened = await openMirrored()
    const { client } = opened
    const all = await client.payments.count({})
    const ofBoth = (await client.payments.count({ company: ONE })).total + (await client.payments.count({ company: TWO })).total
    const revenue = (await client.overview.get({})).mrr
    await client.companies.merge({ company: ONE, into: TWO })
    expect((await client.payments.count({ company: TWO })).total).toBe(ofBoth)
    expect(await client.payments.count({})).toEqual(all)
    expect((await client.overview.get({})).mrr).toEqual(revenue)
    expect(await rebuild(opened)).toEqual([])
  })

  test('follow a third, and come back from it in any order', async () => {
    const opened = await openMirrored()
    const { client, ids } = opened
    await client.companies.merge({ company: ONE, into: TWO })
    await client.companies.merge({ company: TWO, into: THREE })
    expect((await client.companies.get({ company: ids.one })).id).toBe(ids.three)
    expect(await rebuild(opened)).toEqual([])
    // The first was linked to the second, and goes with it.
    await client.companies.link({ provider: 'stripe', ref: TWO, company: null })
    expect((await client.companies.get({ company: TWO })).id).toBe(ids.two)
    expect(await rebuild(opened)).toEqual([])
  })

  test('cannot be made one twice, and what is alone cannot be taken out', async () => {
    const { client } = await openMirrored()
    await client.companies.merge({ company: TWO, into: ONE })
    const refusal = { code: 'REFUSED', data: { code: 'usage' } }
    await expect(client.companies.merge({ company: TWO, into: ONE })).rejects.toMatchObject(refusal)
    await expect(client.companies.merge({ company: ONE, into: TWO })).rejects.toMatchObject(refusal)
    await expect(client.companies.link({ provider: 'stripe', ref: THREE, company: null })).rejects.toMatchObject(refusal)
    await expect(client.companies.link({ provider: 'stripe', ref: 'cus_nobody', company: ONE })).rejects.toMatchObject({
      data: { code: 'company-missing' },
    })
  })

  test('stay one when their customers change at the provider', async () => {
    const opened = await openMirrored()
    const { client, ids } = opened
    await client.companies.merge({ company: TWO, into: ONE })
    world.stripe.change(TWO, { name: 'Second of one' })
    await client.sync.start({})
    const company = await client.companies.get({ company: TWO })
    expect(company.id).toBe(ids.one)
    expect(company.customers.map(({ name }) => name)).toContain('Second of one')
    expect(await rebuild(opened)).toEqual([])
  })
})

describe('whom a provider’s data name', () => {
  test('is who the customer is, whichever of the two comes first', async () => {
    const opened = await openMirrored()
    const { client, ids } = opened
    world.stripe.change(THREE, { metadata: { tierdesk_company: ids.one } })
    const late = world.stripe.add({ name: 'Late', metadata: { tierdesk_company: ids.two } })
    await client.sync.start({})
    expect((await client.companies.get({ company: THREE })).id).toBe(ids.one)
    expect((await client.companies.get({ company: late.id })).id).toBe(ids.two)
    expect(await rebuild(opened)).toEqual([])
  })

  test('is nobody where it is no id of ours, or each names the other', async () => {
    const opened = await openMirrored()
    const { client, ids } = opened
    world.stripe.change(ONE, { metadata: { tierdesk_company: ids.two } })
    world.stripe.change(TWO, { metadata: { tierdesk_company: ids.one } })
    world.stripe.change(THREE, { metadata: { tierdesk_company: 'co_0000000000000000', company: 'One' } })
    await client.sync.start({})
    expect((await client.companies.count({})).total).toBe(3)
    expect((await client.companies.get({ company: ONE })).id).toBe(ids.one)
    expect(await rebuild(opened)).toEqual([])
  })

  test('gives way to the word of staff', async () => {
    const opened = await openMirrored()
    const { client, ids } = opened
    world.stripe.change(THREE, { metadata: { tierdesk_company: ids.one } })
    await client.sync.start({})
    await client.companies.link({ provider: 'stripe', ref: THREE, company: null, reason: 'A typing mistake there' })
    expect((await client.companies.get({ company: THREE })).id).toBe(ids.three)
    expect(await rebuild(opened)).toEqual([])
  })
})

describe('who may be one', () => {
  test('is told with its reasons, and not linked by them', async () => {
    const { client, ids } = await openMirrored()
    world.stripe.change(ONE, { email: 'pay@lantern.example', phone: '0712 345 678' })
    world.stripe.change(TWO, { email: 'PAY@lantern.example', phone: '+254712345678' })
    world.stripe.change(THREE, { email: 'other@lantern.example', phone: null })
    await client.sync.start({})
    expect((await client.companies.count({})).total).toBe(3)
    const { items } = await client.companies.proposals({ company: ONE })
    expect(items).toMatchObject([
      { company: ids.one, other: ids.two, reasons: ['Both have the e-mail pay@lantern.example.', 'Both have the phone 254712345678.'] },
    ])
    await client.companies.merge({ company: TWO, into: ONE })
    expect((await client.companies.proposals({ company: ONE })).items).toEqual([])
    expect((await client.companies.proposals({ company: THREE })).items).toEqual([])
  })

  test('phones and accounts are a company’s by the word of staff, written as they are compared', async () => {
    const { client, ids } = await openMirrored()
    expect(await client.companies.claim({ kind: 'phone', value: '0712-345 678', company: ONE, reason: '' })).toEqual({
      value: '254712345678',
      company: ids.one,
    })
    expect(await client.companies.claim({ kind: 'reference', value: ' shop-o1 ', company: ONE })).toEqual({
      value: 'SH0P01',
      company: ids.one,
    })
    expect(await client.companies.get({ company: ONE })).toMatchObject({ phones: ['254712345678'], references: ['SH0P01'] })
    await client.companies.claim({ kind: 'phone', value: '254712345678', company: TWO })
    expect(await client.companies.get({ company: ONE })).toMatchObject({ phones: [] })
    await client.companies.claim({ kind: 'phone', value: '254712345678', company: null })
    expect(await client.companies.get({ company: TWO })).toMatchObject({ phones: [] })
    await expect(client.companies.claim({ kind: 'phone', value: '12345', company: ONE })).rejects.toMatchObject({ data: { code: 'usage' } })
  })
})
