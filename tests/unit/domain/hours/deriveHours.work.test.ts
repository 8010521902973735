import { describe, expect, test } from 'vitest'
import type { HoursFacts } from '../../../../src-main/domain/hours/hoursFacts.ts'
import { toIso } from '../../../../src-shared/model/instant.ts'
import { at, COO, derive, pack, paid, work } from './hoursHistory.ts'

const MONTH = paid('2025-01-10', '2025-02-10', { begins: 'start' })
const NEXT_MONTH = paid('2025-02-10', '2025-03-10')

describe('work', () => {
  test('draws on the month, then the rollover, then packs, then nothing', () => {
    const facts = { periods: [MONTH, NEXT_MONTH], packs: [pack('p')], entries: [work('2025-02-15', 800)] }
    expect(stepsOf('2025-02-15', facts).filter((step) => /drawn|overage/.test(step))).toEqual([
      'drawn 480 month 2025-02-15',
      'drawn 240 rollover 2025-02-15',
      'drawn 60 pack p 2025-02-15',
      'overage 20 2025-02-15',
    ])
  })

  test.each([
    ['soonest expiry first', pack('a', { expiresAt: at('2025-06-01') }), pack('b', { expiresAt: at('2025-05-01') })],
    ['of one expiry the older first', pack('a', { boughtAt: at('2025-01-02') }), pack('b')],
    ['of one purchase by ref', pack('c'), pack('b')],
  ])('draws on packs in their order: %s', (_, later, sooner) => {
    const facts = { packs: [later, sooner], entries: [work('2025-02-15', 70)] }
    expect(derive('2025-02-15', facts).packs.map(({ ref, left }) => [ref, left])).toEqual([
      [sooner.ref, 0],
      [later.ref, 50],
    ])
  })

  test('at one instant goes by key', () => {
    const facts = { packs: [pack('p')], entries: [work('2025-02-15', 50, 'b'), work('2025-02-15', 30, 'a')] }
    expect(stepsOf('2025-02-15', facts).slice(1)).toEqual(['drawn 30 pack p a', 'drawn 30 pack p b', 'overage 20 b'])
  })

  test('that finds no hours is overage, window by window and in sum', () => {
    const facts = { periods: [MONTH, NEXT_MONTH], entries: [work('2025-01-20', 500), work('2025-02-20', 490)] }
    const { overage, ledger } = derive('2025-02-21', facts)
    expect(overage).toBe(30)
    expect(ledger.map((section) => section.overage)).toEqual([20, 10])
  })

  test('counts as used where it was drawn from the month’s own hours', () => {
    const facts = { periods: [MONTH, NEXT_MONTH], packs: [pack('p')], entries: [work('2025-02-15', 770)] }
    expect(derive('2025-02-15', facts)).toMatchObject({ used: 480, overage: 0 })
  })

  test('is not there before it is done', () => {
    expect(derive('2025-02-14', { packs: [pack('p')], entries: [work('2025-02-15', 10)] }).available).toBe(60)
  })

  test('that is entered late lands in its own window, and the balances after it follow', () => {
    const entries = [work('2025-02-15', 480)]
    const facts = { periods: [MONTH, NEXT_MONTH] }
    expect(derive('2025-02-20', { ...facts, entries })).toMatchObject({ left: 0, rollover: { left: 240 } })
    expect(derive('2025-02-20', { ...facts, entries: [...entries, work('2025-01-20', 380)] })).toMatchObject({
      left: 0,
      rollover: { left: 100 },
    })
  })

  test('before the first window draws on packs live then, else is overage', () => {
    const packs = [pack('p', { boughtAt: at('2025-01-03') })]
    const facts = { periods: [MONTH], packs, entries: [work('2025-01-02', 5), work('2025-01-04', 70)] }
    expect(derive('2025-01-12', facts)).toMatchObject({ used: 0, left: 480, overage: 15, packs: [{ left: 0, state: 'spent' }] })
    expect(derive('2025-01-12', facts).ledger.map(({ window, overage }) => [window === null, overage])).toEqual([
      [true, 15],
      [false, 0],
    ])
  })

  test('at the instant a window ends belongs to the next', () => {
    const facts = { periods: [MONTH, NEXT_MONTH], entries: [work('2025-02-10', 30)] }
    expect(derive('2025-02-10', facts)).toMatchObject({ used: 30, rollover: { left: 240 } })
  })

  test('of an unlimited month is used and never overage', () => {
    const facts = { periods: [{ ...MONTH, rule: COO }], packs: [pack('p')], entries: [work('2025-01-20', 9_000)] }
    expect(derive('2025-01-21', facts)).toMatchObject({
      used: 9_000,
      left: 'unlimited',
      available: 'unlimited',
      overage: 0,
      packs: [{ left: 60 }],
    })
  })

  test('comes in whole minutes: anything else is our own broken promise', () => {
    expect(() => derive('2025-01-21', { entries: [work('2025-01-20', 0.5)] })).toThrow('whole minutes')
    expect(() => derive('2025-01-21', { entries: [work('2025-01-20', -1)] })).toThrow('whole minutes')
  })
})

describe('overage', () => {
  const entries = [work('2025-01-20', 50)]

  test('is not paid for by a pack that is bought later', () => {
    const facts = { packs: [pack('p', { boughtAt: at('2025-01-21') })], entries }
    expect(derive('2025-01-22', facts)).toMatchObject({ overage: 50, available: 60 })
  })

  test.each(['billed', 'waived'] as const)('is settled when it is %s, and stays in the sum', (as) => {
    const facts = { entries, settlements: [{ key: 's', at: at('2025-01-20'), minutes: 30, as }] }
    const balance = derive('2025-01-22', facts)
    expect(balance.overage).toBe(50)
    expect(balance.ledger.at(-1)?.steps.at(-1)).toMatchObject({ kind: as, minutes: 30, fact: 's', after: { overage: 50, unsettled: 20 } })
  })

  test('is not settled beyond what there is, nor before it is there', () => {
    const settlements = [
      { key: 'early', at: at('2025-01-19'), minutes: 10, as: 'waived' as const },
      { key: 'much', at: at('2025-01-21'), minutes: 99, as: 'waived' as const },
    ]
    expect(stepsOf('2025-01-22', { entries, settlements })).toEqual(['overage 50 2025-01-20', 'waived 50 much'])
  })
})

