import { describe, expect, test } from 'vitest'
import type { Catalog, PriceInterval } from '../../../../src-shared/model/catalog.ts'
import { readCatalog } from '../plans/readCatalog.ts'
import { instant } from '../usage/makeRecord.ts'
import { derive, IMAGES, used } from './deriveImages.ts'
import { makePayment } from './makePayment.ts'

const PAID_AT = instant('2025-01-10T00:00:00Z')
const TERM_END = instant('2025-02-09T00:00:00Z')

function withGrace(graceDays: number): Catalog {
  return readCatalog('image-quota', ({ plans }) => Object.assign(plans['pro'] ?? {}, { graceDays }))
}

describe('a payment for a plan', () => {
  const payments = [makePayment()]

  test('grants the plan, its quota and nothing used, for 30 days where the catalog says so', () => {
    expect(derive('2025-01-10T00:00:00Z', { payments })).toMatchObject({
      plan: 'pro',
      subscribedPlan: 'pro',
      status: 'active',
      quota: { metric: 'images', limit: 100, used: 0, asOf: PAID_AT },
      period: { start: PAID_AT, end: TERM_END },
      endsAt: TERM_END,
    })
  })

  test('is not yet true the instant before it', () => {
    expect(derive('2025-01-09T23:59:59.999Z', { payments })).toMatchObject({ plan: 'free', subscribedPlan: null, status: 'active' })
  })

  test('counts what is used from its own instant on', () => {
    const records = [used('2025-01-09T23:59:59Z', 1), used('2025-01-10T00:00:00Z', 10), used('2025-01-12T00:00:00Z', 100)]
    expect(derive('2025-01-11T00:00:00Z', { payments, records }).quota?.used).toBe(10)
    expect(derive('2025-01-13T00:00:00Z', { payments, records }).quota?.used).toBe(110)
  })

  test.each<[PriceInterval, string, string | null]>([
    ['month', '2025-01-31T10:00:00Z', '2025-02-28T10:00:00Z'],
    ['month', '2024-01-31T10:00:00Z', '2024-02-29T10:00:00Z'],
    ['quarter', '2024-11-30T10:00:00Z', '2025-02-28T10:00:00Z'],
    ['year', '2024-02-29T10:00:00Z', '2025-02-28T10:00:00Z'],
    ['month', '2024-12-15T00:00:00Z', '2025-01-15T00:00:00Z'],
    ['once', '2024-12-15T00:00:00Z', null],
  ])('runs for its price’s interval, a %s from %s to %s, where the catalog says no days', (interval, paidAt, end) => {
    const catalog = readCatalog('image-quota', ({ plans }) => Object.assign(plans['pro'] ?? {}, { quota: { metric: 'images' } }))
    const term = derive(paidAt, { catalog, payments: [makePayment({ at: instant(paidAt), interval })] })
    expect(term).toMatchObject({ status: 'active', endsAt: end && instant(end) })
  })

  test('read twice grants once, from when it was first said to be paid', () => {
    const again = [makePayment({ at: instant('2025-01-20T00:00:00Z') }), ...payments, ...payments]
    expect(derive('2025-01-25T00:00:00Z', { payments: again })).toEqual(derive('2025-01-25T00:00:00Z', { payments }))
  })

  test.each(['pro', 'premium', 'free'])('later starts anew at its own instant, also for %s', (plan) => {
    const later = makePayment({ key: 'pay_2', plan, at: instant('2025-01-20T00:00:00Z') })
    const records = [used('2025-01-12T00:00:00Z', 60), used('2025-01-21T00:00:00Z', 5)]
    const term = derive('2025-01-25T00:00:00Z', { payments: [later, ...payments], records })
    expect(term).toMatchObject({ plan, status: 'active', quota: { used: 5 }, period: { start: later.at } })
    expect(term.why.map(({ text }) => text)).toContain('The rest of Pro lapsed: a payment starts anew.')
  })

  test('at the same instant as another is settled by their keys, however they are written down', () => {
    const { key, ...rest } = makePayment()
    const turned = { ...rest, key }
    const second = makePayment({ key: 'pay_2', plan: 'premium' })
    for (const both of [
      [turned, second],
      [second, turned],
    ]) {
      expect(derive('2025-01-11T00:00:00Z', { payments: both }).plan).toBe('premium')
    }
  })

  test('that is told with two plans under one key grants one of them, whichever came first', () => {
    const told = [...payments, makePayment({ plan: 'premium' })]
    expect(derive('2025-01-11T00:00:00Z', { payments: told.toReversed() })).toEqual(derive('2025-01-11T00:00:00Z', { payments: told }))
  })

  test('for a plan that nobody knows grants nothing', () => {
    for (const plan of ['gold', 'constructor']) {
      expect(derive('2025-01-11T00:00:00Z', { payments: [makePayment({ plan })] })).toMatchObject({ plan: 'free', subscribedPlan: null })
    }
  })

  test('keeps its plan where a later catalog no longer has it, and takes its limit from the one in force', () => {
    const larger = readCatalog('image-quota', ({ plans }) => Object.assign(plans['pro']?.limits ?? {}, { images: 120 }))
    const without = readCatalog('image-quota', ({ plans }) => {
      delete plans['pro']
    })
    const since = (later: Catalog) => (at: number) => (at < instant('2025-01-15T00:00:00Z') ? IMAGES : later)
    expect(derive('2025-01-14T00:00:00Z', { payments, catalogAt: since(larger) }).quota?.limit).toBe(100)
    expect(derive('2025-01-16T00:00:00Z', { payments, catalogAt: since(larger) }).quota?.limit).toBe(120)
    expect(derive('2025-01-16T00:00:00Z', { payments, catalogAt: since(without) })).toMatchObject({ plan: 'pro', quota: { limit: 100 } })
  })
})

