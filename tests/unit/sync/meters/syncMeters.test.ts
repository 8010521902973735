import { expect, test } from 'vitest'
import { toInstant } from '../../../../src-shared/model/instant.ts'
import { at, DAY, HOUR } from '../../sandbox/openSandbox.ts'
import { call, join, type Metered, type MeteredMirror, openMetered, takeAsked } from './meteredBusiness.ts'

const METRIC = 'threat-analytics.api-calls'

const toMs = (iso: string) => toInstant(at(iso) * 1000)
const first = (mirror: MeteredMirror) => mirror.companies[0] as Metered

async function useOf({ engine }: MeteredMirror, { customer }: Metered) {
  const { products } = await engine.client.usage.against({ company: customer })
  return products[0]?.metrics.find(({ metric }) => metric === 'api-calls')
}

async function syncMeters(mirror: MeteredMirror) {
  const { runs } = await mirror.sync()
  return runs.find(({ stream }) => stream === 'meters')
}

async function usedIn({ engine }: MeteredMirror, from: string, to: string) {
  const { items } = await engine.client.usage.byCompany({ metric: METRIC, from: toMs(from), to: toMs(to) })
  return items.map(({ name, quantity }) => `${name} ${quantity}`)
}

test('what companies used by a meter is told by company, metric and period, as young as it was read', async () => {
  const mirror = await openMetered(2)
  const [one, two] = mirror.companies as [Metered, Metered]
  call(mirror.stripe, one, 120)
  call(mirror.stripe, two, 7)
  mirror.pass(2 * DAY)
  call(mirror.stripe, one, 30)
  mirror.pass(HOUR)
  expect(await syncMeters(mirror)).toMatchObject({ outcome: 'complete', objects: 2, changed: 2, reason: null })
  // What is read again and is the same is no news.
  expect(await syncMeters(mirror)).toMatchObject({ outcome: 'complete', objects: 2, changed: 0 })

  expect(await useOf(mirror, one)).toMatchObject({ used: 150, limit: 500, asOf: toMs('2027-01-06T10:00:00Z') })
  expect(await useOf(mirror, two)).toMatchObject({ used: 7, asOf: toMs('2027-01-06T10:00:00Z') })
  const { items } = await mirror.engine.client.usage.list({ company: one.customer, metric: METRIC })
  expect(items.filter(({ quantity }) => quantity > 0)).toEqual([
    expect.objectContaining({ quantity: 30, source: 'stripe', dimension: null, at: toMs('2027-01-06T10:00:00Z') - 1 }),
    expect.objectContaining({ quantity: 120, source: 'stripe', at: toMs('2027-01-04T12:00:00Z') }),
  ])
  expect(await usedIn(mirror, '2027-01-04T00:00:00Z', '2027-01-05T00:00:00Z')).toEqual(['Company 0 120', 'Company 1 7'])
  expect(await usedIn(mirror, '2027-01-05T00:00:00Z', '2027-02-01T00:00:00Z')).toEqual(['Company 0 30', 'Company 1 0'])
  const entitlement = await mirror.engine.client.entitlements.get({ company: one.customer, product: 'threat-analytics' })
  expect(entitlement.usage['api-calls']).toMatchObject({ used: 150, remaining: 350 })
  const asked = { company: one.customer, metric: METRIC, count: 351 }
  expect(await mirror.engine.client.plans.preflight(asked)).toMatchObject({ verdict: 'refused', used: 150, upgradeTo: 'professional' })
})

