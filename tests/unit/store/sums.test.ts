import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readBilling } from '../../../src-main/domain/billing/billing.ts'
import { DAY_MS } from '../../../src-main/domain/calendar/dayMs.ts'
import type { Catalogs } from '../../../src-main/domain/catalogHistory.ts'
import type { MirroredCustomer, MirroredObject } from '../../../src-main/domain/mirrored.ts'
import { listLastDays, listLastMonths } from '../../../src-main/domain/revenue/listLastWindows.ts'
import { measureMonthlyRevenue } from '../../../src-main/domain/revenue/measureMonthlyRevenue.ts'
import { measureRevenueLines } from '../../../src-main/domain/revenue/measureRevenueLines.ts'
import { sumMovement } from '../../../src-main/domain/revenue/sumMovement.ts'
import { addUp } from '../../../src-main/domain/usage/listDaySums.ts'
import { listDays } from '../../../src-main/domain/usage/listDays.ts'
import { findFlowUse } from '../../../src-main/engine/findFlowUse.ts'
import { readDays } from '../../../src-main/engine/readDays.ts'
import type { Store } from '../../../src-main/store/openStore.ts'
import { readCompanyFacts } from '../../../src-main/store/reads/companyFacts.ts'
import type { Connection } from '../../../src-main/store/reads/connections.ts'
import { digestDerived } from '../../../src-main/store/reads/digestDerived.ts'
import { examineSums } from '../../../src-main/store/reads/examineSums.ts'
import { listRevenue } from '../../../src-main/store/reads/figures.ts'
import { countStatuses } from '../../../src-main/store/reads/overviewRows.ts'
import { sumPayments } from '../../../src-main/store/reads/paymentDays.ts'
import { readMovement } from '../../../src-main/store/reads/readMovement.ts'
import { listUsageDays } from '../../../src-main/store/reads/usageDays.ts'
import { deriveAllFigures, deriveCompanyFigures, deriveDue } from '../../../src-main/store/writes/deriveFigures.ts'
import { rebuildDerived } from '../../../src-main/store/writes/rebuildDerived.ts'
import { saveUsage } from '../../../src-main/store/writes/saveUsage.ts'
import { commitObjects } from '../../../src-main/sync/commitObjects.ts'
import { type Instant, toInstant } from '../../../src-shared/model/instant.ts'
import { catalogs } from '../domain/entitlement/makeFacts.ts'
import { CONTENTS, makeBilled } from './makeBilled.ts'
import { makeConnectedStore, NOW } from './makeStore.ts'

const RUNS = Number(process.env['TIERDESK_LIVES'] ?? 25)
const SEED = Number(process.env['TIERDESK_SEED'] ?? 20261121)
const TIMEOUT_MS = Math.max(60_000, RUNS * 2_000)
/** As `makeConnectedStore` says. */
const ZONE = 'Africa/Nairobi'
const CUSTOMERS = ['cus_1', 'cus_2', 'cus_3']
const AMOUNTS = [0, 49_00, 99_00, 299_00]

type Step =
  | {
      what: 'subscription'
      ref: number
      customer: number
      amount: number
      status: 'active' | 'past-due' | 'paused' | 'trialing'
      days: number
      ends: number | null
    }
  | { what: 'payment'; ref: number; customer: number | null; amount: number; status: 'succeeded' | 'failed' | 'pending'; days: number }
  | { what: 'usage'; customer: number; metric: 'positions' | 'api-calls'; quantity: number; days: number; value: string | null }
  | { what: 'wait'; days: number }

const customer = fc.integer({ min: 0, max: CUSTOMERS.length - 1 })
const ref = fc.integer({ min: 0, max: 3 })
const amount = fc.constantFrom(...AMOUNTS)
/** How long ago; some of it ahead. */
const days = fc.integer({ min: -3, max: 400 })

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    ...{ what: fc.constant('subscription' as const), ref, customer, amount, days },
    status: fc.constantFrom('active' as const, 'active' as const, 'past-due' as const, 'paused' as const, 'trialing' as const),
    ends: fc.option(fc.integer({ min: -20, max: 60 }), { nil: null }),
  }),
  fc.record({
    ...{ what: fc.constant('payment' as const), ref, amount, days },
    customer: fc.option(customer, { nil: null, freq: 4 }),
    status: fc.constantFrom('succeeded' as const, 'failed' as const, 'pending' as const),
  }),
  fc.record({
    ...{ what: fc.constant('usage' as const), customer, days: fc.integer({ min: 0, max: 60 }), quantity: fc.integer({ min: 0, max: 9 }) },
    metric: fc.constantFrom('positions' as const, 'api-calls' as const),
    value: fc.constantFrom(null, 'analyze', 'redact'),
  }),
  fc.record({ what: fc.constant('wait' as const), days: fc.integer({ min: 1, max: 40 }) }),
)

