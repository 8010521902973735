import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Discount } from '../../../../src-main/domain/billing/billedObject.ts'
import { readBilling } from '../../../../src-main/domain/billing/billing.ts'
import type { BilledFact } from '../../../../src-main/domain/companyFacts.ts'
import { measureMonthlyRevenue } from '../../../../src-main/domain/revenue/measureMonthlyRevenue.ts'
import { measureRevenueLines } from '../../../../src-main/domain/revenue/measureRevenueLines.ts'
import { type Instant, toInstant, toIso } from '../../../../src-shared/model/instant.ts'
import { hostileFacts } from '../entitlement/hostileFacts.ts'
import { life } from '../entitlement/lives.ts'
import { at, catalogs, makeContent, makeFacts, makeInvoice, makeItem, makePrice, makeSubscription } from '../entitlement/makeFacts.ts'
import { comeLate, toFacts } from '../entitlement/subscriptionLife.ts'

const DAY_MS = 86_400_000
const PRO = 'trading.pro.month'
const INSTANTS = ['2026-02-01', '2026-03-01', '2026-04-01', '2026-05-01'].map(at)

function lines(...billed: BilledFact[]) {
  return measureRevenueLines(readBilling(makeFacts(billed), catalogs), INSTANTS)
}

function subscribe(ref: string, from: string, until: string | null = null) {
  const change = until === null ? {} : { status: 'canceled' as const, endedAt: at(until) }
  return makeSubscription(ref, [[from, makeContent([makeItem(PRO, from, '2026-06-01')], { startedAt: at(from), ...change })]])
}

test('a line is what came in at each instant, and when the first of it did', () => {
  expect(lines(subscribe('sub_1', '2026-02-10T08:00:00Z'))).toEqual([
    { currency: 'USD', amounts: [0, 9900, 9900, 9900], firstAt: at('2026-02-10T08:00:00Z') },
  ])
  expect(lines()).toEqual([])
  expect(lines(subscribe('sub_1', '2026-05-02'))).toEqual([])
})

test('what came and went between two instants is remembered as the first', () => {
  const again = [subscribe('sub_1', '2026-02-10', '2026-02-20'), subscribe('sub_2', '2026-03-05')]
  expect(lines(...again)).toEqual([{ currency: 'USD', amounts: [0, 0, 9900, 9900], firstAt: at('2026-02-10') }])
})

test('long before the first of the instants is before it', () => {
  const again = [subscribe('sub_1', '2025-02-10', '2025-02-20'), subscribe('sub_2', '2026-03-05')]
  expect(lines(...again)).toEqual([{ currency: 'USD', amounts: [0, 0, 9900, 9900], firstAt: at('2025-02-10') }])
})

describe('nothing comes in', () => {
  test('during a trial: what it brings is first at its end', () => {
    const trial = { trialStart: at('2026-01-20'), trialEnd: at('2026-02-03') }
    const item = makeItem(PRO, '2026-01-20', '2026-06-01')
    const subscription = makeSubscription('sub_1', [
      ['2026-01-20', makeContent([item], { status: 'trialing', ...trial })],
      ['2026-02-03T00:05:00Z', makeContent([item], trial)],
    ])
    expect(lines(subscription)).toEqual([{ currency: 'USD', amounts: [0, 9900, 9900, 9900], firstAt: at('2026-02-03') }])
  })

  test('while it is given for nothing: the first is at the end of the discount', () => {
    const free: Discount = { perMillion: 1_000_000, amount: null, currency: null, isOnce: false, startsAt: null, endsAt: at('2026-03-10') }
    const item = makeItem(PRO, '2026-01-05', '2026-06-01', { discounts: [free] })
    expect(lines(makeSubscription('sub_1', [['2026-01-05', makeContent([item])]]))).toEqual([
      { currency: 'USD', amounts: [0, 0, 9900, 9900], firstAt: at('2026-03-10') },
    ])
  })

  test('while the first invoice is not paid: the first is at its payment', () => {
    const content = makeContent([makeItem(PRO, '2026-01-20', '2026-06-01')])
    const invoice = makeInvoice('in_1', { lookupKey: PRO, start: '2026-01-20', end: '2026-02-20', paid: '2026-02-05', reason: 'start' })
    expect(lines(makeSubscription('sub_1', [['2026-02-06', content]]), invoice)).toEqual([
      { currency: 'USD', amounts: [0, 9900, 9900, 9900], firstAt: at('2026-02-05') },
    ])
  })
})

test('currencies are lines of their own, each with its own first', () => {
  const inKes = makeItem(PRO, '2026-03-05', '2026-06-01', { terms: makePrice(PRO, { currency: 'KES', amount: 1_300_000 }).content })
  const other = makeSubscription('sub_2', [['2026-03-05', makeContent([inKes])]])
  expect(lines(subscribe('sub_1', '2026-01-10', '2026-03-05'), other)).toEqual([
    { currency: 'USD', amounts: [9900, 9900, 0, 0], firstAt: at('2026-01-10') },
    { currency: 'KES', amounts: [0, 0, 1_300_000, 1_300_000], firstAt: at('2026-03-05') },
  ])
})

test('facts in any order, or twice, make the same lines', () => {
  const facts = [subscribe('sub_1', '2026-02-10', '2026-02-20'), subscribe('sub_2', '2026-03-05'), subscribe('sub_3', '2026-01-05')]
  expect(lines(...facts, ...facts.toReversed())).toEqual(lines(...facts))
})

test.each([
  ['lives', fc.tuple(life, fc.boolean()).map(([each, isLate]) => makeFacts(isLate ? comeLate(toFacts(each)) : toFacts(each)))],
  ['facts that contradict themselves', hostileFacts],
])('of %s of any sort, nothing came in before the first', (_, any) => {
  fc.assert(
    fc.property(any, (facts) => {
      const billing = readBilling(facts, catalogs)
      for (const { currency, amounts, firstAt } of measureRevenueLines(billing, INSTANTS)) {
        const isIn = (when: Instant) => measureMonthlyRevenue(billing, when).some((each) => each.currency === currency)
        expect(amounts.some((amount) => amount !== 0)).toBe(true)
        expect(isIn(firstAt)).toBe(true)
        const start = Math.max(firstAt - 200 * DAY_MS, at('2025-06-01'))
        for (let when = start; when < firstAt; when += DAY_MS / 4) expect(isIn(toInstant(when)), toIso(toInstant(when))).toBe(false)
      }
    }),
    { numRuns: 200, seed: 20261121 },
  )
})
