import { describe, expect, test } from 'vitest'
import type { SubscriptionContent } from '../../../../src-main/domain/billing/billedObject.ts'
import { at, entitle, makeContent, makeFacts, makeInvoice, makeItem, makeSubscription, makeUse } from './makeFacts.ts'

const PRO = 'trading.pro.month'

function march(change: Partial<SubscriptionContent> = {}, key = PRO) {
  return makeContent([makeItem(key, '2026-03-01', '2026-04-01')], { startedAt: at('2026-01-01'), ...change })
}

const paid = [
  makeInvoice('in_1', { lookupKey: PRO, start: '2026-01-01', end: '2026-02-01', reason: 'start' }),
  makeInvoice('in_2', { lookupKey: PRO, start: '2026-02-01', end: '2026-03-01' }),
]
const march1 = makeInvoice('in_3', { lookupKey: PRO, start: '2026-03-01', end: '2026-04-01' })
const unpaid = makeInvoice('in_3', {
  lookupKey: PRO,
  start: '2026-03-01',
  end: '2026-04-01',
  paid: null,
  finalized: '2026-03-01T01:00:00Z',
  isFailing: true,
})

describe('the provider’s word', () => {
  test.each([
    ['trialing', 'trialing', 'pro'],
    ['active', 'active', 'pro'],
    ['paused', 'paused', 'pro'],
    ['canceled', 'canceled', 'free'],
    ['unpaid', 'expired', 'free'],
  ] as const)('%s is ours as %s, entitled to %s', (word, status, plan) => {
    const content = march({ status: word, endedAt: word === 'canceled' ? at('2026-03-10') : null })
    const facts = makeFacts([...paid, march1, makeSubscription('sub_1', [['2026-03-10', content]])])
    expect(entitle(facts, 'trading', '2026-03-11')).toMatchObject({ status, plan, subscribedPlan: 'pro' })
  })

  test.each(['incomplete', 'incomplete-expired'] as const)('%s grants nothing', (status) => {
    const facts = makeFacts([makeSubscription('sub_1', [['2026-03-10', march({ status })]])])
    expect(entitle(facts, 'trading', '2026-03-11')).toMatchObject({ status: 'active', plan: 'free', subscribedPlan: null })
  })

  test('collecting that is paused is a badge, and the status stays', () => {
    const facts = makeFacts([...paid, march1, makeSubscription('sub_1', [['2026-03-10', march({ isCollectionPaused: true })]])])
    expect(entitle(facts, 'trading', '2026-03-11')).toMatchObject({ status: 'active', plan: 'pro', notes: ['collection paused'] })
  })

  test('active stays active when its period has ended, and says that the renewal was not seen', () => {
    const facts = makeFacts([...paid, march1, makeSubscription('sub_1', [['2026-03-10', march()]])])
    expect(entitle(facts, 'trading', '2026-04-20')).toMatchObject({ status: 'active', plan: 'pro', notes: ['renewal not seen yet'] })
  })

  test('a pause keeps the limits for reading and takes the features', () => {
    const facts = makeFacts([
      ...paid,
      march1,
      makeSubscription('sub_1', [
        ['2026-03-05', march()],
        ['2026-03-10', march({ status: 'paused' })],
      ]),
    ])
    expect(entitle(facts, 'trading', '2026-03-11')).toMatchObject({
      status: 'paused',
      plan: 'pro',
      limits: { positions: 50 },
      features: {},
    })
    expect(entitle(facts, 'trading', '2026-03-09')).toMatchObject({ status: 'active', features: { 'auto-trading': true } })
  })

  test('resuming restores what was there, usage and period included', () => {
    const states: [string, SubscriptionContent][] = [
      ['2026-03-05', march()],
      ['2026-03-10', march({ status: 'paused' })],
      ['2026-03-12', march()],
    ]
    const facts = makeFacts([...paid, march1, makeSubscription('sub_1', states)], {
      usage: [makeUse('trading', 'positions', 7, '2026-03-04')],
    })
    const answer = entitle(facts, 'trading', '2026-03-13')
    expect(answer).toMatchObject({
      status: 'active',
      features: { 'auto-trading': true },
      period: { start: at('2026-03-01'), end: at('2026-04-01') },
    })
    expect(answer.usage['positions']).toMatchObject({ used: 7 })
    expect(answer.why.map(({ rule }) => rule)).toContain('resume')
  })

  test('a period that begins anew on resuming is the period', () => {
    const resumed = makeContent([makeItem(PRO, '2026-03-12', '2026-04-12')], { startedAt: at('2026-01-01') })
    const facts = makeFacts([
      ...paid,
      march1,
      makeSubscription('sub_1', [
        ['2026-03-10', march({ status: 'paused' })],
        ['2026-03-12', resumed],
      ]),
    ])
    expect(entitle(facts, 'trading', '2026-03-13').period).toEqual({ start: at('2026-03-12'), end: at('2026-04-12') })
  })
})