test('the sums of all companies by day have what meters counted, and are found right and the same when all is derived again', async () => {
  const mirror = await openMetered(2)
  for (const company of mirror.companies) call(mirror.stripe, company, 20)
  mirror.pass(DAY)
  call(mirror.stripe, first(mirror), 3)
  mirror.pass(HOUR)
  await mirror.sync()
  await mirror.engine.client.usage.record({ company: first(mirror).customer, metric: METRIC, quantity: 5 })
  // Whole days of the workspace's zone, which is three hours ahead.
  const span = { metric: METRIC, from: toMs('2027-01-03T21:00:00Z'), to: toMs('2027-01-10T21:00:00Z') }
  const { items } = await mirror.engine.client.usage.series(span)
  expect(items).toEqual([
    { day: '2027-01-04', group: null, quantity: 40 },
    { day: '2027-01-05', group: null, quantity: 8 },
  ])
  expect((await mirror.engine.client.workspace.examine({})).checks.filter(({ ok }) => !ok)).toEqual([])
  expect((await mirror.engine.client.workspace.rebuild({})).checks.filter(({ ok }) => !ok)).toEqual([])
  expect((await mirror.engine.client.usage.series(span)).items).toEqual(items)
  // The newer word of a day takes the place of the older one in its sum.
  call(mirror.stripe, first(mirror), 30)
  mirror.pass(HOUR)
  await mirror.sync()
  expect((await mirror.engine.client.usage.series(span)).items).toEqual([items[0], { ...items[1], quantity: 38 }])
  expect((await mirror.engine.client.workspace.examine({})).checks.filter(({ ok }) => !ok)).toEqual([])
})

test('a correction that comes late is the newer word: within two days at the next reading, of before that within a day', async () => {
  const mirror = await openMetered()
  call(mirror.stripe, first(mirror), 10)
  mirror.pass(10 * DAY)
  await mirror.sync()
  call(mirror.stripe, first(mirror), 4, at('2027-01-13T01:00:00Z'))
  mirror.pass(HOUR)
  await mirror.sync()
  expect((await useOf(mirror, first(mirror)))?.used).toBe(14)
  call(mirror.stripe, first(mirror), -6, at('2027-01-04T10:00:00Z'))
  call(mirror.stripe, first(mirror), 100, at('2027-01-08T10:00:00Z'))
  mirror.pass(HOUR)
  await mirror.sync()
  expect((await useOf(mirror, first(mirror)))?.used).toBe(14)
  mirror.pass(DAY)
  await mirror.sync()
  expect((await useOf(mirror, first(mirror)))?.used).toBe(108)
  expect(await usedIn(mirror, '2027-01-04T00:00:00Z', '2027-01-05T00:00:00Z')).toEqual(['Company 0 4'])
})

test('a correction of the period before is taken too, and of the period that is on nothing changes', async () => {
  const mirror = await openMetered()
  mirror.pass(20 * DAY)
  call(mirror.stripe, first(mirror), 50)
  mirror.pass(20 * DAY)
  call(mirror.stripe, first(mirror), 2)
  mirror.pass(HOUR)
  await mirror.sync()
  expect((await useOf(mirror, first(mirror)))?.used).toBe(2)
  call(mirror.stripe, first(mirror), 25, at('2027-01-25T00:00:00Z'))
  mirror.pass(DAY)
  await mirror.sync()
  expect((await useOf(mirror, first(mirror)))?.used).toBe(2)
  expect(await usedIn(mirror, '2027-01-04T09:00:00Z', '2027-02-04T09:00:00Z')).toEqual(['Company 0 75'])
})

test('the day on which a period begins is told in two parts, at the very minute', async () => {
  const mirror = await openMetered()
  mirror.pass(10 * DAY)
  await mirror.sync()
  call(mirror.stripe, first(mirror), 8, at('2027-01-14T08:00:00Z'))
  mirror.pass(20 * DAY + 23 * HOUR + 1800)
  call(mirror.stripe, first(mirror), 40, at('2027-02-04T08:29:30Z'))
  mirror.pass(HOUR)
  call(mirror.stripe, first(mirror), 3, at('2027-02-04T09:29:30Z'))
  mirror.pass(HOUR)
  await mirror.sync()
  expect((await useOf(mirror, first(mirror)))?.used).toBe(3)
  mirror.pass(3 * DAY)
  await mirror.sync()
  expect((await useOf(mirror, first(mirror)))?.used).toBe(3)
  expect(await usedIn(mirror, '2027-01-04T09:00:00Z', '2027-02-04T09:00:00Z')).toEqual(['Company 0 48'])
})

