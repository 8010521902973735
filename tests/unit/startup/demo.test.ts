import { expect, test } from 'vitest'
import { ENTITLEMENT_STATUSES } from '../../../src-shared/model/entitlementStatus.ts'
import { PROVIDERS } from '../../../src-shared/model/provider.ts'
import { openMirrored, readAll } from './openDemo.ts'

const PRODUCTS = ['image-quota', 'estate-management', 'trading', 'threat-analytics', 'maintenance-hours']

/** Exactly at a limit, and one above. */
const EDGES = [
  'threat-analytics 500 of 500',
  'threat-analytics 501 of 500',
  'threat-analytics 5000 of 5000',
  'threat-analytics 100 of 100',
  'threat-analytics 101 of 100',
  'image-quota 100 of 100',
  'image-quota 101 of 100',
  'image-quota 500 of 500',
  'trading 50 of 50',
  'trading 51 of 50',
  'trading 5 of 5',
  'estate-management 25 of 25',
  'estate-management 5 of 5',
]

/** The end of a month, and the first hours of a year: the demo must be whole whenever it is made. */
test.each(['2027-03-31T23:59:30Z', '2027-01-01T02:00:00Z'])(
  'a demo made at %s has every product, every status and every awkward case',
  async (madeAt) => {
    const { workspace, logs } = await openMirrored(madeAt)
    const { client } = workspace
    const companies = await readAll((cursor) => client.companies.list({ limit: 1000, cursor }))
    expect(companies.length).toBeGreaterThanOrEqual(200)
    expect(new Set(companies.map(({ name }) => name)).size).toBe(companies.length)
    expect(companies.some(({ name }) => /^[\u0590-\u06ff]/.test(name))).toBe(true)
    expect(companies.some(({ name }) => name.length > 100)).toBe(true)
    const held = companies.flatMap(({ id, subscriptions }) => subscriptions.map((subscription) => ({ id, ...subscription })))
    expect(new Set(held.map(({ product }) => product))).toEqual(new Set(PRODUCTS))
    expect(new Set(held.map(({ status }) => status))).toEqual(new Set(ENTITLEMENT_STATUSES))
    expect(logs.filter((line) => line.includes('not taken'))).toEqual([])

    const entitlements = await Promise.all(held.map(({ id, product }) => client.entitlements.get({ company: id, product })))
    const uses = entitlements.flatMap(({ product, plan, status, usage }) =>
      Object.entries(usage).map(([metric, { used, limit, asOf }]) => ({ product, plan, status, metric, used, limit, asOf })),
    )
    const numbered = uses.flatMap(({ limit, used, ...rest }) =>
      typeof limit === 'number' && used !== null ? [{ limit, used, ...rest }] : [],
    )
    const atEdges = numbered.map(({ product, used, limit }) => `${product} ${used} of ${limit}`)
    expect(EDGES.filter((edge) => !atEdges.includes(edge))).toEqual([])
    // Canceled or expired, and over what the free plan holds.
    expect(numbered.some(({ status, used, limit }) => (status === 'canceled' || status === 'expired') && used > limit)).toBe(true)
    expect(uses.some(({ limit }) => limit === 'unlimited')).toBe(true)
    // Nobody told, and told too long ago.
    const { asOf } = await client.sync.health({})
    expect(uses.some(({ used, limit }) => used === null && limit !== null)).toBe(true)
    expect(uses.some((use) => use.asOf !== null && use.status === 'active' && asOf - use.asOf > 48 * 3_600_000)).toBe(true)
    expect(entitlements.filter(({ doubles }) => doubles.length > 0)).toHaveLength(2)
    expect(entitlements.filter(({ cancelAtPeriodEnd }) => cancelAtPeriodEnd).length).toBeGreaterThanOrEqual(5)

    const hours = await Promise.all(
      held
        .filter(({ product }) => product === 'maintenance-hours')
        .map(({ id }) => client.hours.get({ company: id, product: 'maintenance-hours' })),
    )
    expect(new Set(hours.flatMap(({ packs }) => packs.map(({ state }) => state)))).toEqual(new Set(['live', 'spent', 'lapsed', 'expired']))
    expect(hours.some(({ overage }) => overage > 0)).toBe(true)
    expect(hours.some(({ left, included }) => left === 0 && included !== 'unlimited' && included > 0)).toBe(true)
    expect(hours.some(({ rollover }) => rollover.left > 0 && rollover.left === rollover.cap)).toBe(true)
    expect(hours.some(({ available }) => available === 'unlimited')).toBe(true)
    expect(hours.some(({ window, packs }) => window === null && packs.some(({ state }) => state === 'live'))).toBe(true)

    const payments = await readAll((cursor) => client.payments.list({ limit: 1000, cursor }))
    const reasons = payments.filter(({ status }) => status === 'unmatched').map(({ reason }) => reason)
    for (const reason of [/^Underpaid/, /^Overpaid/, /in no catalog/, /names no customer/, /Paid in EUR/, /Nothing says/])
      expect(reasons).toContainEqual(expect.stringMatching(reason))
    expect(new Set(payments.map(({ status }) => status))).toEqual(
      new Set(['succeeded', 'pending', 'failed', 'canceled', 'refunded', 'unmatched']),
    )
    // Refused first, and paid some days later.
    const events = await readAll((cursor) => client.events.list({ limit: 1000, cursor }))
    const refusedFirst = events.filter(({ type }) => type === 'invoice.payment_failed').map(({ object }) => object)
    expect(events.some(({ type, object }) => type === 'invoice.paid' && refusedFirst.includes(object))).toBe(true)
    expect(payments.every(({ provider }) => PROVIDERS.includes(provider))).toBe(true)
    expect(await client.workspace.rebuild({})).toMatchObject({ ok: true })
  },
  30_000,
)

test('months of calls stand by day and by endpoint', async () => {
  const { workspace } = await openMirrored()
  const { client } = workspace
  const [company] = (await client.companies.list({ product: 'threat-analytics', plan: 'threat-analytics.enterprise', status: 'active' }))
    .items
  if (!company) throw new Error('nobody has Enterprise')
  const ask = { company: company.id, metric: 'threat-analytics.api-calls' }
  const byEndpoint = await client.usage.sums({ ...ask, by: 'endpoint' })
  expect(byEndpoint.items.map(({ group }) => group).sort()).toEqual(['analyze', 'drill', 'redact', 'report'])
  expect((await client.usage.sums({ ...ask, by: 'month' })).items.length).toBeGreaterThanOrEqual(2)
  expect((await client.usage.sums({ ...ask, by: 'day' })).items.length).toBeGreaterThanOrEqual(40)
})