describe('grace', () => {
  const late = [
    ...paid,
    unpaid,
    makeSubscription('sub_1', [
      ['2026-02-10', march()],
      ['2026-03-01T01:00:00Z', march({ status: 'past-due' })],
    ]),
  ]

  test('counts from the finalisation of the unpaid invoice where that is later than the last paid period', () => {
    expect(entitle(makeFacts(late), 'trading', '2026-03-08T00:59:59Z')).toMatchObject({
      status: 'grace',
      plan: 'pro',
      endsAt: at('2026-03-08T01:00:00Z'),
    })
    expect(entitle(makeFacts(late), 'trading', '2026-03-08T01:00:00Z')).toMatchObject({
      status: 'expired',
      plan: 'free',
      subscribedPlan: 'pro',
    })
  })

  test('counts from the end of the last paid period where that is later', () => {
    const change = makeInvoice('in_4', {
      start: '2026-03-10',
      end: '2026-03-11',
      lookupKey: PRO,
      reason: 'change',
      paid: null,
      isFailing: true,
    })
    const facts = makeFacts([...paid, march1, change, makeSubscription('sub_1', [['2026-03-10', march({ status: 'past-due' })]])])
    expect(entitle(facts, 'trading', '2026-04-07T23:59:59Z')).toMatchObject({ status: 'grace', endsAt: at('2026-04-08') })
  })

  test('ends with a payment, from the payment’s own instant', () => {
    const settled = makeInvoice('in_3', {
      lookupKey: PRO,
      start: '2026-03-01',
      end: '2026-04-01',
      paid: '2026-03-05',
      attempts: 2,
      finalized: '2026-03-01T01:00:00Z',
    })
    const facts = makeFacts([
      ...paid,
      settled,
      makeSubscription('sub_1', [
        ['2026-02-10', march()],
        ['2026-03-01T01:00:00Z', march({ status: 'past-due' })],
      ]),
    ])
    expect(entitle(facts, 'trading', '2026-03-04')).toMatchObject({ status: 'grace' })
    expect(entitle(facts, 'trading', '2026-03-05')).toMatchObject({ status: 'active', plan: 'pro' })
  })

  test('says by which rule, and names the invoice', () => {
    const { why } = entitle(makeFacts(late), 'trading', '2026-03-02')
    expect(why.find(({ rule }) => rule === 'grace')).toMatchObject({ fact: { provider: 'stripe', type: 'invoice', ref: 'in_3' } })
  })
})

describe('set to cancel', () => {
  test('it stays active until then and says so', () => {
    const facts = makeFacts([
      ...paid,
      march1,
      makeSubscription('sub_1', [['2026-03-10', march({ cancelsAtPeriodEnd: true, canceledAt: at('2026-03-10') })]]),
    ])
    expect(entitle(facts, 'trading', '2026-03-20')).toMatchObject({
      status: 'active',
      plan: 'pro',
      cancelAtPeriodEnd: true,
      endsAt: at('2026-04-01'),
    })
  })

  test('a date that is set counts in place of the period’s end', () => {
    const facts = makeFacts([
      ...paid,
      march1,
      makeSubscription('sub_1', [['2026-03-10', march({ cancelAt: at('2026-03-25'), canceledAt: at('2026-03-10') })]]),
    ])
    expect(entitle(facts, 'trading', '2026-03-20')).toMatchObject({ status: 'active', cancelAtPeriodEnd: true, endsAt: at('2026-03-25') })
  })

  test('before somebody asked for it, it was not', () => {
    const facts = makeFacts([
      ...paid,
      march1,
      makeSubscription('sub_1', [['2026-03-15', march({ cancelsAtPeriodEnd: true, canceledAt: at('2026-03-10') })]]),
    ])
    expect(entitle(facts, 'trading', '2026-03-09')).toMatchObject({ cancelAtPeriodEnd: false, endsAt: null })
    expect(entitle(facts, 'trading', '2026-03-12')).toMatchObject({ cancelAtPeriodEnd: true })
  })
})

describe('without a subscription', () => {
  test('a company is on the free plan, active', () => {
    expect(entitle(makeFacts([]), 'trading', '2026-03-10')).toMatchObject({
      status: 'active',
      plan: 'free',
      subscribedPlan: null,
      limits: { positions: 5 },
    })
  })

  test('it has nothing where the catalog has no free plan', () => {
    expect(entitle(makeFacts([]), 'maintenance-hours', '2026-03-10')).toMatchObject({
      status: 'none',
      plan: null,
      limits: {},
      features: {},
    })
  })

  test('usage that nobody told is unknown, never 0', () => {
    expect(entitle(makeFacts([]), 'trading', '2026-03-10').usage['positions']).toMatchObject({ used: null, asOf: null, remaining: null })
  })

  test('what was cancelled falls to the free plan, which counts from the fall', () => {
    const key = 'threat-analytics.starter.month'
    const ended = makeContent([makeItem(key, '2026-03-01', '2026-04-01')], { status: 'canceled', endedAt: at('2026-03-20') })
    const usage = [makeUse('threat-analytics', 'api-calls', 40, '2026-03-10'), makeUse('threat-analytics', 'api-calls', 3, '2026-03-21')]
    const facts = makeFacts(
      [
        makeInvoice('in_1', { lookupKey: key, start: '2026-03-01', end: '2026-04-01', reason: 'start' }),
        makeSubscription('sub_1', [['2026-03-21', ended]]),
      ],
      { usage },
    )
    const answer = entitle(facts, 'threat-analytics', '2026-03-22')
    expect(answer).toMatchObject({ status: 'canceled', plan: 'free', subscribedPlan: 'starter', limits: { 'api-calls': 100 } })
    expect(answer.usage['api-calls']).toMatchObject({ used: 3, window: { start: at('2026-03-20'), end: at('2026-03-31T21:00:00Z') } })
    expect(entitle(facts, 'threat-analytics', '2026-04-02').usage['api-calls']).toMatchObject({
      used: 0,
      window: { start: at('2026-03-31T21:00:00Z') },
    })
    expect(answer.why.at(-1)).toMatchObject({ rule: 'fall-to-free', at: at('2026-03-20') })
  })
})
