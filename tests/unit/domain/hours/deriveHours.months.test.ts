import { describe, expect, test } from 'vitest'
import { toIso } from '../../../../src-shared/model/instant.ts'
import { at, COO, DIRECTOR, derive, ESSENTIALS, ended, hoursOn, NEXT_QUARTER, paid, QUARTER, stepsOn, told, work } from './hoursHistory.ts'

describe('a month of hours', () => {
  test.each([
    ['2025-01-10', '2025-02-10', 0],
    ['2025-02-10', '2025-03-10', 240],
    ['2025-03-10', '2025-04-10', 240],
  ])('is allocated in full on %s, though the quarter was paid once', (start, end, bank) => {
    expect(hoursOn(start, { periods: [QUARTER] })).toMatchObject({
      window: [start, end],
      included: 480,
      left: 480,
      rollover: { left: bank },
    })
  })

  test('is allocated twelve times in a year that was paid once', () => {
    const year = paid('2025-01-10', '2026-01-10')
    const { ledger } = derive('2026-01-09', { periods: [year] })
    expect(ledger.flatMap(({ steps }) => steps).filter(({ kind }) => kind === 'allocated')).toHaveLength(12)
  })

  test('is cut by the day of the anchor, clamped to short months and returning', () => {
    const period = paid('2025-01-31', '2025-04-30')
    expect(derive('2025-04-29', { periods: [period] }).ledger.map(({ window }) => window && toIso(window.start).slice(0, 10))).toEqual([
      '2025-01-31',
      '2025-02-28',
      '2025-03-31',
    ])
  })

  test('is one for a stub, with full hours', () => {
    const stub = paid('2025-01-03', '2025-01-10', { cut: 'whole', begins: 'start', anchor: at('2025-01-10') })
    const facts = { periods: [stub, { ...QUARTER, begins: 'renewal' as const }] }
    expect(hoursOn('2025-01-05', facts)).toMatchObject({ window: ['2025-01-03', '2025-01-10'], included: 480 })
    expect(hoursOn('2025-01-10', facts)).toMatchObject({ window: ['2025-01-10', '2025-02-10'], left: 480, rollover: { left: 240 } })
  })

  test('is one for a trial, however long', () => {
    const trial = paid('2025-01-10', '2025-03-20', { cut: 'whole', begins: 'start' })
    expect(hoursOn('2025-03-19', { periods: [trial] })).toMatchObject({ window: ['2025-01-10', '2025-03-20'], left: 480 })
  })

  test('goes on without hours where the next period is not seen yet', () => {
    expect(hoursOn('2025-05-20', { periods: [QUARTER] })).toMatchObject({ window: ['2025-05-10', '2025-06-10'], included: 0, left: 0 })
  })

  test('was another one as of a day before the period that cut it short', () => {
    const switched = paid('2025-02-20', '2025-05-20', { begins: 'change' })
    expect(hoursOn('2025-02-19', { periods: [QUARTER, switched] }).window).toEqual(['2025-02-10', '2025-03-10'])
    expect(hoursOn('2025-02-20', { periods: [QUARTER, switched] }).window).toEqual(['2025-02-20', '2025-03-20'])
  })
})