test('parts of one are added up as they are, and what makes no whole one does not count', async () => {
  const mirror = await openMetered()
  for (let day = 0; day < 10; day++) {
    call(mirror.stripe, first(mirror), 0.1)
    mirror.pass(DAY)
  }
  await mirror.sync()
  expect((await useOf(mirror, first(mirror)))?.used).toBe(1)
  call(mirror.stripe, first(mirror), 0.99)
  mirror.pass(HOUR)
  await mirror.sync()
  expect((await useOf(mirror, first(mirror)))?.used).toBe(1)
  const kept = mirror.look(({ read }) => read.sqlite.prepare('select quantity from metered_use order by from_at').pluck().all())
  expect(kept.slice(0, 2)).toEqual([0.1, 0.1])
})

test('who used nothing is told to have used nothing, whose meter was not read is not', async () => {
  const mirror = await openMetered()
  mirror.pass(DAY)
  mirror.faults.set('error-page', { path: '/v1/billing/meters/' })
  await mirror.sync()
  expect(await useOf(mirror, first(mirror))).toMatchObject({ used: null, asOf: null })
  mirror.faults.clear()
  await mirror.sync()
  expect(await useOf(mirror, first(mirror))).toMatchObject({ used: 0, limit: 500 })
})

test('of a subscription that was cancelled what it used to its end is read, and then nothing more is asked', async () => {
  const mirror = await openMetered(1)
  call(mirror.stripe, first(mirror), 5)
  mirror.pass(DAY)
  await mirror.sync()
  mirror.pass(6 * HOUR)
  call(mirror.stripe, first(mirror), 6)
  mirror.stripe.act('subscriptions.cancel', {}, first(mirror).subscription)
  mirror.pass(2 * HOUR)
  takeAsked(mirror)
  await mirror.sync()
  expect(takeAsked(mirror).length).toBeGreaterThan(0)
  expect(await usedIn(mirror, '2027-01-04T00:00:00Z', '2027-01-10T00:00:00Z')).toEqual(['Company 0 11'])
  mirror.pass(DAY)
  await mirror.sync()
  expect(takeAsked(mirror)).toEqual([])
})

test('a customer that was deleted is asked about no more, and its use stays', async () => {
  const mirror = await openMetered(2)
  call(mirror.stripe, first(mirror), 5)
  mirror.pass(DAY)
  await mirror.sync()
  mirror.stripe.act('customers.delete', {}, first(mirror).customer)
  mirror.pass(DAY)
  expect(await syncMeters(mirror)).toMatchObject({ outcome: 'complete', objects: 1 })
  expect(await usedIn(mirror, '2027-01-04T00:00:00Z', '2027-01-10T00:00:00Z')).toContain('Company 0 5')
})

test('a key that may not read meters is told, stops nothing else, and is tried again when somebody asks', async () => {
  const mirror = await openMetered()
  call(mirror.stripe, first(mirror), 5)
  mirror.pass(DAY)
  mirror.faults.set('no-permission', { path: '/v1/billing/meters' })
  const { runs, failed } = await mirror.sync()
  expect(runs.filter(({ outcome }) => outcome !== 'complete')).toMatchObject([{ stream: 'meters', outcome: 'no-permission' }])
  expect(failed).toEqual([])
  const health = async () => (await mirror.engine.client.sync.health({})).connections[0]
  expect(await health()).toMatchObject({ permissions: { meters: 'none' }, problems: [expect.stringMatching(/^Meters: no permission/)] })
  expect((await health())?.lastSuccessAt).not.toBeNull()
  expect((await useOf(mirror, first(mirror)))?.used).toBeNull()
  mirror.faults.clear()
  await mirror.sync()
  expect((await useOf(mirror, first(mirror)))?.used).toBe(5)
  expect(await health()).toMatchObject({ permissions: { meters: 'read' }, problems: [] })
})

