import { describe, expect, test } from 'vitest'
import type { SubscriptionContent } from '../../../../src-main/domain/billing/billedObject.ts'
import type { BilledFact } from '../../../../src-main/domain/companyFacts.ts'
import {
  at,
  catalogs,
  changePlan,
  entitle,
  makeContent,
  makeFacts,
  makeInvoice,
  makeItem,
  makeOverride,
  makePayment,
  makeRefund,
  makeSubscription,
} from './makeFacts.ts'
import { makeDispute } from './makePurchases.ts'

const PRO = 'trading.pro.month'
const ELITE = 'trading.elite.month'

function march(change: Partial<SubscriptionContent> = {}, key = PRO) {
  return makeContent([makeItem(key, '2026-03-01', '2026-04-01')], change)
}

const paid = makeInvoice('in_1', { lookupKey: PRO, start: '2026-03-01', end: '2026-04-01', reason: 'start' })

function subscribe(...states: [string, SubscriptionContent][]): BilledFact {
  return makeSubscription('sub_1', states)
}

function trading(billed: BilledFact[], when: string, known = catalogs) {
  return entitle(makeFacts(billed), 'trading', when, known)
}

describe('grace', () => {
  const april = (change: object = {}) =>
    makeInvoice('in_2', {
      lookupKey: PRO,
      start: '2026-04-01',
      end: '2026-05-01',
      paid: null,
      finalized: '2026-04-01T01:00:00Z',
      ...change,
    })
  const late = march({ status: 'past-due' })

  test('counts from the news where nothing was ever paid or owed', () => {
    expect(trading([subscribe(['2026-03-05', late])], '2026-03-11')).toMatchObject({ status: 'grace', endsAt: at('2026-03-12') })
    expect(trading([subscribe(['2026-03-05', late])], '2026-03-12')).toMatchObject({ status: 'expired', plan: 'free' })
  })

  test('counts from the oldest of several unpaid invoices', () => {
    const may = makeInvoice('in_3', { lookupKey: PRO, start: '2026-05-01', end: '2026-06-01', paid: null, isFailing: true })
    const facts = [subscribe(['2026-04-01T01:00:00Z', late]), paid, april({ isFailing: true }), may]
    expect(trading(facts, '2026-05-02')).toMatchObject({ status: 'expired', endsAt: at('2026-04-08T01:00:00Z') })
  })

  test('of a plan with no days of it is over at once', () => {
    const known = changePlan(catalogs, 'trading', 'pro', { graceDays: 0 })
    expect(
      trading([subscribe(['2026-04-01T01:00:00Z', late]), paid, april({ isFailing: true })], '2026-04-01T01:00:00Z', known),
    ).toMatchObject({
      status: 'expired',
      plan: 'free',
    })
  })

  test('is cut short where the provider gives up before', () => {
    const facts = [subscribe(['2026-04-01T01:00:00Z', late], ['2026-04-03', march({ status: 'unpaid' })]), paid, april({ isFailing: true })]
    expect(trading(facts, '2026-04-04')).toMatchObject({ status: 'expired', endsAt: at('2026-04-03') })
  })

  test('comes with an invoice that is overdue, as with one that was refused', () => {
    const sent = april({ dueAt: at('2026-04-15') })
    const facts = [subscribe(['2026-06-01', march({ isInvoiceSent: true })]), paid, sent]
    expect(trading(facts, '2026-04-14')).toMatchObject({ status: 'active' })
    expect(trading(facts, '2026-04-15')).toMatchObject({ status: 'expired' })
  })

  test('comes with a refusal that we heard of before the subscription was read again', () => {
    const facts = [subscribe(['2026-03-01', march()]), paid, april({ isFailing: true })]
    expect(trading(facts, '2026-04-02')).toMatchObject({ status: 'grace' })
    const read = facts.map((fact) => (fact.kind === 'subscription' ? { ...fact, seenAt: at('2026-04-03') } : fact))
    expect(trading(read, '2026-04-02').status).toBe('active')
  })

  test('of a subscription that is set to end says so, and ends with it', () => {
    const set = march({ status: 'past-due', cancelAt: at('2026-04-04'), canceledAt: at('2026-03-20') })
    const facts = [subscribe(['2026-04-01T01:00:00Z', set]), paid, april({ isFailing: true })]
    expect(trading(facts, '2026-04-02')).toMatchObject({ status: 'grace', endsAt: at('2026-04-04'), cancelAtPeriodEnd: true })
    expect(trading(facts, '2026-04-04')).toMatchObject({ status: 'canceled', plan: 'free' })
  })
})