/** A workspace in the test's hand, of which each step is one transaction. */
function open(known: Catalogs = catalogs) {
  const { store, connection } = makeConnectedStore()
  const world = { store, connection, now: NOW as Instant, told: 0, catalogs: known }
  take(
    world,
    CUSTOMERS.map((each): MirroredCustomer => {
      const columns = { ref: each, name: each, email: null, phone: null, currency: null, namedCompany: null, createdAt: NOW }
      return { kind: 'customer', ...columns, json: JSON.stringify(columns) }
    }),
  )
  return world
}

interface World {
  store: Store
  connection: Connection
  now: Instant
  told: number
  catalogs: Catalogs
}

function take({ store, connection, now, catalogs: known }: World, objects: readonly MirroredObject[]): void {
  const parts = { connection, figures: () => ({ catalogs: known, zone: ZONE }) }
  store.transact((tx) => commitObjects(tx, parts, { fetched: objects.map((object) => ({ object, answeredAt: now })) }, now))
}

function carryOut(world: World, given: Step): void {
  const ago = (count: number) => toInstant(world.now - count * DAY_MS)
  world.now = toInstant(world.now + 1_000)
  switch (given.what) {
    case 'subscription': {
      const [item] = CONTENTS.subscription.items
      if (!item) throw new Error('a subscription has an item')
      const startedAt = ago(Math.max(given.days, 0))
      const content = {
        ...{ status: given.status, startedAt, cancelAt: given.ends === null ? null : ago(given.ends) },
        trialEnd: given.status === 'trialing' ? ago(-5) : null,
        items: [{ ...item, terms: { ...item.terms, amount: given.amount }, periodStart: ago(3), periodEnd: ago(-27) }],
      }
      take(world, [
        makeBilled('subscription', content, { ref: `sub_${given.ref}`, customer: CUSTOMERS[given.customer] ?? null, createdAt: startedAt }),
      ])
      break
    }
    case 'payment': {
      const at = ago(given.days)
      const content = {
        ...{ status: given.status, amount: given.amount, amountReceived: given.amount, plan: 'trading.pro' },
        succeededAt: given.status === 'succeeded' ? at : null,
        failedAt: given.status === 'failed' ? at : null,
      }
      const owner = given.customer === null ? null : (CUSTOMERS[given.customer] ?? null)
      take(world, [makeBilled('payment', content, { ref: `pi_${given.ref}`, customer: owner, createdAt: at })])
      break
    }
    case 'usage': {
      const product = given.metric === 'positions' ? 'trading' : 'threat-analytics'
      const dimension = given.metric === 'api-calls' && given.value !== null ? { name: 'endpoint', value: given.value } : null
      world.told += 1
      const record = {
        product,
        metric: given.metric,
        key: `k${world.told}`,
        quantity: given.quantity,
        at: ago(given.days),
        dimension,
        source: 'test',
      }
      world.store.transact((tx) => {
        const [id, company] = listCompanies(world)[given.customer] ?? [0, '']
        saveUsage(tx, [{ company, ...record }], world.now)
        deriveCompanyFigures(tx, { catalogs: world.catalogs, zone: ZONE, now: world.now }, [id])
      })
      break
    }
    case 'wait':
      world.now = toInstant(world.now + given.days * DAY_MS)
      world.store.transact((tx) => deriveDue(tx, { catalogs: world.catalogs, zone: ZONE, now: world.now }))
  }
}

function listCompanies({ store }: World): [id: number, ref: string][] {
  return store.read.sqlite.prepare('select id, ref from company order by id').raw().all() as [number, string][]
}

/** Fails where a sum is not what its rows come to, or an answer from sums is not what the facts say. */
function expectToAddUp(world: World): void {
  const { read } = world.store
  expect(examineSums(read, { catalogs: world.catalogs, zone: ZONE }).filter(({ ok }) => !ok)).toEqual([])
  const companies = listCompanies(world)
  const billings = companies.map(([id]) => readBilling(readCompanyFacts(read, id, null), world.catalogs))
  for (const [index, [id]] of companies.entries()) {
    const billing = billings[index]
    if (billing) expect(listRevenue(read, id, world.now)).toEqual(measureMonthlyRevenue(billing, world.now))
  }
  const months = listLastMonths(world.now, ZONE, 12)
  const instants = [...months.map(({ start }) => start), world.now]
  const measured = sumMovement(
    billings.flatMap((billing) => measureRevenueLines(billing, instants)),
    instants,
  )
  for (const [currency, movement] of readMovement(read, instants, ZONE))
    expect(movement).toEqual(
      measured.get(currency) ?? months.map(() => ({ new: 0, expansion: 0, reactivation: 0, contraction: 0, churn: 0, end: 0 })),
    )
  expectUsage(
    world,
    companies.map(([, company]) => company),
  )
  expectUseOfCompanies(world)
  const inTime = read.sqlite.prepare("select sum(amount) from payment where status = 'succeeded' and at >= ? and at <= ?").pluck()
  const lastDays = listLastDays(world.now, ZONE, 30)
  const sum = lastDays.flatMap((day) => sumPayments(read, day, world.now)).reduce((total, each) => total + each.amount, 0)
  expect(sum).toBe(Number(inTime.get(lastDays[0]?.start, world.now) ?? 0))
  const holding = read.sqlite.prepare('select count(*) from company_product where changes_at is null or changes_at > ?').pluck()
  const counted = countStatuses(read, world.now, { graceMs: DAY_MS, trialMs: 7 * DAY_MS }).reduce((total, { count }) => total + count, 0)
  expect(counted).toBe(holding.get(world.now))
}

