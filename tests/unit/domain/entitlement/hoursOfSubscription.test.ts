import { describe, expect, test } from 'vitest'
import type { SubscriptionContent } from '../../../../src-main/domain/billing/billedObject.ts'
import type { BilledFact } from '../../../../src-main/domain/companyFacts.ts'
import type { RecordedFact } from '../../../../src-main/domain/recordedFact.ts'
import { at, balance, makeContent, makeFacts, makeInvoice, makeItem, makeLine, makeSubscription } from './makeFacts.ts'
import { makeWork } from './makePurchases.ts'

const ESSENTIALS = 'maintenance-hours.essentials.quarter'
const DIRECTOR = 'maintenance-hours.director.quarter'
const HOUR = 60

function quarter(key = DIRECTOR, change: Partial<SubscriptionContent> = {}, start = '2026-01-01', end = '2026-04-01') {
  return makeContent([makeItem(key, start, end)], { startedAt: at('2026-01-01'), anchor: at('2026-01-01'), ...change })
}

const first = makeInvoice('in_1', { lookupKey: DIRECTOR, start: '2026-01-01', end: '2026-04-01', reason: 'start' })
const running = makeSubscription('sub_1', [['2026-01-01', quarter()]])

function hours(billed: BilledFact[], when: string, recorded: RecordedFact[] = []) {
  return balance(makeFacts(billed, { recorded }), when)
}

describe('a quarter that is paid for', () => {
  test('brings its hours each month', () => {
    for (const [when, start, end] of [
      ['2026-01-10', '2026-01-01', '2026-02-01'],
      ['2026-02-10', '2026-02-01', '2026-03-01'],
      ['2026-03-10', '2026-03-01', '2026-04-01'],
    ] as const)
      expect(hours([running, first], when)).toMatchObject({ window: { start: at(start), end: at(end) }, included: 16 * HOUR })
  })

  test('that begins on a month’s last evening is cut at the last evening of each month, short ones included', () => {
    const [start, end] = ['2026-01-31T20:00:00Z', '2026-04-30T20:00:00Z']
    const content = quarter(DIRECTOR, { startedAt: at(start), anchor: at(start) }, start, end)
    const facts = [
      makeSubscription('sub_1', [[start, content]]),
      makeInvoice('in_1', { lookupKey: DIRECTOR, start, end, reason: 'start' }),
      makeInvoice('in_2', { lookupKey: DIRECTOR, start: end, end: '2026-07-31T20:00:00Z' }),
    ]
    const starts = hours(facts, '2026-06-10').ledger.map(({ window }) => window?.start)
    expect(starts).toEqual(['2026-01-31', '2026-02-28', '2026-03-31', '2026-04-30', '2026-05-31'].map((day) => at(`${day}T20:00:00Z`)))
  })

  test('may be of more than one seat: that multiplies money, never hours', () => {
    const content = makeContent([makeItem(DIRECTOR, '2026-01-01', '2026-04-01', { quantity: 5 })])
    expect(hours([makeSubscription('sub_1', [['2026-01-01', content]]), first], '2026-01-10').included).toBe(16 * HOUR)
  })

  test('rolls over up to the cap when it is renewed', () => {
    const renewal = makeInvoice('in_2', { lookupKey: DIRECTOR, start: '2026-04-01', end: '2026-07-01' })
    const after = hours([running, first, renewal], '2026-04-02', [makeWork('2026-03-10', 12 * HOUR)])
    expect(after).toMatchObject({ included: 16 * HOUR, rollover: { left: 10 * HOUR } })
    expect(after.available).toBe(26 * HOUR)
  })
})

