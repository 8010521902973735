import { describe, expect, test } from 'vitest'
import type { SubscriptionContent } from '../../../../src-main/domain/billing/billedObject.ts'
import { readBilling } from '../../../../src-main/domain/billing/billing.ts'
import type { BilledFact, CompanyFacts, ProductUsage } from '../../../../src-main/domain/companyFacts.ts'
import { deriveEntitlement } from '../../../../src-main/domain/entitlement/deriveEntitlement.ts'
import { readProduct } from '../../../../src-main/domain/entitlement/findHolding.ts'
import { readTimeline } from '../../../../src-main/domain/entitlement/readTimeline.ts'
import {
  at,
  catalogs,
  entitle,
  makeContent,
  makeFacts,
  makeInvoice,
  makeItem,
  makeOverride,
  makePayment,
  makeSubscription,
  makeUse,
} from './makeFacts.ts'

const API = 'threat-analytics'
const STARTER = `${API}.starter.month`
const YEARLY = `${API}.starter.year`
const PROFESSIONAL = `${API}.professional.month`

function subscribe(key: string, start: string, end: string, change: Partial<SubscriptionContent> = {}): BilledFact[] {
  const content = makeContent([makeItem(key, start, end)], { anchor: at(start), ...change })
  return [makeSubscription('sub_1', [[start, content]]), makeInvoice('in_1', { lookupKey: key, start, end, reason: 'start' })]
}

function calls(billed: BilledFact[], when: string, usage: ProductUsage[] = []) {
  return entitle(makeFacts(billed, { usage }), API, when).usage['api-calls']
}

function requests(facts: CompanyFacts, when: string, zone: string) {
  const timeline = readTimeline(readProduct(readBilling(facts, catalogs), 'maintenance-hours'), at(when))
  return deriveEntitlement(timeline, zone).entitlement.usage['requests-per-day']
}

describe('a flow metric of a subscription', () => {
  test('is counted by the month, whatever the billing interval', () => {
    const yearly = subscribe(YEARLY, '2026-01-31', '2027-01-31')
    const usage = [makeUse(API, 'api-calls', 40, '2026-02-27'), makeUse(API, 'api-calls', 5, '2026-03-01')]
    expect(calls(yearly, '2026-02-27', usage)).toMatchObject({ used: 40, window: { start: at('2026-01-31'), end: at('2026-02-28') } })
    expect(calls(yearly, '2026-03-02', usage)).toMatchObject({ used: 5, window: { start: at('2026-02-28'), end: at('2026-03-31') } })
  })

  test('is not reset by a change of plan', () => {
    const content = makeContent([makeItem(PROFESSIONAL, '2026-03-01', '2026-04-01')])
    const [before, invoice] = subscribe(STARTER, '2026-03-01', '2026-04-01')
    const changed =
      before?.kind === 'subscription' && invoice
        ? [{ ...before, content, stateAt: at('2026-03-10'), earlier: [{ at: before.stateAt, content: before.content }] }, invoice]
        : []
    const usage = [makeUse(API, 'api-calls', 450, '2026-03-05')]
    expect(calls(changed, '2026-03-11', usage)).toMatchObject({ used: 450, limit: 5000, window: { start: at('2026-03-01') } })
  })

  test('is not reset where a change of interval begins a new period', () => {
    const moved = makeInvoice('in_2', { lookupKey: YEARLY, start: '2026-03-10', end: '2027-03-10', reason: 'change' })
    const usage = [makeUse(API, 'api-calls', 450, '2026-03-05')]
    const facts = [...subscribe(STARTER, '2026-03-01', '2026-04-01'), moved]
    expect(calls(facts, '2026-03-11', usage)).toMatchObject({ used: 450, window: { start: at('2026-03-01'), end: at('2026-04-10') } })
    expect(calls(facts, '2026-04-11', usage)).toMatchObject({ used: 0, window: { start: at('2026-04-10'), end: at('2026-05-10') } })
  })

  test('goes on by months where the renewal was not seen yet', () => {
    expect(calls(subscribe(STARTER, '2026-03-01', '2026-04-01'), '2026-05-10')?.window).toEqual({
      start: at('2026-05-01'),
      end: at('2026-06-01'),
    })
  })

  test('of a trial is one window', () => {
    const trial = subscribe(STARTER, '2026-03-01', '2026-03-15', {
      status: 'trialing',
      trialStart: at('2026-03-01'),
      trialEnd: at('2026-03-15'),
    })
    expect(calls(trial, '2026-03-10')?.window).toEqual({ start: at('2026-03-01'), end: at('2026-03-15') })
  })

  test('keeps its window and its count through a pause', () => {
    const paused = subscribe(STARTER, '2026-03-01', '2026-04-01', { status: 'paused', pausedAt: at('2026-03-10') })
    expect(calls(paused, '2026-03-20', [makeUse(API, 'api-calls', 9, '2026-03-05')])).toMatchObject({ used: 9, limit: 500, remaining: 491 })
  })

  test('that nobody told is unknown, never 0; what was told before this month says 0 of it', () => {
    const facts = subscribe(STARTER, '2026-03-01', '2026-04-01')
    expect(calls(facts, '2026-03-10')).toMatchObject({ used: null, asOf: null, remaining: null })
    expect(calls(facts, '2026-03-10', [makeUse(API, 'api-calls', 9, '2026-02-05')])).toMatchObject({ used: 0, asOf: at('2026-02-05') })
  })
})

