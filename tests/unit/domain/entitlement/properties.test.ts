import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readBilling } from '../../../../src-main/domain/billing/billing.ts'
import { listPaymentRows } from '../../../../src-main/domain/billing/listPaymentRows.ts'
import { DAY_MS } from '../../../../src-main/domain/calendar/dayMs.ts'
import type { BilledFact, CompanyFacts } from '../../../../src-main/domain/companyFacts.ts'
import { measureMonthlyRevenue } from '../../../../src-main/domain/revenue/measureMonthlyRevenue.ts'
import { toInstant, toIso } from '../../../../src-shared/model/instant.ts'
import { at, balance, catalogs, entitle, makeFacts, makeOverride, makePayment, makeRefund, makeUse } from './makeFacts.ts'
import { findStatus, HOUR_MS, type Life, toFacts } from './subscriptionLife.ts'

const RUNS = Number(process.env['TIERDESK_LIVES'] ?? 500)
const SEED = Number(process.env['TIERDESK_SEED'] ?? 20261121)
const RUN = { numRuns: RUNS, seed: SEED }
const TIMEOUT_MS = Math.max(60_000, RUNS * 20)

const month = fc.record({
  paidAfterDays: fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, { weight: 2, arbitrary: fc.integer({ min: 1, max: 15 }) }),
  pause: fc.option(
    fc.tuple(fc.integer({ min: 16, max: 20 }), fc.integer({ min: 1, max: 4 })).map(([from, days]) => ({ from, to: from + days })),
    { nil: null },
  ),
})

const life: fc.Arbitrary<Life> = fc
  .record({
    startDay: fc.integer({ min: 1, max: 28 }),
    months: fc.array(month, { minLength: 1, maxLength: 5 }),
    end: fc.constantFrom('goes-on' as const, 'at-period-end' as const, 'in-the-midst' as const),
    isGivenUp: fc.boolean(),
  })
  .map(({ isGivenUp, months, end, ...rest }): Life => {
    const [first, ...more] = months
    const last = more.at(-1)
    const paidFirst = first ? { ...first, paidAfterDays: 0 } : { paidAfterDays: 0, pause: null }
    if (!isGivenUp || !last) return { ...rest, end, months: [paidFirst, ...more] }
    return { ...rest, end: 'goes-on', months: [paidFirst, ...more.slice(0, -1), { paidAfterDays: null, pause: null }] }
  })

test(`each of ${RUNS} lives has, at any hour, the status that its owner would tell`, { timeout: TIMEOUT_MS }, () => {
  fc.assert(
    fc.property(life, fc.array(fc.integer({ min: -48, max: 24 * 200 }), { minLength: 8, maxLength: 8 }), (given, hours) => {
      const facts = makeFacts(toFacts(given))
      for (const hour of hours) {
        const when = toInstant(at('2026-01-01') + hour * HOUR_MS + 60_000)
        const answer = entitle(facts, 'trading', toIso(when))
        expect([toIso(when), answer.status]).toEqual([toIso(when), findStatus(given, when)])
        expect(answer.plan).toBe(answer.subscribedPlan === null || ['canceled', 'expired'].includes(answer.status) ? 'free' : 'pro')
      }
    }),
    RUN,
  )
})

test('a mirror that came late tells the same of the time before, but for pauses, which nobody can tell again', {
  timeout: TIMEOUT_MS,
}, () => {
  fc.assert(
    fc.property(life, fc.array(fc.integer({ min: -48, max: 24 * 200 }), { minLength: 8, maxLength: 8 }), (given, hours) => {
      const late = toFacts(given).map((fact) => (fact.kind === 'subscription' ? { ...fact, earlier: [], stateAt: at('2026-12-31') } : fact))
      for (const hour of hours) {
        const when = toInstant(at('2026-01-01') + hour * HOUR_MS + 60_000)
        const expected = findStatus(given, when)
        expect([toIso(when), entitle(makeFacts(late), 'trading', toIso(when)).status]).toEqual([
          toIso(when),
          expected === 'paused' ? 'active' : expected,
        ])
      }
    }),
    RUN,
  )
})

const instant = fc.integer({ min: 0, max: 200 }).map((day) => toIso(toInstant(at('2026-01-01') + day * DAY_MS + 7 * HOUR_MS)))

const payments = fc
  .uniqueArray(fc.record({ day: instant, plan: fc.constantFrom('pro', 'premium'), isRefunded: fc.boolean(), isWrong: fc.boolean() }), {
    maxLength: 4,
    selector: ({ day }) => day,
  })
  .map((given) =>
    given.flatMap(({ day, plan, isRefunded, isWrong }, index): BilledFact[] => {
      const amount = (plan === 'pro' ? 1200 : 3900) - (isWrong ? 1 : 0)
      const payment = makePayment(`pi_${index}`, day, { plan: `image-quota.${plan}`, amount })
      return isRefunded ? [payment, makeRefund(`re_${index}`, payment.ref, toIso(toInstant(at(day) + 3 * DAY_MS)), amount)] : [payment]
    }),
  )

const usage = fc
  .uniqueArray(fc.tuple(instant, fc.integer({ min: 0, max: 60 })), { maxLength: 12, selector: ([day]) => day })
  .map((given) =>
    given.flatMap(([day, quantity]) => [makeUse('image-quota', 'images', quantity, day), makeUse('trading', 'positions', quantity, day)]),
  )

const recorded = fc
  .uniqueArray(fc.tuple(instant, fc.integer({ min: 1, max: 60 })), { maxLength: 3, selector: ([day]) => day })
  .map((given) => given.map(([day, days]) => makeOverride('trading', day, toIso(toInstant(at(day) + days * DAY_MS)), 'elite')))

const company = fc
  .record({ life, payments, usage, recorded })
  .map((given): CompanyFacts => makeFacts([...toFacts(given.life), ...given.payments], { usage: given.usage, recorded: given.recorded }))

function answerAll(facts: CompanyFacts, when: string) {
  const billing = readBilling(facts, catalogs)
  return {
    entitlements: ['trading', 'image-quota', 'maintenance-hours'].map((product) => entitle(facts, product, when)),
    hours: balance(facts, when),
    payments: listPaymentRows(billing, at(when)),
    revenue: measureMonthlyRevenue(billing, at(when)),
  }
}

test('the same facts in any order, or twice, give the same answers', { timeout: TIMEOUT_MS }, () => {
  fc.assert(
    fc.property(company, instant, fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })), (facts, when, chances) => {
      const shuffle = <T>(items: readonly T[]): T[] =>
        [...items, ...items.slice(0, 3)]
          .map((item) => ({ item, chance: Number(chances.next().value) }))
          .sort((a, b) => a.chance - b.chance)
          .map(({ item }) => item)
      const other = { ...facts, billed: shuffle(facts.billed), usage: shuffle(facts.usage), recorded: shuffle(facts.recorded) }
      expect(answerAll(other, when)).toEqual(answerAll(facts, when))
    }),
    RUN,
  )
})

test('what happens later changes no answer about an earlier instant, and what comes late lands where its instant puts it', {
  timeout: TIMEOUT_MS,
}, () => {
  fc.assert(
    fc.property(company, instant, (facts, when) => {
      const until = at(when)
      const known: CompanyFacts = {
        ...facts,
        billed: facts.billed.filter((fact) => (fact.kind !== 'payment' && fact.kind !== 'refund') || fact.createdAt <= until),
        usage: facts.usage.filter((record) => record.at <= until),
        recorded: facts.recorded.filter((fact) => fact.at <= until),
      }
      expect(answerAll(facts, when)).toEqual(answerAll(known, when))
    }),
    RUN,
  )
})