describe('a trial and a stub', () => {
  test('of a trial of two weeks is one window with full hours', () => {
    const trial = { status: 'trialing' as const, trialStart: at('2026-01-01'), trialEnd: at('2026-01-15') }
    const content = quarter(DIRECTOR, trial, '2026-01-01', '2026-01-15')
    const free = makeInvoice('in_0', { lookupKey: DIRECTOR, start: '2026-01-01', end: '2026-01-15', reason: 'start', amountDue: 0 })
    expect(hours([makeSubscription('sub_1', [['2026-01-01', content]]), free], '2026-01-05')).toMatchObject({
      window: { start: at('2026-01-01'), end: at('2026-01-15') },
      included: 16 * HOUR,
    })
  })

  test('up to the anchor, however long, is one window with full hours', () => {
    const content = quarter(DIRECTOR, { startedAt: at('2026-01-20'), anchor: at('2026-03-15') }, '2026-01-20', '2026-03-15')
    const stub = makeInvoice('in_1', { lookupKey: DIRECTOR, start: '2026-01-20', end: '2026-03-15', reason: 'start', amountDue: 900 })
    const whole = makeInvoice('in_2', { lookupKey: DIRECTOR, start: '2026-03-15', end: '2026-06-15' })
    const facts = [makeSubscription('sub_1', [['2026-01-20', content]]), stub, whole]
    expect(hours(facts, '2026-03-01')).toMatchObject({ window: { start: at('2026-01-20'), end: at('2026-03-15') }, included: 16 * HOUR })
    expect(hours(facts, '2026-04-20').window).toEqual({ start: at('2026-04-15'), end: at('2026-05-15') })
  })
})

describe('a renewal', () => {
  const renewal = { lookupKey: DIRECTOR, start: '2026-04-01', end: '2026-07-01' }
  const renewed = makeSubscription('sub_1', [
    ['2026-01-01', quarter()],
    ['2026-04-01', quarter(DIRECTOR, {}, '2026-04-01', '2026-07-01')],
  ])

  test.each([
    ['draft', { status: 'draft' as const, paid: null, finalizedAt: null }, 16 * HOUR],
    ['open', { paid: null }, 16 * HOUR],
    ['open and refused', { paid: null, isFailing: true }, 0],
    ['open and overdue', { paid: null, dueAt: at('2026-04-05') }, 0],
    ['void', { paid: null, status: 'void' as const, voidedAt: at('2026-04-02'), attempts: 0 }, 0],
    ['uncollectible', { paid: null, status: 'uncollectible' as const, uncollectibleAt: at('2026-04-02'), attempts: 0 }, 0],
    ['of nothing', { amountDue: 0 }, 16 * HOUR],
    ['paid out of band', { amountPaid: 0 }, 16 * HOUR],
  ])('that is %s brings what that is worth', (_, given, included) => {
    expect(hours([renewed, first, makeInvoice('in_2', { ...renewal, ...given })], '2026-04-10').included).toBe(included)
  })

  test('that is paid late pays for its whole window, earlier work included', () => {
    const late = makeInvoice('in_2', { ...renewal, paid: '2026-04-05', attempts: 2 })
    const worked = [makeWork('2026-04-03', 2 * HOUR)]
    expect(hours([renewed, first, late], '2026-04-04', worked)).toMatchObject({ included: 0 })
    expect(hours([renewed, first, late], '2026-04-06', worked)).toMatchObject({ included: 16 * HOUR, used: 2 * HOUR, overage: 0 })
  })

  test('that is void rolls nothing, and the bank stays while the subscription is active', () => {
    const gone = makeInvoice('in_2', { ...renewal, paid: null, status: 'void', voidedAt: at('2026-04-02'), attempts: 0 })
    expect(hours([renewed, first, gone], '2026-04-10')).toMatchObject({ included: 0, rollover: { left: 10 * HOUR } })
  })
})

