import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Billing, readBilling } from '../../../../src-main/domain/billing/billing.ts'
import { DAY_MS } from '../../../../src-main/domain/calendar/dayMs.ts'
import { findDay } from '../../../../src-main/domain/calendar/findDay.ts'
import type { CompanyFacts } from '../../../../src-main/domain/companyFacts.ts'
import { listLastMonths } from '../../../../src-main/domain/revenue/listLastWindows.ts'
import { listRevenueChanges, type RevenueChange } from '../../../../src-main/domain/revenue/listRevenueChanges.ts'
import { listRevenueSteps, type RevenueStep } from '../../../../src-main/domain/revenue/listRevenueSteps.ts'
import { measureMonthlyRevenue } from '../../../../src-main/domain/revenue/measureMonthlyRevenue.ts'
import { measureRevenueLines } from '../../../../src-main/domain/revenue/measureRevenueLines.ts'
import { createMovement, type Movement, sumMovement } from '../../../../src-main/domain/revenue/sumMovement.ts'
import { type Instant, toInstant } from '../../../../src-shared/model/instant.ts'
import { company } from '../entitlement/companies.ts'
import { hostileFacts, instant } from '../entitlement/hostileFacts.ts'
import { at, catalogs, makeContent, makeFacts, makeItem, makeSubscription } from '../entitlement/makeFacts.ts'

const RUNS = Number(process.env['TIERDESK_LIVES'] ?? 300)
const SEED = Number(process.env['TIERDESK_SEED'] ?? 20261121)
const RUN = { numRuns: RUNS, seed: SEED }
const TIMEOUT_MS = Math.max(60_000, RUNS * 40)
const KINDS = ['new', 'expansion', 'reactivation', 'contraction', 'churn'] as const
const ZONES = ['Africa/Nairobi', 'America/St_Johns', 'Europe/Berlin', 'Pacific/Apia', 'UTC']

const facts: fc.Arbitrary<CompanyFacts> = fc.oneof(company, hostileFacts)

function readAt(steps: Map<string, RevenueStep[]>, when: Instant) {
  return [...steps]
    .flatMap(([currency, own]) => {
      const amount = own.findLast((step) => step.at <= when)?.amount ?? 0
      return amount === 0 ? [] : [{ currency, amount }]
    })
    .sort((a, b) => (a.currency < b.currency ? -1 : 1))
}

/** Around every instant that any fact names, and between them. */
function listProbes(given: CompanyFacts): Instant[] {
  const named = [...JSON.stringify(given.billed).matchAll(/\b1[67]\d{11}\b/g)].map(([text]) => Number(text))
  const probes = named.flatMap((each) => [-1, 0, 1, 7 * DAY_MS - 1, 7 * DAY_MS, 3.5 * DAY_MS].map((by) => toInstant(each + by)))
  return [...new Set(probes)]
}

test('the steps of a company’s monthly revenue are what is measured at any instant', { timeout: TIMEOUT_MS }, () => {
  fc.assert(
    fc.property(facts, instant, (given, when) => {
      const billing = readBilling(given, catalogs)
      const steps = listRevenueSteps(billing)
      for (const probe of [when, ...listProbes(given)])
        expect(readAt(steps, probe), String(probe)).toEqual(measureMonthlyRevenue(billing, probe))
    }),
    RUN,
  )
})

/** The movement from a month's start to an instant, as the parts of the steps add up. */
function addUp(changes: readonly RevenueChange[], start: Instant, end: Instant): Movement {
  const movement = createMovement()
  for (const change of changes) {
    if (change.at > end) continue
    for (const kind of KINDS) {
      movement.end += change[kind]
      if (change.at > start) movement[kind] += change[kind]
    }
  }
  return movement
}

/** Fails where the parts say another movement of the last twelve months than the lines that were measured month by month. */
function expectSameMovement(billing: Billing, changes: readonly RevenueChange[], now: Instant, zone: string): void {
  const months = listLastMonths(now, zone, 12)
  const instants = [...months.map(({ start }) => start), now]
  const measured = sumMovement(measureRevenueLines(billing, instants), instants)
  for (const currency of new Set([...measured.keys(), ...changes.map((change) => change.currency)])) {
    const own = changes.filter((change) => change.currency === currency)
    const added = months.map(({ start }, index) => addUp(own, start, instants[index + 1] ?? now))
    expect(added).toEqual(measured.get(currency) ?? months.map(createMovement))
  }
}

const when = fc.oneof(
  instant,
  fc.integer({ min: 0, max: 500 }).map((day) => findDay(toInstant(at('2026-01-01') + day * DAY_MS), 'Africa/Nairobi').start),
)

test('the parts of the steps add up to the movement that is measured, in any zone and up to any instant', { timeout: TIMEOUT_MS }, () => {
  fc.assert(
    fc.property(facts, when, fc.constantFrom(...ZONES), (given, now, zone) => {
      const billing = readBilling(given, catalogs)
      expectSameMovement(billing, listRevenueChanges(billing, zone), now, zone)
    }),
    RUN,
  )
})

test('a part that is left out, or counted in another month, is found by that comparison', () => {
  const item = (start: string) => makeItem('trading.pro.month', start, '2026-09-01')
  const given = makeFacts([
    makeSubscription('sub_1', [
      ['2026-02-10T08:00:00Z', makeContent([item('2026-02-10')], { startedAt: at('2026-02-10'), endedAt: at('2026-04-20') })],
    ]),
    makeSubscription('sub_2', [['2026-06-10T08:00:00Z', makeContent([item('2026-06-10')], { startedAt: at('2026-06-10') })]]),
  ])
  const billing = readBilling(given, catalogs)
  const changes = listRevenueChanges(billing, 'Africa/Nairobi')
  const now = at('2026-07-15')
  expect(changes.length).toBe(3)
  expectSameMovement(billing, changes, now, 'Africa/Nairobi')
  expect(() => expectSameMovement(billing, changes.slice(1), now, 'Africa/Nairobi')).toThrow()
  const moved = changes.map((change) => ({ ...change, at: toInstant(change.at - 31 * DAY_MS) }))
  expect(() => expectSameMovement(billing, moved, now, 'Africa/Nairobi')).toThrow()
})

test('an instant at which a month begins belongs to the one before it', () => {
  const start = at('2026-02-28T21:00:00Z')
  const begun = makeSubscription('sub_1', [
    ['2026-02-28T21:00:00Z', makeContent([makeItem('trading.pro.month', '2026-02-28T21:00:00Z', '2026-06-01')], { startedAt: start })],
  ])
  const [change] = listRevenueChanges(readBilling(makeFacts([begun]), catalogs), 'Africa/Nairobi')
  expect(change).toMatchObject({ at: start, amount: 9900, new: 9900, day: at('2026-02-27T21:00:00Z') })
})