describe('a trial', () => {
  const trial = { trialStart: at('2026-03-01'), trialEnd: at('2026-03-15') }
  const free = makeInvoice('in_0', { lookupKey: PRO, start: '2026-03-01', end: '2026-03-15', reason: 'start', amountDue: 0 })

  test('that ends without payment is expired (trial-end)', () => {
    const facts = [
      subscribe(
        ['2026-03-01', march({ ...trial, status: 'trialing' })],
        ['2026-03-15', march({ ...trial, status: 'canceled', endedAt: at('2026-03-15'), canceledAt: at('2026-03-15') })],
      ),
      free,
    ]
    const answer = trading(facts, '2026-03-16')
    expect(answer).toMatchObject({ status: 'expired', plan: 'free', subscribedPlan: 'pro', endsAt: at('2026-03-15') })
    expect(answer.why.map(({ rule }) => rule)).toEqual(expect.arrayContaining(['trial-end', 'fall-to-free']))
    expect(answer.why.map(({ rule }) => rule)).not.toContain('grace')
  })

  test('whose end the customer had asked for is cancelled', () => {
    const ended = march({ ...trial, status: 'canceled', endedAt: at('2026-03-15'), canceledAt: at('2026-03-10') })
    expect(trading([subscribe(['2026-03-15', ended]), free], '2026-03-16')).toMatchObject({ status: 'canceled', plan: 'free' })
  })

  test('whose end was not seen yet goes on, and says so', () => {
    expect(
      trading(
        [subscribe(['2026-03-01', makeContent([makeItem(PRO, '2026-03-01', '2026-03-15')], { ...trial, status: 'trialing' })]), free],
        '2026-03-20',
      ),
    ).toMatchObject({
      status: 'trialing',
      plan: 'pro',
      notes: ['end of trial not seen yet'],
    })
  })

  test('that was paid for after it is active from its end, whenever we hear of that', () => {
    const first = makeInvoice('in_1', { lookupKey: PRO, start: '2026-03-15', end: '2026-04-15', paid: '2026-03-15T01:00:00Z' })
    const facts = [subscribe(['2026-03-01', march({ ...trial, status: 'trialing' })], ['2026-05-01', march(trial)]), free, first]
    expect(trading(facts, '2026-03-16')).toMatchObject({ status: 'active', plan: 'pro' })
  })
})