describe('a pack', () => {
  const packs = [pack('p', { expiresAt: at('2025-03-01') })]

  test('is usable without a subscription from the instant it is bought', () => {
    const facts = { packs, entries: [work('2025-01-01', 15)] }
    expect(derive('2025-01-01', facts)).toMatchObject({ window: null, available: 45, packs: [{ state: 'live', left: 45 }] })
    expect(derive('2024-12-31', facts).packs).toEqual([])
  })

  test('is untouched by renewals', () => {
    expect(derive('2025-02-15', { periods: [MONTH, NEXT_MONTH], packs })).toMatchObject({
      available: 480 + 240 + 60,
      packs: [{ left: 60 }],
    })
  })

  test('is gone at the very instant of its expiry', () => {
    const facts = { packs, entries: [work('2025-03-01', 10)] }
    expect(derive('2025-03-01', facts)).toMatchObject({ available: 0, overage: 10, packs: [{ left: 60, state: 'lapsed' }] })
  })

  test.each([
    ['live while some of it is left', '2025-02-01', 20, { state: 'live', left: 40 }],
    ['spent when nothing is left', '2025-02-01', 60, { state: 'spent', left: 0 }],
    ['lapsed when it expires with a rest, which is shown', '2025-03-01', 20, { state: 'lapsed', left: 40 }],
    ['expired when it expires without', '2025-03-01', 60, { state: 'expired', left: 0 }],
  ])('is %s', (_, day, minutes, expected) => {
    expect(derive(day, { packs, entries: [work('2025-01-20', minutes)] }).packs).toMatchObject([expected])
  })

  test('that is refunded loses what is left at that instant, and nothing before it', () => {
    const refunded = [pack('p', { refundedAt: at('2025-02-01') })]
    const facts = { packs: refunded, entries: [work('2025-01-20', 20), work('2025-02-01', 5)] }
    expect(derive('2025-01-31', facts)).toMatchObject({ available: 40, packs: [{ state: 'live' }] })
    expect(derive('2025-02-01', facts)).toMatchObject({ available: 0, overage: 5, packs: [{ left: 0, state: 'expired' }] })
    expect(stepsOf('2025-02-01', facts)).toContain('refunded 40 pack p p')
  })

  test('that is refunded at once was never of use', () => {
    const refunded = [pack('p', { refundedAt: at('2025-01-01') })]
    expect(derive('2025-01-02', { packs: refunded })).toMatchObject({ available: 0, packs: [{ left: 0, state: 'expired' }] })
  })

  test('that was too late for its own expiry is lapsed from the start', () => {
    const late = [pack('p', { expiresAt: at('2024-12-31') })]
    expect(derive('2025-01-02', { packs: late })).toMatchObject({ available: 0, packs: [{ left: 60, state: 'lapsed' }] })
  })

  test('that is refunded after it expired keeps showing the rest that lapsed', () => {
    const late = [pack('p', { expiresAt: at('2025-03-01'), refundedAt: at('2025-03-02') })]
    expect(derive('2025-03-03', { packs: late }).packs).toMatchObject([{ left: 60, state: 'lapsed' }])
  })

  test('is known by its ref: read again, with its refund, it is one pack', () => {
    const again = [pack('p'), pack('p', { refundedAt: at('2025-02-01') })]
    expect(derive('2025-02-02', { packs: again }).packs).toMatchObject([{ left: 0 }])
    expect(derive('2025-02-02', { packs: again.toReversed() }).packs).toMatchObject([{ left: 0 }])
  })

  test('adds to what is available, beside the month and the bank', () => {
    const facts = { periods: [MONTH, NEXT_MONTH], packs, entries: [work('2025-02-15', 100)] }
    const { left, rollover, available } = derive('2025-02-16', facts)
    expect([left, rollover.left, available]).toEqual([380, 240, 680])
  })
})

test('the ledger tells a month step by step, each with its instant, its fact and the balance after it', () => {
  const facts = { periods: [MONTH], packs: [pack('p', { boughtAt: at('2025-01-12') })], entries: [work('2025-01-20', 500)] }
  const [month] = derive('2025-02-10', facts).ledger
  expect(month).toMatchObject({
    window: { start: at('2025-01-10'), end: at('2025-02-10') },
    isPaid: true,
    included: 480,
    used: 480,
    overage: 0,
  })
  const steps = month?.steps.map(({ at: when, kind, minutes, fact, after }) => [
    toIso(when).slice(0, 10),
    kind,
    minutes,
    fact,
    after.available,
  ])
  expect(steps).toEqual([
    ['2025-01-10', 'allocated', 480, 'in_2025-01-10', 480],
    ['2025-01-12', 'bought', 60, 'p', 540],
    ['2025-01-20', 'drawn', 480, '2025-01-20', 60],
    ['2025-01-20', 'drawn', 20, '2025-01-20', 40],
  ])
})

function stepsOf(day: string, facts: Partial<HoursFacts>): string[] {
  const steps = derive(day, facts).ledger.flatMap((section) => section.steps)
  return steps.map(({ kind, minutes, part, pack: ref, fact }) => [kind, minutes, part, ref, fact].filter((word) => word !== null).join(' '))
}
