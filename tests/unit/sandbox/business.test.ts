import { expect, test } from 'vitest'
import { templates } from '../../../src-main/engine/templates.ts'
import { addPlanCodes } from '../../../src-main/sandbox/business/addPlanCodes.ts'
import { fillBusiness, OPEN_FOR_DAYS } from '../../../src-main/sandbox/business/fillBusiness.ts'
import type { Meter } from '../../../src-main/sandbox/business/meter.ts'
import { readHours, readUsage } from '../../../src-main/sandbox/business/readMeter.ts'
import { createMpesa } from '../../../src-main/sandbox/mpesa/createMpesa.ts'
import { createPaystack } from '../../../src-main/sandbox/paystack/createPaystack.ts'
import { createStripe, type StripeSandbox } from '../../../src-main/sandbox/stripe/createStripe.ts'
import { parseCatalogFile } from '../../../src-shared/contract/parseCatalogFile.ts'
import { fromSeconds, toInstant } from '../../../src-shared/model/instant.ts'
import { at, DAY } from './openSandbox.ts'

const CATALOGS = [...templates.values()].map((content) => {
  const read = parseCatalogFile(content)
  if (!read.ok) throw new Error('a template is faulty')
  return read.value.catalog
})

function open(iso: string, seed = 'seed') {
  const now = at(iso)
  const stripe = createStripe({
    startsAt: fromSeconds(now - OPEN_FOR_DAYS * DAY),
    seed,
    accountId: 'acct_1Business',
    tellsFrom: fromSeconds(now - 30 * DAY),
  })
  const date = new Date(now * 1000)
  const monthStartsAt = toInstant(Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), 1))
  const startsAt = fromSeconds(now - OPEN_FOR_DAYS * DAY)
  const paystack = createPaystack({ startsAt, seed, integration: 100_001 })
  const mpesa = createMpesa({ startsAt, seed, shortCode: '600123' })
  const { meters, told } = fillBusiness({ stripe, paystack, mpesa }, { seed, catalogs: CATALOGS, now: fromSeconds(now), monthStartsAt })
  for (const standIn of [stripe, paystack, mpesa]) standIn.advanceTo(fromSeconds(now))
  return { stripe, paystack, mpesa, meters, told, now }
}

/** As a demo that knows Stripe alone. */
function openAlone(iso: string) {
  const now = at(iso)
  const startsAt = fromSeconds(now - OPEN_FOR_DAYS * DAY)
  const stripe = createStripe({ startsAt, seed: 'seed', accountId: 'acct_1Business' })
  const monthStartsAt = toInstant(Date.UTC(new Date(now * 1000).getUTCFullYear(), new Date(now * 1000).getUTCMonth(), 1))
  const standIns = { stripe, paystack: null, mpesa: null }
  return { stripe, ...fillBusiness(standIns, { seed: 'seed', catalogs: CATALOGS, now: fromSeconds(now), monthStartsAt }) }
}

function read(meters: readonly Meter[], from: number, to: number): object[] {
  return meters.flatMap((meter): object[] => (meter.kind === 'hours' ? readHours(meter, from, to) : readUsage(meter, from, to)))
}

test('the same seed and instant give the same business, to the byte', () => {
  const first = open('2027-02-17T09:20:00Z')
  const second = open('2027-02-17T09:20:00Z')
  const other = open('2027-02-17T09:20:00Z', 'other')
  for (const provider of ['stripe', 'paystack', 'mpesa'] as const) {
    expect(second[provider].dump() === first[provider].dump()).toBe(true)
    expect(other[provider].dump() === first[provider].dump()).toBe(false)
  }
  expect(second.meters).toEqual(first.meters)
  expect(second.told).toEqual(first.told)
})

test.each(['2027-02-17T09:20:00Z', '2027-03-31T23:59:30Z', '2028-02-29T00:00:05Z', '2027-01-01T02:00:00Z', '2026-12-31T21:30:00Z'])(
  'laid out around %s every state of a subscription is there, and nothing lies ahead',
  (iso) => {
    const { stripe, now } = open(iso)
    const { shelves } = stripe.world
    expect(shelves.customer.all.length).toBeGreaterThanOrEqual(250)
    const statuses = Map.groupBy(shelves.subscription.all, ({ status }) => status)
    expect([...statuses.keys()].sort()).toEqual(['active', 'canceled', 'incomplete', 'past_due', 'paused', 'trialing'])
    expect(statuses.get('past_due')?.length).toBeGreaterThanOrEqual(9)
    expect(statuses.get('trialing')?.length).toBeGreaterThanOrEqual(5)
    for (const { all } of Object.values(shelves))
      for (const record of all) expect((record as { created?: number }).created ?? 0).toBeLessThanOrEqual(now)
    expect(stripe.now()).toBe(now * 1000)
  },
)