describe('a flow metric without a subscription', () => {
  test('counts by the calendar month of the workspace’s zone on the free plan', () => {
    expect(calls([], '2026-03-31T20:59:59Z')?.window).toEqual({ start: at('2026-02-28T21:00:00Z'), end: at('2026-03-31T21:00:00Z') })
  })

  test('counts from the fall, where that is later than the month’s start', () => {
    const ended = subscribe(STARTER, '2026-03-01', '2026-04-01', { status: 'canceled', endedAt: at('2026-03-20') })
    expect(calls(ended, '2026-03-25')?.window?.start).toBe(at('2026-03-20'))
    expect(calls(ended, '2026-04-25')?.window?.start).toBe(at('2026-03-31T21:00:00Z'))
  })

  test('counts from the end of the days of grace, not from the news of the end', () => {
    const unpaid = makeInvoice('in_2', { lookupKey: STARTER, start: '2026-04-01', end: '2026-05-01', paid: null, isFailing: true })
    const content = makeContent([makeItem(STARTER, '2026-04-01', '2026-05-01')], { startedAt: at('2026-03-01') })
    const states: [string, SubscriptionContent][] = [
      ['2026-04-01', { ...content, status: 'past-due' }],
      ['2026-04-20', { ...content, status: 'canceled', endedAt: at('2026-04-20') }],
    ]
    const [, invoice] = subscribe(STARTER, '2026-03-01', '2026-04-01')
    const facts = [makeSubscription('sub_1', states), unpaid, ...(invoice ? [invoice] : [])]
    expect(calls(facts, '2026-04-25')?.window?.start).toBe(at('2026-04-08'))
  })

  test('counts from the end of a grant by hand', () => {
    const facts = makeFacts(subscribe(STARTER, '2026-01-01', '2026-02-01', { status: 'canceled', endedAt: at('2026-01-10') }), {
      recorded: [makeOverride(API, '2026-03-01', '2026-03-10', 'professional')],
    })
    expect(entitle(facts, API, '2026-03-12').usage['api-calls']?.window?.start).toBe(at('2026-03-10'))
  })

  test('has no window on no plan', () => {
    expect(entitle(makeFacts([]), 'maintenance-hours', '2026-03-10').usage['change-requests']).toMatchObject({
      window: null,
      limit: null,
      remaining: 0,
    })
  })

  test('of a fixed term is one window, its grace included, which starts with nothing used', () => {
    const facts = makeFacts([makePayment('pi_1', '2026-03-10', { plan: 'image-quota.pro', amount: 1200 })])
    expect(entitle(facts, 'image-quota', '2026-03-11').usage['images']).toMatchObject({
      used: 0,
      limit: 100,
      window: { start: at('2026-03-10'), end: at('2026-04-16') },
    })
  })
})

describe('a metric of a day', () => {
  const content = makeContent([makeItem('maintenance-hours.director.quarter', '2026-01-01', '2026-04-01')])
  const facts = makeFacts([makeSubscription('sub_1', [['2026-01-01', content]])])

  test.each([
    ['Africa/Nairobi', '2026-03-10T22:00:00Z', '2026-03-10T21:00:00Z', '2026-03-11T21:00:00Z'],
    ['Europe/Berlin', '2026-03-29T12:00:00Z', '2026-03-28T23:00:00Z', '2026-03-29T22:00:00Z'],
    ['Europe/Berlin', '2026-10-25T12:00:00Z', '2026-10-24T22:00:00Z', '2026-10-25T23:00:00Z'],
    ['America/New_York', '2026-03-08T05:00:00Z', '2026-03-08T05:00:00Z', '2026-03-09T04:00:00Z'],
    ['Africa/Cairo', '2026-04-24T12:00:00Z', '2026-04-23T22:00:00Z', '2026-04-24T21:00:00Z'],
    ['Pacific/Apia', '2026-03-10T12:00:00Z', '2026-03-10T11:00:00Z', '2026-03-11T11:00:00Z'],
    ['Asia/Kathmandu', '2026-03-10T18:14:59Z', '2026-03-09T18:15:00Z', '2026-03-10T18:15:00Z'],
  ])('is counted by the calendar of the workspace’s zone: %s at %s', (zone, when, start, end) => {
    expect(requests(facts, when, zone)?.window).toEqual({ start: at(start), end: at(end) })
  })
})