describe('a change of plan in mid-window', () => {
  const worked = [makeWork('2026-01-05', 5 * HOUR)]

  test('that was seen gives the new plan’s hours from then on, and what was used stays used', () => {
    const facts = [
      makeSubscription('sub_1', [
        ['2026-01-01', quarter(ESSENTIALS)],
        ['2026-01-10T10:00:00Z', quarter(DIRECTOR)],
      ]),
      makeInvoice('in_1', { lookupKey: ESSENTIALS, start: '2026-01-01', end: '2026-04-01', reason: 'start' }),
    ]
    expect(hours(facts, '2026-01-10T09:59:59Z', worked)).toMatchObject({ included: 8 * HOUR, left: 3 * HOUR })
    const after = hours(facts, '2026-01-10T10:00:00Z', worked)
    expect(after).toMatchObject({ included: 16 * HOUR, used: 5 * HOUR, left: 11 * HOUR })
    expect(after.ledger[0]?.steps.at(-1)).toMatchObject({ kind: 'changed', minutes: 8 * HOUR, fact: 'sub_1 2026-01-10T10:00:00Z' })
  })

  test('from before we first saw it is told by the lines that charge for it', () => {
    const proration = makeInvoice('in_2', {
      start: '2026-01-10',
      end: '2026-04-01',
      reason: 'change',
      lines: [
        makeLine('il_1', ESSENTIALS, '2026-01-10', '2026-04-01', { amount: -200000, isProration: true }),
        makeLine('il_2', DIRECTOR, '2026-01-10', '2026-04-01', { amount: 400000, isProration: true }),
      ],
    })
    const facts = [
      makeSubscription('sub_1', [['2026-03-20', quarter(DIRECTOR)]]),
      makeInvoice('in_1', { lookupKey: ESSENTIALS, start: '2026-01-01', end: '2026-04-01', reason: 'start' }),
      proration,
    ]
    expect(hours(facts, '2026-01-09', worked)).toMatchObject({ included: 8 * HOUR, left: 3 * HOUR })
    const after = hours(facts, '2026-01-11', worked)
    expect(after).toMatchObject({ included: 16 * HOUR, left: 11 * HOUR, window: { start: at('2026-01-01'), end: at('2026-02-01') } })
    expect(after.ledger[0]?.steps.at(-1)).toMatchObject({ kind: 'changed', fact: 'in_2 2026-01-10T00:00:00Z' })
  })
})

describe('a pause', () => {
  const states: [string, SubscriptionContent][] = [
    ['2026-01-01', quarter()],
    ['2026-01-25', quarter(DIRECTOR, { status: 'paused', pausedAt: at('2026-01-25') })],
    ['2026-02-10', quarter()],
  ]
  const facts = [makeSubscription('sub_1', states), first]

  test('leaves the window that is on as it is', () => {
    expect(hours(facts, '2026-01-28')).toMatchObject({ included: 16 * HOUR })
  })

  test('that a window starts in holds back its hours until it is resumed', () => {
    expect(hours(facts, '2026-02-05')).toMatchObject({ window: { start: at('2026-02-01') }, included: 0, rollover: { left: 10 * HOUR } })
    expect(hours(facts, '2026-02-10')).toMatchObject({ window: { start: at('2026-02-01') }, included: 16 * HOUR })
  })
})

describe('the end of a subscription', () => {
  const ended = makeSubscription('sub_1', [
    ['2026-01-01', quarter()],
    ['2026-02-10', quarter(DIRECTOR, { status: 'canceled', endedAt: at('2026-02-10') })],
  ])

  test('takes the bank and what is left of the month; later work draws on packs only', () => {
    expect(hours([ended, first], '2026-02-09')).toMatchObject({ available: 26 * HOUR })
    const after = hours([ended, first], '2026-02-20', [makeWork('2026-02-15', HOUR)])
    expect(after).toMatchObject({ available: 0, left: 0, rollover: { left: 0 }, overage: HOUR })
  })

  test('leaves the window to its end, and none after it', () => {
    expect(hours([ended, first], '2026-02-28').window).toEqual({ start: at('2026-02-01'), end: at('2026-03-01') })
    expect(hours([ended, first], '2026-03-01').window).toBeNull()
  })

  test('by days of grace that ran out lapses the bank, and a later payment does not bring it back', () => {
    const failing = { lookupKey: DIRECTOR, start: '2026-04-01', end: '2026-07-01', paid: '2026-04-20', attempts: 4 }
    const facts = [
      makeSubscription('sub_1', [
        ['2026-01-01', quarter()],
        ['2026-04-01', quarter(DIRECTOR, { status: 'past-due' }, '2026-04-01', '2026-07-01')],
      ]),
      first,
      makeInvoice('in_2', failing),
    ]
    expect(hours(facts, '2026-04-07')).toMatchObject({ rollover: { left: 10 * HOUR }, included: 0 })
    expect(hours(facts, '2026-04-08')).toMatchObject({ rollover: { left: 0 } })
    expect(hours(facts, '2026-04-20')).toMatchObject({ rollover: { left: 0 }, included: 16 * HOUR })
  })
})
