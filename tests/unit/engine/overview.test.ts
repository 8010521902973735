import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createEngine, type Engine } from '../../../src-main/engine/createEngine.ts'
import type { OverviewAnswer } from '../../../src-shared/contract/overview.ts'
import { type Instant, parseInstant, toIso } from '../../../src-shared/model/instant.ts'
import { type Lantern, makeLantern } from '../../fixtures/makeLantern.ts'
import { openMirrored, readAll } from '../startup/openDemo.ts'

const HOUR_MS = 3_600_000
/** A whole demo is made and mirrored, beside other tests. */
const DEMO_MS = 120_000

function at(text: string): Instant {
  const instant = parseInstant(text)
  if (instant === null) throw new Error(`"${text}" is no instant`)
  return instant
}

/** Months in which anything changed, as `month new expansion reactivation contraction churn end`. */
function writeMovement({ movement }: OverviewAnswer, currency: string): string[] {
  const months = movement.find((lane) => lane.currency === currency)?.months ?? []
  expect(months).toHaveLength(12)
  return months
    .filter((month, index) => month.end !== (months[index - 1]?.end ?? 0) || month.new !== 0)
    .map((month) => [month.month, month.new, month.expansion, month.reactivation, month.contraction, month.churn, month.end].join(' '))
}

/** Days on which anything was paid or failed, as `day amount count failed`. */
function writePayments({ payments }: OverviewAnswer, currency: string): string[] {
  const days = payments.find((lane) => lane.currency === currency)?.days ?? []
  expect(days).toHaveLength(30)
  return days
    .filter(({ count, failed }) => count + failed > 0)
    .map(({ day, amount, count, failed }) => `${day} ${amount} ${count} ${failed}`)
}

function writeNear({ near }: OverviewAnswer): string[] {
  return near.items.map(
    ({ name, plan, metric, used, limit, level, reachedAt }) =>
      `${name}: ${plan} ${metric} ${used} of ${limit} ${level}${reachedAt === null ? '' : ` until ${toIso(reachedAt)}`}`,
  )
}

/** Each end is the one before it and all that happened since. */
function expectToAddUp({ movement, mrr }: OverviewAnswer): void {
  for (const { currency, months } of movement) {
    for (const [index, month] of months.entries()) {
      const before = months[index - 1]
      if (!before) continue
      const { new: gained, expansion, reactivation, contraction, churn, end } = month
      expect(before.end + gained + expansion + reactivation + contraction + churn, `${currency} ${month.month}`).toBe(end)
    }
    expect(mrr.find((each) => each.currency === currency)?.amount ?? 0).toBe(months.at(-1)?.end)
  }
}