describe('what came before the first sight', () => {
  test('grants nothing until the start was paid', () => {
    const late = makeInvoice('in_1', { lookupKey: PRO, start: '2026-03-01', end: '2026-04-01', reason: 'start', paid: '2026-03-02' })
    const facts = [subscribe(['2026-03-10', march()]), late]
    expect(trading(facts, '2026-03-01T12:00:00Z')).toMatchObject({ plan: 'free', subscribedPlan: null })
    expect(trading(facts, '2026-03-02')).toMatchObject({ plan: 'pro', status: 'active' })
  })

  test('is a pause from the instant that the provider names', () => {
    const facts = [subscribe(['2026-03-01', march()], ['2026-03-20', march({ status: 'paused', pausedAt: at('2026-03-10') })]), paid]
    expect(trading(facts, '2026-03-09').status).toBe('active')
    expect(trading(facts, '2026-03-10').status).toBe('paused')
  })

  test('is a request to end from the instant that it was made', () => {
    const facts = [
      subscribe(['2026-03-01', march()], ['2026-03-20', march({ cancelsAtPeriodEnd: true, canceledAt: at('2026-03-10') })]),
      paid,
    ]
    expect(trading(facts, '2026-03-09').cancelAtPeriodEnd).toBe(false)
    expect(trading(facts, '2026-03-10')).toMatchObject({ cancelAtPeriodEnd: true, endsAt: at('2026-04-01') })
  })

  test('is no end on the day that was set, where it lived on', () => {
    const facts = [
      subscribe(['2026-03-01', march({ cancelAt: at('2026-03-10'), canceledAt: at('2026-03-02') })], ['2026-03-20', march()]),
      paid,
    ]
    expect(trading(facts, '2026-03-12').status).toBe('active')
  })
})

describe('an item that was taken out of a subscription', () => {
  test('ended then; what was bought is still named', () => {
    const without = makeContent([makeItem('maintenance-hours.coo.quarter', '2026-03-01', '2026-06-01', { ref: 'si_2' })])
    const facts = [subscribe(['2026-03-01', march()], ['2026-03-10', without]), paid]
    expect(trading(facts, '2026-03-11')).toMatchObject({
      status: 'canceled',
      plan: 'free',
      subscribedPlan: 'pro',
      endsAt: at('2026-03-10'),
    })
  })
})

describe('a one-off payment', () => {
  const images = (billed: BilledFact[], when: string) => entitle(makeFacts(billed), 'image-quota', when)
  const pro = makePayment('pi_1', '2026-03-01', { plan: 'image-quota.pro', amount: 1200 })

  test('grants its plan for its term, then grace, then nothing', () => {
    expect(images([pro], '2026-03-30')).toMatchObject({ status: 'active', plan: 'pro', endsAt: at('2026-03-31') })
    expect(images([pro], '2026-03-31')).toMatchObject({ status: 'grace', plan: 'pro', endsAt: at('2026-04-07') })
    expect(images([pro], '2026-04-07')).toMatchObject({ status: 'expired', plan: 'free', subscribedPlan: 'pro', endsAt: at('2026-04-07') })
  })

  test('that fails changes nothing and is told', () => {
    const failed = makePayment('pi_2', '2026-03-10', { plan: 'image-quota.premium', amount: 3900, status: 'failed', failure: 'No money.' })
    const answer = images([pro, failed], '2026-03-11')
    expect(answer).toMatchObject({ status: 'active', plan: 'pro' })
    expect(answer.why.at(-1)).toMatchObject({ rule: 'payment-failed', text: expect.stringContaining('No money.') })
  })

  test('that is refunded in full ends at that instant, in part not at all; an open dispute neither', () => {
    expect(images([pro, makeRefund('re_1', 'pi_1', '2026-03-10', 1200)], '2026-03-10')).toMatchObject({ status: 'canceled', plan: 'free' })
    expect(images([pro, makeRefund('re_1', 'pi_1', '2026-03-10', 1100)], '2026-03-10')).toMatchObject({ status: 'active', plan: 'pro' })
    expect(images([pro, makeDispute('dp_1', 'pi_1', '2026-03-10', 'open')], '2026-03-10')).toMatchObject({ status: 'active', plan: 'pro' })
    expect(images([pro, makeDispute('dp_1', 'pi_1', '2026-03-10', 'lost')], '2026-03-10')).toMatchObject({
      status: 'canceled',
      plan: 'free',
    })
  })

  test('for a subscription, refunded, changes nothing: its status decides', () => {
    const payments = [{ payment: 'pi_9', isPaid: true, paidAt: at('2026-03-01') }]
    const invoice = { ...paid, content: { ...paid.content, payments } }
    expect(
      trading([subscribe(['2026-03-01', march()]), invoice, makeRefund('re_1', 'pi_9', '2026-03-05', 9900)], '2026-03-06'),
    ).toMatchObject({ status: 'active' })
  })
})