describe('a payment that fails', () => {
  const failed = makePayment({
    key: 'pay_2',
    plan: 'premium',
    outcome: 'failed',
    at: instant('2025-01-12T00:00:00Z'),
    reason: 'Insufficient funds',
  })

  test('changes neither plan nor quota nor usage, and is no grace', () => {
    const records = [used('2025-01-11T00:00:00Z', 9)]
    const without = derive('2025-01-13T00:00:00Z', { payments: [makePayment()], records })
    const { why, ...rest } = derive('2025-01-13T00:00:00Z', { payments: [makePayment(), failed], records })
    expect({ ...rest, why: without.why }).toEqual(without)
    expect(why.at(-1)).toEqual({
      at: failed.at,
      rule: 'payment-failed',
      fact: failed.fact,
      text: 'A payment failed (Insufficient funds): nothing changed.',
    })
  })

  test('and succeeds later, under the same key, grants from its success', () => {
    const payments = [{ ...failed, plan: 'pro', key: 'pay_1' }, makePayment({ at: instant('2025-01-13T00:00:00Z') })]
    expect(derive('2025-01-12T12:00:00Z', { payments }).plan).toBe('free')
    expect(derive('2025-01-13T00:00:00Z', { payments }).plan).toBe('pro')
  })
})

describe('a term that is not paid again', () => {
  const payments = [makePayment()]

  test.each([
    ['2025-02-08T23:59:59.999Z', 'active', 'pro'],
    ['2025-02-09T00:00:00Z', 'grace', 'pro'],
    ['2025-02-15T23:59:59.999Z', 'grace', 'pro'],
    ['2025-02-16T00:00:00Z', 'expired', 'free'],
    ['2026-02-16T00:00:00Z', 'expired', 'free'],
  ])('at %s is %s, on %s', (at, status, plan) => {
    expect(derive(at, { payments })).toMatchObject({ status, plan, subscribedPlan: 'pro', endsAt: TERM_END })
  })

  test('has no grace where the plan gives 0 days of it', () => {
    expect(derive('2025-02-08T23:59:59.999Z', { payments, catalog: withGrace(0) }).status).toBe('active')
    expect(derive('2025-02-09T00:00:00Z', { payments, catalog: withGrace(0) })).toMatchObject({ status: 'expired', plan: 'free' })
  })

  test('has the days of grace that are in force at its end', () => {
    const catalogAt = (at: number) => (at < instant('2025-02-01T00:00:00Z') ? IMAGES : withGrace(1))
    expect(derive('2025-02-09T12:00:00Z', { payments, catalogAt }).status).toBe('grace')
    expect(derive('2025-02-10T00:00:00Z', { payments, catalogAt }).status).toBe('expired')
  })

  test('is one window with its grace', () => {
    const records = [used('2025-01-12T00:00:00Z', 60), used('2025-02-10T00:00:00Z', 3)]
    expect(derive('2025-02-12T00:00:00Z', { payments, records }).quota?.used).toBe(63)
  })

  test('does not hold what it used against the free plan, which counts from the fall, then by the calendar month', () => {
    const records = [used('2025-02-10T00:00:00Z', 60), used('2025-02-16T00:00:00Z', 2), used('2025-03-02T00:00:00Z', 5)]
    expect(derive('2025-02-20T00:00:00Z', { payments, records })).toMatchObject({
      quota: { limit: 10, used: 2 },
      window: { start: instant('2025-02-16T00:00:00Z'), end: instant('2025-03-01T00:00:00Z') },
    })
    expect(derive('2025-03-03T00:00:00Z', { payments, records })).toMatchObject({
      quota: { used: 5 },
      window: { start: instant('2025-03-01T00:00:00Z'), end: instant('2025-04-01T00:00:00Z') },
    })
  })

  test('leaves nothing where the catalog has no free plan', () => {
    const catalog = { ...IMAGES, freePlan: null }
    expect(derive('2025-02-20T00:00:00Z', { payments, catalog })).toMatchObject({
      plan: null,
      status: 'expired',
      quota: null,
      window: null,
    })
  })

  test('is active again from the instant of a payment in its grace', () => {
    const late = makePayment({ key: 'pay_2', at: instant('2025-02-12T00:00:00Z') })
    expect(derive('2025-02-11T00:00:00Z', { payments: [late, ...payments] }).status).toBe('grace')
    expect(derive('2025-02-12T00:00:00Z', { payments: [late, ...payments] })).toMatchObject({
      status: 'active',
      period: { start: late.at },
    })
  })
})