describe('of Lantern', () => {
  let lantern: Lantern
  let engine: Engine

  beforeAll(async () => {
    lantern = await makeLantern()
    const folder = lantern.ports.environment('TIERDESK_WORKSPACE') ?? ''
    engine = createEngine(lantern.ports, { folder, access: 'read', what: 'a test', pollMs: null })
  })
  afterAll(async () => {
    await engine.stop()
    await lantern.end()
  })

  const ask = (when: string | null = null) => engine.client.overview.get(when === null ? {} : { at: at(when) })

  test('it is what comes in, who has which status, and what waits for staff', async () => {
    const { asOf, mrr, statuses, graceEndingSoon, trialsEndingSoon, unmatched } = await ask()
    expect({ asOf, mrr, statuses, graceEndingSoon, trialsEndingSoon, unmatched }).toEqual({
      asOf: at('2026-05-20T09:00:00Z'),
      mrr: [
        { currency: 'NGN', amount: 230_833_32 },
        { currency: 'USD', amount: 5_104_45 },
      ],
      statuses: { trialing: 1, active: 15, grace: 1, paused: 1, canceled: 3, expired: 1, none: 1 },
      graceEndingSoon: 0,
      trialsEndingSoon: 0,
      unmatched: { count: 4, oldestAt: at('2026-05-07T12:00:00Z') },
    })
  })

  test('the movement names what each month brought, by the months of the zone', async () => {
    const overview = await ask()
    expect(overview.movement.map(({ currency }) => currency)).toEqual(['NGN', 'USD'])
    expect(overview.movement[0]?.months.map(({ month }) => month)).toEqual([
      ...['2025-06', '2025-07', '2025-08', '2025-09', '2025-10', '2025-11'],
      ...['2025-12', '2026-01', '2026-02', '2026-03', '2026-04', '2026-05'],
    ])
    // Serengeti began on 31 January at 22:00 UTC: on 1 February in Nairobi.
    expect(writeMovement(overview, 'USD')).toEqual([
      '2025-12 9900 0 0 0 0 9900',
      '2026-01 92800 0 0 0 0 102700',
      '2026-02 322700 0 0 0 0 425400',
      '2026-03 12800 0 0 0 0 438200',
      // Table's second subscription; Spree is gone.
      '2026-04 125045 29900 0 0 -9900 583245',
      // Harmattan, Naivasha and Gulu went up; Nimbus is beyond its grace, Atlas paused, Kigali gone.
      '2026-05 0 97000 0 0 -169800 510445',
    ])
    expect(writeMovement(overview, 'NGN')).toEqual([
      '2026-01 15000000 0 0 0 0 15000000',
      '2026-02 2083332 0 0 0 0 17083332',
      '2026-03 6000000 0 0 0 0 23083332',
    ])
    expectToAddUp(overview)
  })

  test('payments are counted on the days of the zone, what failed beside what succeeded', async () => {
    const overview = await ask()
    expect(overview.payments.map(({ provider, currency }) => `${provider} ${currency}`)).toEqual(['stripe KES', 'stripe NGN', 'stripe USD'])
    expect(overview.payments[0]?.days.map(({ day }) => day).filter((_, index) => index % 29 === 0)).toEqual(['2026-04-21', '2026-05-20'])
    // What matches nothing is no success: Zanzibar paid too little on the 11th.
    expect(writePayments(overview, 'KES')).toEqual(['2026-05-02 150000 1 0', '2026-05-19 0 0 1'])
    expect(writePayments(overview, 'NGN')).toEqual(['2026-04-21 6000000 1 0', '2026-05-15 15000000 1 0'])
    expect(writePayments(overview, 'USD')).toEqual([
      '2026-04-22 25245 1 0',
      '2026-04-24 2900 1 0',
      '2026-04-25 19800 2 0',
      '2026-04-28 9900 1 0',
      // Serengeti paid at 23:05 UTC on 30 April.
      '2026-05-01 459900 2 0',
      '2026-05-02 29900 1 0',
      '2026-05-03 9900 1 0',
      '2026-05-05 2900 1 0',
      '2026-05-06 4200 1 1',
      '2026-05-08 450000 1 0',
      '2026-05-16 90000 1 1',
    ])
  })

  test('who is near a limit stands by the share of it, and says when it is reached', async () => {
    const overview = await ask()
    expect(overview.near.total).toBe(5)
    // 99 in 433 hours are 100 in 437 hours, 22 minutes and 26 seconds.
    expect(writeNear(overview)).toEqual([
      'Nimbus Freight: free positions 20 of 5 blocked',
      'Spree Algo: free positions 7 of 5 blocked',
      'Kilimani Desk: pro positions 50 of 50 blocked',
      'Serengeti Lodges: director requests-per-day 4 of 4 blocked',
      'Tidewater Frames: pro images 99 of 100 warn until 2026-05-20T13:22:25.455Z',
    ])
  })

  test('as of now it is the same, whether it was kept or is derived', async () => {
    expect(await ask('2026-05-20T09:00:00Z')).toEqual(await ask())
  })

  test('as of an instant it is what was so then, by all that is known now', async () => {
    const overview = await ask('2026-04-30T21:00:00Z')
    const { mrr, statuses, unmatched, movement } = overview
    expect(mrr).toEqual([
      { currency: 'NGN', amount: 230_833_32 },
      { currency: 'USD', amount: 5_832_45 },
    ])
    expect(statuses).toEqual({ trialing: 0, active: 17, grace: 0, paused: 0, canceled: 1, expired: 0, none: 1 })
    expect(unmatched).toEqual({ count: 0, oldestAt: null })
    // In Nairobi May begins at that instant: nothing has moved in it.
    expect(movement[1]?.months.slice(-2)).toEqual([
      { month: '2026-04', new: 125_045, expansion: 29_900, reactivation: 0, contraction: 0, churn: -9_900, end: 583_245 },
      { month: '2026-05', new: 0, expansion: 0, reactivation: 0, contraction: 0, churn: 0, end: 583_245 },
    ])
    expect(writePayments(overview, 'USD').at(-1)).toBe('2026-04-28 9900 1 0')
    expectToAddUp(overview)
  })

  test('an end is soon within 24 hours of a grace and 7 days of a trial, the last instant included', async () => {
    const soon = async (when: string) => {
      const { graceEndingSoon, trialsEndingSoon } = await ask(when)
      return [graceEndingSoon, trialsEndingSoon]
    }
    expect(await soon('2026-05-22T07:59:59Z')).toEqual([0, 0])
    expect(await soon('2026-05-22T08:00:00Z')).toEqual([0, 1])
    expect(await soon('2026-05-22T10:00:00Z')).toEqual([1, 1])
    expect(await soon('2026-05-23T10:00:00Z')).toEqual([0, 1])
  })

  test('nobody asks for an overview of times without days', async () => {
    for (const when of [-8_640_000_000_000_000, 0, 8_640_000_000_000_000])
      await expect(engine.client.overview.get({ at: when as Instant })).rejects.toMatchObject({ code: 'REFUSED', data: { code: 'usage' } })
  })

  test('what the clock has made old is derived anew', async () => {
    await lantern.ports.clock.wait(77 * HOUR_MS)
    const now = await ask()
    expect(toIso(now.asOf)).toBe('2026-05-23T14:00:00Z')
    expect(now).toEqual(await ask('2026-05-23T14:00:00Z'))
    // Heron's days of grace are over: what it brought in is gone, and a day of Serengeti's requests too.
    expect(now.statuses).toEqual({ trialing: 1, active: 15, grace: 0, paused: 1, canceled: 3, expired: 2, none: 1 })
    expect(now.mrr[1]).toEqual({ currency: 'USD', amount: 5_104_45 - 29_00 })
    expect(writeNear(now).filter((line) => line.includes('requests-per-day'))).toEqual([])
  })
})