describe('an override', () => {
  const grant = (plan: string | null, from: string, until: string, limits = {}) => makeOverride('trading', from, until, plan, limits)
  const answer = (billed: BilledFact[], recorded: ReturnType<typeof grant>[], when: string) =>
    entitle(makeFacts(billed, { recorded }), 'trading', when)

  test('of a limit holds beside a newer one of a plan, each until its own end', () => {
    const both = [grant(null, '2026-03-01', '2026-03-20', { positions: 80 }), grant('elite', '2026-03-05', '2026-03-10')]
    expect(answer([], both, '2026-03-06')).toMatchObject({ plan: 'elite', limits: { positions: 80 } })
    expect(answer([], both, '2026-03-12')).toMatchObject({ plan: 'free', limits: { positions: 80 } })
    expect(answer([], both, '2026-03-20')).toMatchObject({ plan: 'free', limits: { positions: 5 }, notes: [] })
  })

  test('of a plan that no catalog has grants nothing', () => {
    expect(answer([], [grant('gold', '2026-03-01', '2026-03-20')], '2026-03-06')).toMatchObject({ plan: 'free', status: 'active' })
  })

  test('of a plan holds while the subscription is paused, and after its end', () => {
    const stopped = [subscribe(['2026-03-02', march({ status: 'paused' })]), paid]
    expect(answer(stopped, [grant('elite', '2026-03-05', '2026-03-20')], '2026-03-06')).toMatchObject({
      status: 'active',
      plan: 'elite',
      subscribedPlan: 'pro',
      features: { 'priority-support': true },
    })
    const over = [subscribe(['2026-03-02', march({ status: 'canceled', endedAt: at('2026-03-02') })]), paid]
    expect(answer(over, [grant('elite', '2026-03-05', '2026-03-20')], '2026-03-06')).toMatchObject({ status: 'active', plan: 'elite' })
    expect(answer(over, [grant('elite', '2026-03-05', '2026-03-20')], '2026-03-20')).toMatchObject({ status: 'canceled', plan: 'free' })
  })
})

describe('the why of an answer', () => {
  test('names rule and fact of all that led there, oldest first, each once', () => {
    const states: [string, SubscriptionContent][] = [
      ['2026-03-01', march()],
      ['2026-03-05', march({}, ELITE)],
      ['2026-03-10', march({ status: 'paused', pausedAt: at('2026-03-10') }, ELITE)],
      ['2026-03-12', march({}, ELITE)],
    ]
    const { why } = trading([subscribe(...states), paid], '2026-03-20')
    expect(why.map(({ at: since, rule, fact }) => [since, rule, fact?.ref])).toEqual([
      [at('2026-03-01'), 'allocate-on-start', 'sub_1'],
      [at('2026-03-01'), 'extend', 'in_1'],
      [at('2026-03-05'), 'allocate-on-start', 'sub_1'],
      [at('2026-03-12'), 'resume', 'sub_1'],
    ])
  })

  test('tells a fall with its instant, and an end that is set with when it was asked for', () => {
    const over = trading([subscribe(['2026-03-10', march({ status: 'canceled', endedAt: at('2026-03-10') })]), paid], '2026-03-20')
    expect(over.why.at(-1)).toMatchObject({ at: at('2026-03-10'), rule: 'fall-to-free', text: 'Pro ended. On Free from then on.' })
    const set = trading([subscribe(['2026-03-10', march({ cancelsAtPeriodEnd: true, canceledAt: at('2026-03-08') })]), paid], '2026-03-20')
    expect(set.why.at(-1)).toMatchObject({ at: at('2026-03-08'), text: 'Set to end at 2026-04-01T00:00:00Z.' })
  })
})