function expectUsage({ store, now, catalogs: known }: World, companies: readonly string[]): void {
  const [from, to] = [toInstant(Date.parse('2026-09-30T21:00:00Z')), toInstant(now + 1)]
  for (const [product, metric] of [
    ['trading', 'positions'],
    ['threat-analytics', 'api-calls'],
  ] as const) {
    const history = known.get(product)
    const kind = history?.versions.findLast(({ catalog }) => Object.hasOwn(catalog.metrics, metric))?.catalog.metrics[metric]?.kind
    if (!history || !kind) throw new Error(`${product} has ${metric}`)
    const counted = readDays(store.read, { customers: companies.map((own) => ({ own, company: own })), history, metric, kind, from, to })
    expect(addUp(listUsageDays(store.read, { product, metric, kind, days: listDays(from, to, ZONE) }))).toEqual(counted)
  }
}

/** Of whole months, of parts of some, of a span that ends before the newest record, and of one that ends after it. */
const SPANS = [
  ['2026-09-30T21:00:00Z', '2026-10-31T21:00:00Z'],
  ['2026-10-31T21:00:00Z', '2026-12-31T21:00:00Z'],
  ['2026-09-30T21:00:00Z', '2027-01-12T00:00:00Z'],
  ['2026-10-11T08:00:00Z', '2026-11-20T21:00:00Z'],
  ['2026-11-03T00:00:00Z', '2026-11-18T00:00:00Z'],
  ['2026-10-31T21:00:00Z', '2026-11-15T00:00:00Z'],
] as const

function expectUseOfCompanies({ store: { read } }: World): void {
  const told = read.sqlite.prepare(
    `select company, sum(quantity) as quantity, count(*) as records, max(at) as asOf from usage_record
    where metric = 'api-calls' and at >= ? and at < ? group by company order by company`,
  )
  for (const span of SPANS) {
    const [from, to] = span.map((text) => toInstant(Date.parse(text))) as [Instant, Instant]
    const { most, companies, quantity } = findFlowUse(read, {
      ...{ product: 'threat-analytics', metric: 'api-calls', from, to },
      ...{ limit: CUSTOMERS.length, most: null },
    })
    const found = most.map(({ name: _, ...use }) => use).sort((a, b) => (a.company < b.company ? -1 : 1))
    expect(found, span.join(' to ')).toEqual(told.all(from, to))
    expect(companies).toBe(found.length)
    expect(quantity).toBe(found.reduce((sum, use) => sum + use.quantity, 0))
  }
}

test('after every step the sums are what is counted again, and a rebuild changes nothing', { timeout: TIMEOUT_MS }, () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 14 }), (steps) => {
      const world = open()
      for (const each of steps) {
        carryOut(world, each)
        expectToAddUp(world)
      }
      world.store.transact((tx) => {
        const context = { catalogs: world.catalogs, zone: ZONE, now: world.now }
        deriveDue(tx, context)
        const everybody = listCompanies(world).map(([id]) => id)
        expect(deriveCompanyFigures(tx, context, everybody), 'nobody is kept otherwise than derived').toEqual([])
        deriveAllFigures(tx, context)
        const before = digestDerived(tx)
        rebuildDerived(tx, context)
        expect(digestDerived(tx)).toEqual(before)
      })
      expectToAddUp(world)
    }),
    { numRuns: RUNS, seed: SEED },
  )
})

test('a day whose sums have come to nothing has none, whether they were above it or below', () => {
  const world = open()
  const begun = { what: 'subscription', ref: 0, customer: 0, amount: 49_00, status: 'active', days: 0, ends: -1 } as const
  for (const each of [begun, { ...begun, amount: 0, ends: null }, { what: 'wait', days: 1 } as const]) {
    carryOut(world, each)
    expectToAddUp(world)
  }
})

