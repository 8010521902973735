import { describe, expect, test } from 'vitest'
import type { SubscriptionContent } from '../../../../src-main/domain/billing/billedObject.ts'
import { at, entitle, makeContent, makeFacts, makeInvoice, makeItem, makeOverride, makePayment, makeSubscription } from './makeFacts.ts'

const PRO = 'trading.pro.month'
const ELITE = 'trading.elite.month'

function march(change: Partial<SubscriptionContent> = {}, key = PRO) {
  return makeContent([makeItem(key, '2026-03-01', '2026-04-01')], { startedAt: at('2026-01-01'), ...change })
}

const paid = [
  makeInvoice('in_1', { lookupKey: PRO, start: '2026-01-01', end: '2026-02-01', reason: 'start' }),
  makeInvoice('in_2', { lookupKey: PRO, start: '2026-02-01', end: '2026-03-01' }),
]
const march1 = makeInvoice('in_3', { lookupKey: PRO, start: '2026-03-01', end: '2026-04-01' })

describe('several subscriptions for one product', () => {
  const other = (ref: string, key: string, change: Partial<SubscriptionContent> = {}) => {
    const content = makeContent([makeItem(key, '2026-03-01', '2026-04-01', { ref: `si_${ref}` })], change)
    return [
      makeSubscription(ref, [['2026-03-01', content]]),
      makeInvoice(`in_${ref}`, { start: '2026-03-01', end: '2026-04-01', reason: 'start', subscription: ref, lines: [] }),
    ]
  }

  test.each([
    [{ status: 'active' }, { status: 'past-due' }, 'pro'],
    [{ status: 'trialing' }, { status: 'active' }, 'pro'],
    [{ status: 'past-due' }, { status: 'paused' }, 'pro'],
    [{ status: 'active' }, { status: 'active' }, 'elite'],
  ] as const)('of pro %j and elite %j the one that counts is %s, and the other is a double', (first, second, plan) => {
    const facts = makeFacts([...other('sub_a', PRO, first), ...other('sub_b', ELITE, second)])
    const answer = entitle(facts, 'trading', '2026-03-02')
    expect(answer.plan).toBe(plan)
    expect(answer.doubles).toHaveLength(1)
    expect(answer.notes).toContain('double')
  })

  test('a term that was paid once is one of them', () => {
    const payment = makePayment('pi_1', '2026-03-01', { plan: 'image-quota.premium', amount: 3900 })
    const facts = makeFacts([...other('sub_a', 'image-quota.pro.month'), payment])
    expect(entitle(facts, 'image-quota', '2026-03-02')).toMatchObject({ plan: 'premium', doubles: [{ plan: 'pro', status: 'active' }] })
  })

  test('each item is looked at by itself, and one whose price nobody knows disturbs no other', () => {
    const items = [
      makeItem('unknown', '2026-03-01', '2026-04-01', { ref: 'si_x' }),
      makeItem(PRO, '2026-03-01', '2026-04-01', { quantity: 3 }),
    ]
    const facts = makeFacts([makeSubscription('sub_1', [['2026-03-01', makeContent(items)]])])
    expect(entitle(facts, 'trading', '2026-03-02')).toMatchObject({ plan: 'pro', limits: { positions: 50 }, doubles: [] })
  })
})

describe('an override', () => {
  test('holds until its end, and says so', () => {
    const facts = makeFacts([], { recorded: [makeOverride('trading', '2026-03-01', '2026-03-10', 'elite')] })
    const answer = entitle(facts, 'trading', '2026-03-09')
    expect(answer).toMatchObject({
      plan: 'elite',
      status: 'active',
      subscribedPlan: null,
      endsAt: at('2026-03-10'),
      notes: ['set by hand'],
    })
    expect(answer.why.map(({ rule }) => rule)).toContain('override')
    expect(entitle(facts, 'trading', '2026-03-10')).toMatchObject({ plan: 'free', notes: [] })
  })

  test('of a limit leaves the plan as it is', () => {
    const facts = makeFacts([...paid, march1, makeSubscription('sub_1', [['2026-03-01', march()]])], {
      recorded: [makeOverride('trading', '2026-03-01', '2026-03-10', null, { positions: 80 })],
    })
    expect(entitle(facts, 'trading', '2026-03-09')).toMatchObject({ plan: 'pro', limits: { positions: 80 } })
    expect(entitle(facts, 'trading', '2026-03-10')).toMatchObject({ plan: 'pro', limits: { positions: 50 } })
  })
})

describe('as of an instant before we first saw it', () => {
  test('its plan and period are those of the paid line that covers the instant', () => {
    const elite = makeContent([makeItem(ELITE, '2026-03-01', '2026-04-01')], { startedAt: at('2026-01-01') })
    const facts = makeFacts([
      ...paid,
      makeInvoice('in_3', { lookupKey: ELITE, start: '2026-03-01', end: '2026-04-01' }),
      makeSubscription('sub_1', [['2026-03-10', elite]]),
    ])
    expect(entitle(facts, 'trading', '2026-02-10')).toMatchObject({
      plan: 'pro',
      period: { start: at('2026-02-01'), end: at('2026-03-01') },
    })
    expect(entitle(facts, 'trading', '2026-03-05')).toMatchObject({ plan: 'elite', period: { start: at('2026-03-01') } })
    expect(entitle(facts, 'trading', '2025-12-31')).toMatchObject({ plan: 'free', subscribedPlan: null })
  })

  test('a trial was a trial', () => {
    const content = march({ trialStart: at('2026-01-01'), trialEnd: at('2026-01-15') })
    const trial = makeInvoice('in_0', { lookupKey: PRO, start: '2026-01-01', end: '2026-01-15', reason: 'start', amountDue: 0 })
    const first = makeInvoice('in_1', { lookupKey: PRO, start: '2026-01-15', end: '2026-02-15' })
    const facts = makeFacts([trial, first, makeSubscription('sub_1', [['2026-03-10', content]])])
    expect(entitle(facts, 'trading', '2026-01-10')).toMatchObject({
      status: 'trialing',
      plan: 'pro',
      period: { start: at('2026-01-01'), end: at('2026-01-15') },
    })
    expect(entitle(facts, 'trading', '2026-01-20')).toMatchObject({
      status: 'active',
      period: { start: at('2026-01-15'), end: at('2026-02-15') },
    })
  })
})