test('who pays at Stripe does the same with and without the other two', () => {
  const { stripe, meters } = open('2027-02-17T09:20:00Z')
  const alone = openAlone('2027-02-17T09:20:00Z')
  const names = (each: StripeSandbox) => each.world.shelves.customer.all.map(({ name }) => name)
  expect(names(alone.stripe).filter((name) => !names(stripe).includes(name))).toEqual([])
  expect(alone.told).toEqual({ expected: [], merges: [] })
  expect(alone.meters.length).toBeLessThan(meters.length)
})

test.each(['2027-02-17T09:20:00Z', '2027-03-31T23:59:30Z', '2028-02-29T00:00:05Z'])(
  'laid out around %s its plans have the codes that the catalogs name, and what is told lies behind',
  (iso) => {
    const { paystack, mpesa, told, now } = open(iso)
    const { data } = paystack.answer('plans.list', {}, []).body as { data: { plan_code: string; amount: number }[] }
    const files = [...templates.values()].map((content, index) => ({ content, catalog: CATALOGS[index] as (typeof CATALOGS)[number] }))
    const named = addPlanCodes(files, 'seed').map((content) => {
      const read = parseCatalogFile(content)
      if (!read.ok) throw new Error('a catalog with plan codes is faulty')
      return read.value.catalog
    })
    const codes = named.flatMap(({ plans }) =>
      Object.values(plans).flatMap(({ prices }) =>
        prices.flatMap(({ references, amount }) => (references?.paystack ? [[references.paystack, amount]] : [])),
      ),
    )
    expect(codes.sort()).toEqual(data.map(({ plan_code, amount }) => [plan_code, amount]).sort())
    expect(codes).toHaveLength(6)
    for (const { at: toldAt } of [...told.expected, ...told.merges]) expect(toldAt).toBeLessThanOrEqual(now * 1000)
    expect(new Set(told.expected.map(({ key }) => key)).size).toBe(told.expected.length)
    for (const { at: paidAt } of mpesa.world.entries) expect(paidAt).toBeLessThanOrEqual(now * 1000)
    for (const { reference } of told.expected) expect(reference).toMatch(/^(SUB-[A-Z]+-\d{13,}|IQ\d+)$/)
  },
)

test('what is counted in one span is what is counted in its parts, and no key comes twice', () => {
  const { meters, now } = open('2027-02-17T09:20:00Z')
  const whole = read(meters, 0, now + 40 * DAY)
  const parts = [0, now - 31 * DAY, now - 1, now, now + 9 * DAY, now + 40 * DAY]
  const pieces = parts.slice(1).flatMap((to, index) => read(meters, parts[index] ?? 0, to))
  const sorted = (records: object[]) => records.map((record) => JSON.stringify(record)).sort()
  expect(sorted(pieces)).toEqual(sorted(whole))
  const keys = whole.map((record) => (record as { key: string }).key)
  expect(new Set(keys).size).toBe(keys.length)
  expect(keys.length).toBeGreaterThan(30_000)
})

test.each(['00:00:10', '02:00:00', '09:20:00', '12:00:00', '17:59:59', '23:30:00'])(
  'at %s the last count of everything is what it was meant to grow to, and young enough to judge by',
  (time) => {
    const { meters, now } = open(`2027-02-17T${time}Z`)
    const stocks = meters.filter((meter) => meter.kind === 'stock').filter(({ until }) => until === null)
    expect(stocks.length).toBeGreaterThan(100)
    for (const meter of stocks) {
      const last = readUsage(meter, 0, now).at(-1)
      expect(last?.quantity, `${meter.metric} of ${meter.customer}`).toBe(meter.count)
      if (now - meter.from > DAY) expect(now - (last?.at ?? 0)).toBeLessThanOrEqual(DAY)
    }
  },
)

test('what was promised comes together to the unit', () => {
  const { meters } = open('2027-02-17T09:20:00Z')
  const promised = meters.filter(({ exact }) => exact !== null)
  expect(promised.length).toBeGreaterThanOrEqual(20)
  for (const meter of promised) {
    const { from, to, total } = meter.exact ?? { from: 0, to: 0, total: 0 }
    const sum =
      meter.kind === 'hours'
        ? readHours(meter, from - 1, to).reduce((all, { minutes }) => all + minutes, 0)
        : readUsage(meter, from - 1, to).reduce((all, { quantity }) => all + quantity, 0)
    expect(sum).toBe(total)
  }
})
