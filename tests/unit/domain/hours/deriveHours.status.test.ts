import { describe, expect, test } from 'vitest'
import { toIso } from '../../../../src-shared/model/instant.ts'
import { at, derive, ended, hoursOn, NEXT_QUARTER, pack, paid, QUARTER, stepsOn, told, work } from './hoursHistory.ts'

describe('a pause', () => {
  const pauses = [{ key: 'pause', from: at('2025-02-05'), until: at('2025-02-20') }]

  test('lets a window that starts in it wait for its hours; work meanwhile draws on the bank', () => {
    const facts = { periods: [QUARTER], pauses, entries: [work('2025-02-12', 100)] }
    expect(hoursOn('2025-02-19', facts)).toMatchObject({ included: 0, left: 0, rollover: { left: 140 }, available: 140 })
    expect(hoursOn('2025-02-20', facts)).toMatchObject({ included: 480, used: 0, left: 480, rollover: { left: 140 } })
  })

  test('is known from its later reading where it was read before and after it ended', () => {
    const read = [...pauses, { key: 'pause', from: at('2025-02-05'), until: null }]
    expect(hoursOn('2025-02-21', { periods: [QUARTER], pauses: read }).included).toBe(480)
    expect(hoursOn('2025-02-21', { periods: [QUARTER], pauses: read.toReversed() }).included).toBe(480)
  })

  test('takes nothing of a month that has its hours already', () => {
    expect(hoursOn('2025-02-06', { periods: [QUARTER], pauses })).toMatchObject({ included: 480, left: 480 })
  })

  test('over a whole window leaves it without hours, and the bank as it was', () => {
    const facts = { periods: [QUARTER], pauses: [{ key: 'pause', from: at('2025-02-05'), until: at('2025-03-15') }] }
    expect(hoursOn('2025-03-12', facts)).toMatchObject({ included: 0, rollover: { left: 240 } })
    expect(hoursOn('2025-03-15', facts)).toMatchObject({ included: 480, rollover: { left: 240 } })
  })

  test('that ends with the last month paid for gives nothing to the month after it', () => {
    const facts = { periods: [QUARTER], pauses: [{ key: 'pause', from: at('2025-03-05'), until: at('2025-04-10') }] }
    expect(hoursOn('2025-04-10', facts)).toMatchObject({ window: ['2025-04-10', '2025-05-10'], included: 0, left: 0 })
    expect(stepsOn('2025-04-10', facts).filter((step) => step.startsWith('allocated'))).toHaveLength(2)
  })
})

describe('the end of a subscription', () => {
  const ends = [ended('2025-02-20')]

  test('lapses the bank and what is left of the month; later entries draw on packs only', () => {
    const facts = { periods: [QUARTER], ends, packs: [pack('p')], entries: [work('2025-02-15', 100), work('2025-02-20', 40)] }
    expect(hoursOn('2025-02-21', facts)).toMatchObject({ included: 480, used: 100, left: 0, rollover: { left: 0 }, available: 20 })
    expect(stepsOn('2025-02-21', facts)).toEqual(expect.arrayContaining(['lapsed 240 rollover', 'lapsed 380 month', 'drawn 40 pack']))
  })

  test('leaves the window it came in to its end, then there is none', () => {
    expect(hoursOn('2025-03-09', { periods: [QUARTER], ends }).window).toEqual(['2025-02-10', '2025-03-10'])
    expect(hoursOn('2025-03-10', { periods: [QUARTER], ends })).toMatchObject({ window: null, included: 0, rollover: { left: 0, cap: 0 } })
  })

  test('at the end of a window begins no other, and nothing rolls over', () => {
    const facts = { periods: [QUARTER], ends: [ended('2025-04-10')] }
    expect(hoursOn('2025-04-10', facts)).toMatchObject({ window: null, available: 0 })
    expect(stepsOn('2025-04-10', facts)).toEqual(expect.arrayContaining(['lapsed 480 month', 'lapsed 240 rollover']))
  })

  test('stays one: a subscription that starts later has no bank', () => {
    const facts = { periods: [QUARTER, paid('2025-03-01', '2025-06-01', { begins: 'start' })], ends: [ended('2025-02-20', '2025-03-01')] }
    expect(hoursOn('2025-03-01', facts)).toMatchObject({ left: 480, rollover: { left: 0 } })
  })

  test('that is over in the midst of a paid month gives that month its hours from then on, and shows none in between', () => {
    const facts = { periods: [QUARTER, NEXT_QUARTER], ends: [ended('2025-02-20', '2025-04-20')] }
    expect(hoursOn('2025-04-20', facts)).toMatchObject({ included: 480, left: 480, rollover: { left: 0 } })
    expect(derive('2025-04-20', facts).ledger.flatMap(({ window }) => (window ? [toIso(window.start).slice(0, 10)] : []))).toEqual([
      '2025-01-10',
      '2025-02-10',
      '2025-04-10',
    ])
  })

  test('at the very end of a month shows none where it is over by then', () => {
    const facts = { periods: [QUARTER], ends: [ended('2025-02-10', '2025-03-10')] }
    expect(derive('2025-03-10', facts).ledger.filter(({ window }) => window)).toHaveLength(2)
  })

  test('in a month that a change cut short leaves what was used to that month', () => {
    const switched = paid('2025-02-20', '2025-05-20', { begins: 'change' })
    const facts = { periods: [QUARTER, switched], ends: [ended('2025-02-15', '2025-03-25')], entries: [work('2025-02-12', 100)] }
    expect(hoursOn('2025-03-25', { ...facts, periods: [QUARTER, { ...switched, standings: told('paid 2025-02-14') }] })).toMatchObject({
      window: ['2025-03-20', '2025-04-20'],
      used: 0,
      left: 480,
    })
  })

  test('is not looked at before it came', () => {
    expect(hoursOn('2025-02-19', { periods: [QUARTER], ends })).toMatchObject({ left: 480, rollover: { left: 240 } })
  })

  test('that an old invoice is paid after gives nothing more', () => {
    const owed = paid('2025-04-10', '2025-07-10', { standings: told('failed 2025-04-10', 'paid 2025-05-01') })
    const facts = { periods: [QUARTER, owed], ends: [ended('2025-04-20')], entries: [work('2025-04-25', 30)] }
    expect(hoursOn('2025-05-02', facts)).toMatchObject({ included: 480, used: 0, left: 0, available: 0, overage: 30 })
  })
})