describe('the payment of a period', () => {
  const late = paid('2025-04-10', '2025-07-10', { standings: told('failed 2025-04-10', 'paid 2025-04-20') })
  const facts = { periods: [QUARTER, late], entries: [work('2025-04-12', 300)] }

  test('counts from its own instant: before it the work drew on the bank, then on nothing', () => {
    expect(hoursOn('2025-04-19', facts)).toMatchObject({ included: 0, used: 0, rollover: { left: 0 }, overage: 60 })
  })

  test('then counts for the whole window, earlier entries included', () => {
    expect(hoursOn('2025-04-20', facts)).toMatchObject({ included: 480, used: 300, left: 180, rollover: { left: 240 }, overage: 0 })
  })

  test('is waited for while the invoice is draft or open', () => {
    const open = paid('2025-04-10', '2025-07-10', { standings: told('draft 2025-04-10', 'open 2025-04-11') })
    expect(hoursOn('2025-04-19', { periods: [QUARTER, open] })).toMatchObject({ included: 480, available: 720 })
  })

  test.each(['failed', 'overdue', 'void', 'uncollectible'] as const)(
    'that is %s allocates nothing, rolls nothing and keeps the bank',
    (standing) => {
      const refused = paid('2025-04-10', '2025-07-10', { standings: told('open 2025-04-10', `${standing} 2025-04-12`) })
      expect(hoursOn('2025-05-15', { periods: [QUARTER, refused] })).toMatchObject({ included: 0, left: 0, rollover: { left: 240 } })
    },
  )

  test('is known from the later reading of an invoice that was read twice', () => {
    const open = paid('2025-04-10', '2025-07-10', { standings: told('failed 2025-04-10') })
    expect(hoursOn('2025-04-20', { periods: [QUARTER, open, late] }).included).toBe(480)
    expect(hoursOn('2025-04-20', { periods: [late, open, QUARTER] }).included).toBe(480)
  })

  test('pays for a window that a void invoice does not, where both lie over it', () => {
    const replaced = paid('2025-02-20', '2025-05-20', { begins: 'change', standings: told('void 2025-02-20') })
    expect(hoursOn('2025-02-25', { periods: [QUARTER, replaced] })).toMatchObject({ window: ['2025-02-10', '2025-03-10'], included: 480 })
  })

  test('that makes an expired subscription active again pays for the month it came in; the bank stays lapsed', () => {
    const expired = [ended('2025-04-17', '2025-04-20')]
    const entries = [work('2025-04-12', 300), work('2025-04-18', 30)]
    expect(hoursOn('2025-04-19', { periods: [QUARTER, late], ends: expired, entries })).toMatchObject({
      left: 0,
      available: 0,
      overage: 90,
    })
    expect(hoursOn('2025-04-21', { periods: [QUARTER, late], ends: expired, entries })).toMatchObject({
      used: 330,
      left: 150,
      rollover: { left: 0 },
      overage: 0,
    })
  })
})

describe('unused hours', () => {
  test('roll over up to the cap, with what is left of the bank', () => {
    const entries = [work('2025-01-20', 400), work('2025-02-20', 350)]
    expect(hoursOn('2025-03-10', { periods: [QUARTER], entries }).rollover).toEqual({ left: 80 + 130, cap: 240 })
    expect(hoursOn('2025-03-10', { periods: [QUARTER] }).rollover).toEqual({ left: 240, cap: 240 })
  })

  test('roll over into the next period that is paid', () => {
    expect(hoursOn('2025-04-10', { periods: [QUARTER, NEXT_QUARTER] })).toMatchObject({ used: 0, left: 480, rollover: { left: 240 } })
  })

  test('of a subscription that starts anew do not roll over', () => {
    const anew = paid('2025-02-20', '2025-05-20', { begins: 'start' })
    const facts = { periods: [QUARTER, anew], entries: [work('2025-02-15', 100)] }
    expect(hoursOn('2025-02-20', facts)).toMatchObject({ used: 0, left: 480, rollover: { left: 240 } })
    expect(stepsOn('2025-02-20', facts)).toContain('lapsed 380 month')
  })

  test('neither roll over nor come back where a change of the subscription begins a period: what was used stays used', () => {
    const switched = paid('2025-02-20', '2025-05-20', { begins: 'change', rule: DIRECTOR })
    const facts = { periods: [QUARTER, switched], entries: [work('2025-02-15', 400)] }
    expect(hoursOn('2025-02-20', facts)).toMatchObject({ included: 960, used: 400, left: 560, rollover: { left: 240, cap: 600 } })
  })

  test('of an unlimited plan do not roll over', () => {
    const unlimited = paid('2025-01-10', '2025-04-10', { rule: { minutesPerMonth: 'unlimited', rolloverCapMinutes: 600 } })
    expect(hoursOn('2025-02-10', { periods: [unlimited] })).toMatchObject({
      left: 'unlimited',
      available: 'unlimited',
      rollover: { left: 0 },
    })
  })
})

