import fc from 'fast-check'
import { expect, test } from 'vitest'
import { deriveTerm } from '../../../../src-main/domain/quota/deriveTerm.ts'
import type { OneOffPayment, TakenBack } from '../../../../src-main/domain/quota/oneOffPayment.ts'
import type { UsageRecord } from '../../../../src-main/domain/usage/usageRecord.ts'
import { type Instant, toInstant } from '../../../../src-shared/model/instant.ts'
import { readCatalog } from '../plans/readCatalog.ts'
import { instant, makeRecord, RUNS, repeated } from '../usage/makeRecord.ts'
import { makePayment, makeTakenBack } from './makePayment.ts'

const HALF_DAY_MS = 43_200_000
const START = instant('2025-01-01T00:00:00Z')
const CATALOGS = [0, 1, 7].map((graceDays) =>
  readCatalog('image-quota', ({ plans }) => {
    for (const plan of Object.values(plans)) plan['graceDays'] = graceDays
  }),
)

interface History {
  payments: OneOffPayment[]
  takenBack: TakenBack[]
  records: UsageRecord[]
}

/** Crowded: half days of a quarter of a year, so that facts meet at one instant. */
const moment = fc.nat(200).map((halves) => toInstant(START + halves * HALF_DAY_MS))
const keyOf = fc.constantFrom('pay_1', 'pay_2', 'pay_3', 'pay_4')
const payment = fc
  .record({
    plan: fc.constantFrom('free', 'pro', 'premium', 'gold'),
    at: moment,
    outcome: fc.constantFrom('succeeded', 'succeeded', 'failed'),
  })
  .map((given) => ({ ...given, outcome: given.outcome as OneOffPayment['outcome'] }))
const taken = fc.record({
  payment: keyOf,
  kind: fc.constantFrom('refund' as const, 'refund' as const, 'reversal' as const, 'dispute-lost' as const),
  amount: fc.constantFrom(50_000, 100_000, 150_000),
  at: moment,
})
const history: fc.Arbitrary<History> = fc.record({
  payments: fc.array(payment, { maxLength: 4 }).map((all) => all.map((each, index) => makePayment({ ...each, key: `pay_${index + 1}` }))),
  takenBack: fc.array(taken, { maxLength: 3 }).map((all) => all.map((each, index) => makeTakenBack({ ...each, key: `re_${index}` }))),
  records: fc
    .array(fc.record({ at: moment, quantity: fc.nat(60) }), { maxLength: 6 })
    .map((all) => all.map((each, index) => makeRecord({ ...each, key: `r${index}`, metric: 'images' }))),
})
const catalog = fc.constantFrom(...CATALOGS)

test('neither the order of facts nor their repetition changes anything', () => {
  const shuffled = history.chain((given) =>
    fc.tuple(
      fc.constant(given),
      fc.record({ payments: repeated(given.payments), takenBack: repeated(given.takenBack), records: repeated(given.records) }),
    ),
  )
  fc.assert(
    fc.property(shuffled, moment, catalog, ([given, again], at, inForce) => {
      expect(deriveTerm({ catalogAt: () => inForce, ...again, at })).toEqual(deriveTerm({ catalogAt: () => inForce, ...given, at }))
    }),
    RUNS,
  )
})

test('what happens later does not change what was', () => {
  fc.assert(
    fc.property(history, moment, catalog, (given, at, inForce) => {
      const until = <T extends { at: Instant }>(facts: T[]) => facts.filter((fact) => fact.at <= at)
      const known = { payments: until(given.payments), takenBack: until(given.takenBack), records: until(given.records) }
      expect(deriveTerm({ catalogAt: () => inForce, ...known, at })).toEqual(deriveTerm({ catalogAt: () => inForce, ...given, at }))
    }),
    RUNS,
  )
})

test('a second, naive model of the same rules comes to the same', () => {
  fc.assert(
    fc.property(history, moment, catalog, (given, at, inForce) => {
      const { plan, status, quota, startedAt } = deriveTerm({ catalogAt: () => inForce, ...given, at })
      const graceDays = inForce.plans['pro']?.graceDays ?? 0
      expect({ plan, status, used: quota?.used ?? null, startedAt }).toEqual(walk(given, at, graceDays))
    }),
    RUNS,
  )
})

test('every answer names a rule, and no fact from after it', () => {
  fc.assert(
    fc.property(history, moment, catalog, (given, at, inForce) => {
      const { why, quota } = deriveTerm({ catalogAt: () => inForce, ...given, at })
      expect(why.length).toBeGreaterThan(0)
      expect(why.every((reason) => reason.at <= at)).toBe(true)
      expect(quota?.asOf ?? at).toBeLessThanOrEqual(at)
    }),
    RUNS,
  )
})

/** Walks time by half days and keeps a counter, as the rules forbid the real thing to do. */
function walk({ payments, takenBack, records }: History, at: Instant, graceDays: number) {
  let plan = 'free'
  let status = 'active'
  let paid: { key: string; amount: number; end: number } | null = null
  let startedAt: number | null = null
  let used = 0
  let isTold = false
  const returned = new Map<string, number>()
  const fall = (now: number, as: string) => {
    plan = 'free'
    status = as
    paid = null
    used = 0
    startedAt = now
  }
  for (let now: number = START; now <= at; now += HALF_DAY_MS) {
    const isMonthStart = new Date(now).getUTCDate() === 1 && new Date(now).getUTCHours() === 0
    if (isMonthStart && !paid) used = 0
    const held = paid as { key: string; amount: number; end: number } | null
    if (held && now >= held.end) {
      if (now >= held.end + graceDays * 2 * HALF_DAY_MS) fall(now, 'expired')
      else status = 'grace'
    }
    for (const each of payments) {
      if (each.at !== now || each.outcome === 'failed' || each.plan === 'gold') continue
      // The catalog's free plan has no days, and a price paid once for it no end.
      paid = { key: each.key, amount: each.amount, end: each.plan === 'free' ? Number.POSITIVE_INFINITY : now + 60 * HALF_DAY_MS }
      plan = each.plan
      status = 'active'
      used = 0
      startedAt = now
    }
    for (const each of takenBack) {
      if (each.at !== now) continue
      returned.set(each.payment, (returned.get(each.payment) ?? 0) + (each.kind === 'refund' ? each.amount : 150_000))
    }
    const holding = paid as { key: string; amount: number; end: number } | null
    if (holding && (returned.get(holding.key) ?? 0) >= holding.amount) fall(now, 'canceled')
    for (const each of records) {
      if (each.at !== now) continue
      used += each.quantity
      isTold = true
    }
  }
  return { plan, status, used: isTold || startedAt !== null ? used : null, startedAt }
}