test('of a whole demo every figure is that of the lists', { timeout: DEMO_MS }, async () => {
  const { workspace, ports } = await openMirrored()
  const { client } = workspace
  const overview = await client.overview.get({})
  expect(await client.overview.get({ at: ports.clock.now() })).toEqual(overview)
  expectToAddUp(overview)

  const companies = await readAll((cursor) => client.companies.list({ limit: 1000, cursor }))
  const mrr = Map.groupBy(
    companies.flatMap((company) => company.mrr),
    ({ currency }) => currency,
  )
  expect(overview.mrr.map(({ currency, amount }) => [currency, amount])).toEqual(
    [...mrr]
      .map(([currency, own]) => [currency, own.reduce((sum, { amount }) => sum + amount, 0)])
      .sort((a, b) => Number(b[1]) - Number(a[1])),
  )
  const held = companies.flatMap(({ id, subscriptions }) => subscriptions.map((each) => ({ id, ...each })))
  for (const [status, count] of Object.entries(overview.statuses))
    expect(held.filter((each) => each.status === status).length, status).toBe(count)
  const isSoon = (status: string, hours: number) => (each: (typeof held)[number]) =>
    each.status === status && each.until !== null && each.until > overview.asOf && each.until - overview.asOf <= hours * HOUR_MS
  expect(overview.graceEndingSoon).toBe(held.filter(isSoon('grace', 24)).length)
  expect(overview.trialsEndingSoon).toBe(held.filter(isSoon('trialing', 24 * 7)).length)

  const payments = await readAll((cursor) => client.payments.list({ limit: 1000, cursor }))
  const unmatched = payments.filter(({ status }) => status === 'unmatched')
  expect(overview.unmatched).toEqual({ count: unmatched.length, oldestAt: Math.min(...unmatched.map((payment) => payment.at)) })
  for (const { provider, currency, days } of overview.payments) {
    const start = at(`${days[0]?.day}T00:00:00+03:00`)
    const within = payments.filter((payment) => payment.provider === provider && payment.currency === currency && payment.at >= start)
    const succeeded = within.filter(({ status }) => status === 'succeeded')
    expect(days.reduce((sum, { amount }) => sum + amount, 0)).toBe(succeeded.reduce((sum, { amount }) => sum + amount, 0))
    expect(days.reduce((sum, { count }) => sum + count, 0)).toBe(succeeded.length)
    expect(days.reduce((sum, { failed }) => sum + failed, 0)).toBe(within.filter(({ status }) => status === 'failed').length)
  }

  const entitlements = await Promise.all(held.map(({ id, product }) => client.entitlements.get({ company: id, product })))
  const near = entitlements
    .flatMap(({ usage }) => Object.values(usage))
    .filter(({ used, limit }) => used !== null && typeof limit === 'number' && limit > 0 && used >= 0.75 * limit)
  expect(overview.near.total).toBe(near.length)
  expect(overview.near.items).toHaveLength(10)
  const shares = overview.near.items.map(({ used, limit }) => used / Number(limit))
  expect(shares).toEqual(
    near
      .map(({ used, limit }) => Number(used) / Number(limit))
      .sort((a, b) => b - a)
      .slice(0, 10),
  )

  // A month that is over ended as the overview of its end says.
  const then = await client.overview.get({ at: at('2026-12-31T21:00:00Z') })
  expectToAddUp(then)
  for (const { currency, months } of overview.movement)
    expect(then.mrr.find((each) => each.currency === currency)?.amount).toBe(months.find(({ month }) => month === '2026-12')?.end)
})