describe('a company that never paid', () => {
  test('is on the free plan, active, counted by the calendar month', () => {
    const records = [used('2024-12-31T23:59:59Z', 7), used('2025-01-01T00:00:00Z', 4)]
    expect(derive('2025-01-20T00:00:00Z', { records })).toMatchObject({
      plan: 'free',
      subscribedPlan: null,
      status: 'active',
      quota: { limit: 10, used: 4 },
      endsAt: null,
      why: [{ rule: 'fall-to-free', fact: null }],
    })
  })

  test('has an unknown usage, not 0, where nobody has told', () => {
    expect(derive('2025-01-20T00:00:00Z').quota).toEqual({ metric: 'images', limit: 10, used: null, asOf: null })
  })

  test('is on nothing where the catalog has no free plan', () => {
    const catalog = { ...IMAGES, freePlan: null }
    expect(derive('2025-01-20T00:00:00Z', { catalog })).toMatchObject({ plan: null, status: 'none', quota: null, startedAt: null })
  })
})

test('the why names the facts and the rules, oldest first', () => {
  const first = makePayment()
  const second = makePayment({ key: 'pay_2', plan: 'premium', at: instant('2025-01-20T00:00:00Z') })
  const { why } = derive('2025-03-20T00:00:00Z', { payments: [second, first] })
  expect(why).toEqual([
    { at: second.at, rule: 'plan-on-payment', fact: first.fact, text: 'The rest of Pro lapsed: a payment starts anew.' },
    { at: second.at, rule: 'plan-on-payment', fact: second.fact, text: 'Paid for Premium. Nothing was used at its start.' },
    {
      at: instant('2025-02-19T00:00:00Z'),
      rule: 'grace',
      fact: second.fact,
      text: 'Premium ended and was not paid again: 7 days of grace.',
    },
    { at: instant('2025-02-26T00:00:00Z'), rule: 'fall-to-free', fact: second.fact, text: 'On Free from then on, counted anew.' },
  ])
})

test('a plan without a quota rule is granted all the same, its metrics counted over the term', () => {
  const catalog = readCatalog('trading')
  const term = derive('2025-01-11T00:00:00Z', { catalog, payments: [makePayment({ interval: 'month' })] })
  expect(term).toMatchObject({ plan: 'pro', quota: null, window: { start: PAID_AT } })
})