describe('a sum that drifted is found', () => {
  test.each<[what: string, names: string, fault: string]>([
    ['revenue that no step brought', 'revenue by day', 'update revenue_day set new = new + 1'],
    ['a step that was dropped without its day', 'revenue by day', 'delete from revenue_change'],
    ['a payment counted twice', 'payments by day', 'update payment_day set succeeded = succeeded + 1'],
    ['a payment on another day', 'payments by day', `update payment set at = at - ${2 * DAY_MS}`],
    ['a status that nobody has', 'counts by status', "update status_count set status = 'paused'"],
    ['use that nobody told', 'usage by day, usage by company and month', 'update usage_day set quantity = quantity + 1'],
    ['use on another day', 'usage by day', "update usage_day set day = '2026-11-01'"],
    ['use of which no day is left', 'usage by day, usage by company and month', 'delete from usage_day'],
    ['use of a month that nobody told', 'usage by month, usage by company and month', 'update usage_month set quantity = quantity + 1'],
    ['use in another month', 'usage by month, usage by company and month', 'update usage_month set month = month - 2000000000'],
    ['use of which no month is left', 'usage by month, usage by company and month', 'delete from usage_month'],
    ['use of a month by more than there are', 'usage by month', 'update usage_month_sum set companies = companies + 1'],
    ['a record that no sum counts as added', 'usage by day', 'update usage_summed set newest_at = newest_at - 1'],
  ])('%s', (_, names, fault) => {
    const world = open()
    carryOut(world, { what: 'subscription', ref: 1, customer: 0, amount: 99_00, status: 'active', days: 40, ends: null })
    carryOut(world, { what: 'payment', ref: 1, customer: 1, amount: 99_00, status: 'succeeded', days: 2 })
    carryOut(world, { what: 'usage', customer: 1, metric: 'positions', quantity: 3, days: 2, value: null })
    carryOut(world, { what: 'usage', customer: 1, metric: 'api-calls', quantity: 7, days: 2, value: 'analyze' })
    expectToAddUp(world)
    world.store.transact(({ sqlite }) => sqlite.prepare(fault).run())
    expect(
      examineSums(world.store.read, { catalogs: world.catalogs, zone: ZONE }).flatMap((check) => (check.ok ? [] : check.name)),
    ).toEqual(names.split(', '))
    expect(() => expectToAddUp(world)).toThrow()
    world.store.transact((tx) => rebuildDerived(tx, { catalogs: world.catalogs, zone: ZONE, now: world.now }))
    expectToAddUp(world)
  })

  test('usage that was told and is in no sum', () => {
    const world = open()
    carryOut(world, { what: 'usage', customer: 0, metric: 'positions', quantity: 3, days: 2, value: null })
    const [, company] = listCompanies(world)[0] ?? [0, '']
    const record = {
      company,
      product: 'trading',
      metric: 'positions',
      key: 'late',
      quantity: 8,
      at: toInstant(NOW - 9 * DAY_MS),
      dimension: null,
      source: 'test',
    }
    world.store.transact((tx) => saveUsage(tx, [record], NOW))
    expect(() => expectToAddUp(world)).toThrow()
    world.store.transact((tx) => deriveAllFigures(tx, { catalogs: world.catalogs, zone: ZONE, now: world.now }))
    expectToAddUp(world)
  })
})

test('a metric that becomes another kind of thing is added up as that', () => {
  const world = open()
  for (const quantity of [3, 5, 4])
    carryOut(world, { what: 'usage', customer: 0, metric: 'positions', quantity, days: 9 - quantity, value: null })
  const trading = catalogs.get('trading')
  const [version] = trading?.versions ?? []
  const positions = version?.catalog.metrics['positions']
  if (!trading || !version || !positions) throw new Error('trading has positions')
  const catalog = { ...version.catalog, metrics: { ...version.catalog.metrics, positions: { ...positions, kind: 'flow' as const } } }
  world.catalogs = new Map([...catalogs, ['trading', { ...trading, versions: [{ ...version, catalog }] }]])
  world.store.transact((tx) => deriveAllFigures(tx, { catalogs: world.catalogs, zone: ZONE, now: world.now }))
  expectToAddUp(world)
})

test('what derives a company again that did not change writes nothing', () => {
  const world = open()
  carryOut(world, { what: 'subscription', ref: 1, customer: 0, amount: 99_00, status: 'active', days: 40, ends: null })
  carryOut(world, { what: 'payment', ref: 1, customer: 0, amount: 99_00, status: 'succeeded', days: 2 })
  const changes = () => Number(world.store.read.sqlite.prepare('select total_changes()').pluck().get())
  const before = changes()
  world.store.transact((tx) => deriveAllFigures(tx, { catalogs: world.catalogs, zone: ZONE, now: world.now }))
  expect(changes()).toBe(before)
})