test('what cannot be read of one company stops no other, is parked nowhere, and does not read as fresh', async () => {
  const mirror = await openMetered(3)
  for (const company of mirror.companies) call(mirror.stripe, company, 5)
  mirror.pass(DAY)
  await mirror.sync()
  const before = (await useOf(mirror, first(mirror)))?.asOf
  mirror.pass(HOUR)
  mirror.faults.set('empty-page', { path: '/v1/billing/meters/', count: 1 })
  const { runs, failed } = await mirror.sync()
  expect(runs.find(({ stream }) => stream === 'meters')).toMatchObject({ outcome: 'partial', objects: 3 })
  expect(failed).toHaveLength(1)
  expect(mirror.look(({ read }) => read.sqlite.prepare('select count(*) from parked_object').pluck().get())).toBe(0)
  const ages = await Promise.all(mirror.companies.map(async (company) => (await useOf(mirror, company))?.asOf))
  expect(ages.filter((age) => age === before)).toHaveLength(1)
})

test('the cost is of those who pay by a meter, not of all: where nobody does, nothing is asked', async () => {
  const mirror = await openMetered(0, {
    fill: (stripe) => {
      stripe.act('customers.create', { name: 'Nobody', email: 'nobody@nobody.example' })
    },
  })
  for (let index = 0; index < 12; index++) join(mirror.stripe, mirror.shop, `Plain ${index}`, { isMetered: false })
  mirror.pass(HOUR)
  await mirror.sync()
  expect(takeAsked(mirror)).toEqual([])
  const one = join(mirror.stripe, mirror.shop, 'Metered')
  call(mirror.stripe, one, 9)
  mirror.pass(DAY)
  await mirror.sync()
  expect((await useOf(mirror, one))?.used).toBe(9)
  mirror.pass(4 * DAY)
  await mirror.sync()
  takeAsked(mirror)
  mirror.pass(HOUR)
  // The list of meters, because somebody asked; the days before this one; and this one.
  expect(await syncMeters(mirror)).toMatchObject({ requests: 3 })
  expect(takeAsked(mirror)).toHaveLength(3)
})

test('a meter that fits no metric is not read, and said in its run; no problem is made of it', async () => {
  const mirror = await openMetered(1, { meter: { event_name: 'tokens' } })
  call(mirror.stripe, first(mirror), 5, undefined, 'tokens')
  mirror.pass(DAY)
  const { runs, failed } = await mirror.sync()
  const run = runs.find(({ stream }) => stream === 'meters')
  expect(run).toMatchObject({ outcome: 'complete', objects: 0, requests: 1, reason: 'A meter fits no metric and is not read.' })
  expect(failed).toEqual([])
  const { items } = await mirror.engine.client.sync.runs({ stream: 'meters' })
  const told = await mirror.engine.client.sync.failures({ run: items[0]?.id ?? 0 })
  const reason = 'API calls: no product has a metric of that name. It is not read.'
  expect(told.items).toEqual([{ ref: mirror.shop.meter, reason }])
  expect((await mirror.engine.client.sync.health({})).connections[0]).toMatchObject({ state: 'in-step', problems: [] })
  expect((await useOf(mirror, first(mirror)))?.used).toBeNull()
})

test('what is derived from meters and lost is derived again from what was read of them', async () => {
  const mirror = await openMetered()
  call(mirror.stripe, first(mirror), 5)
  mirror.pass(DAY)
  await mirror.sync()
  const reading = () =>
    mirror.look(({ read }) => read.sqlite.prepare('select company, product, metric, quantity from metered_record').raw().all())
  const before = reading()
  mirror.alter((tx) => {
    tx.sqlite.prepare('delete from metered_record').run()
    tx.sqlite.prepare('delete from usage_day').run()
  })
  expect((await mirror.engine.client.workspace.rebuild({})).checks.filter(({ ok }) => !ok).map(({ name }) => name)).toEqual([
    'metered use',
    'usage by day',
  ])
  expect(reading()).toEqual(before)
})