describe('a change of plan', () => {
  const upgrade = { key: 'up', at: at('2025-02-20'), rule: DIRECTOR }
  const downgrade = { key: 'down', at: at('2025-03-20'), rule: ESSENTIALS }

  test('gives the window the new hours from then on; what was used stays used, what found none stays overage', () => {
    const facts = {
      periods: [QUARTER],
      changes: [upgrade],
      entries: [work('2025-01-15', 480), work('2025-02-15', 500), work('2025-02-25', 100)],
    }
    expect(hoursOn('2025-02-19', facts)).toMatchObject({ included: 480, used: 480, left: 0, overage: 20 })
    expect(hoursOn('2025-02-25', facts)).toMatchObject({ included: 960, used: 580, left: 380, overage: 20 })
  })

  test('to fewer hours than were used leaves none, and takes none back', () => {
    const facts = { periods: [{ ...QUARTER, rule: DIRECTOR }], changes: [downgrade], entries: [work('2025-03-15', 700)] }
    expect(hoursOn('2025-03-21', facts)).toMatchObject({ included: 480, used: 700, left: 0, overage: 0 })
  })

  test('that lowers the cap trims the bank at the next roll, not at once', () => {
    const facts = { periods: [{ ...QUARTER, rule: DIRECTOR }, NEXT_QUARTER], changes: [downgrade] }
    expect(hoursOn('2025-03-21', facts).rollover).toEqual({ left: 600, cap: 240 })
    expect(hoursOn('2025-04-10', facts).rollover).toEqual({ left: 240, cap: 240 })
    expect(stepsOn('2025-04-10', facts)).toEqual(expect.arrayContaining(['rolled-over 480 month', 'trimmed 840 rollover']))
  })

  test('at a renewal leaves the roll of that instant to the old cap', () => {
    const facts = { periods: [{ ...QUARTER, rule: DIRECTOR }, NEXT_QUARTER] }
    expect(hoursOn('2025-04-10', facts).rollover).toEqual({ left: 600, cap: 240 })
    expect(hoursOn('2025-05-10', facts).rollover).toEqual({ left: 240, cap: 240 })
  })

  test('to unlimited and back counts what was used meanwhile', () => {
    const changes = [
      { key: 'up', at: at('2025-01-15'), rule: COO },
      { ...downgrade, at: at('2025-01-20') },
    ]
    const facts = { periods: [QUARTER], changes, entries: [work('2025-01-16', 6_000)] }
    expect(hoursOn('2025-01-17', facts)).toMatchObject({ used: 6_000, available: 'unlimited', overage: 0 })
    expect(hoursOn('2025-01-21', facts)).toMatchObject({ included: 480, used: 6_000, left: 0, overage: 0 })
  })

  test('at the start of a month, or while it waits for its hours, is allocated with the new hours in one step', () => {
    const early = { ...upgrade, at: at('2025-02-10') }
    const pauses = [{ key: 'pause', from: at('2025-02-05'), until: at('2025-02-20') }]
    for (const facts of [{ changes: [early] }, { changes: [upgrade], pauses }]) {
      const { ledger } = derive('2025-02-21', { periods: [QUARTER], ...facts })
      expect(ledger[1]?.steps).toMatchObject([{ kind: 'allocated', minutes: 960 }])
    }
  })

  test('holds until a period brings its own plan', () => {
    const facts = { periods: [QUARTER, NEXT_QUARTER], changes: [upgrade] }
    expect(hoursOn('2025-03-15', facts).included).toBe(960)
    expect(hoursOn('2025-04-15', facts).included).toBe(480)
  })
})
