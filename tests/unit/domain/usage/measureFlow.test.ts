import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { measureFlow } from '../../../../src-main/domain/usage/measureFlow.ts'
import type { UsageRecord, UsageWindow } from '../../../../src-main/domain/usage/usageRecord.ts'
import type { Instant } from '../../../../src-shared/model/instant.ts'
import { instant, makeRecord, RUNS, repeated, tinyInstant, tinyRecords } from './makeRecord.ts'

const MARCH: UsageWindow = { start: instant('2026-03-01T00:00:00Z'), end: instant('2026-04-01T00:00:00Z') }
const NOON_10 = instant('2026-03-10T12:00:00Z')

function measure(records: UsageRecord[], given: { at?: Instant; window?: UsageWindow; readUpTo?: Instant; startedAt?: Instant } = {}) {
  return measureFlow({ metric: 'api-calls', records, window: MARCH, at: NOON_10, ...given })
}

describe('a flow metric', () => {
  test('adds what was told within its window', () => {
    expect(measure([makeRecord({ day: 2, quantity: 5 }), makeRecord({ day: 3, quantity: 7 })])).toMatchObject({ used: 12 })
  })

  test('counts a record at its window’s start and none at its end', () => {
    const records = [
      makeRecord({ key: 'a', at: MARCH.start, quantity: 1 }),
      makeRecord({ key: 'b', at: MARCH.end as Instant, quantity: 10 }),
    ]
    expect(measure(records, { at: instant('2026-05-01T00:00:00Z') })).toMatchObject({ used: 1 })
  })

  test('counts a record at the very instant that is asked for, and none after it', () => {
    const records = [makeRecord({ day: 10, quantity: 1 }), makeRecord({ day: 11, quantity: 10 })]
    expect(measure(records)).toMatchObject({ used: 1, asOf: NOON_10 })
  })

  test('is unknown, not 0, where nobody has told', () => {
    expect(measure([])).toBeNull()
    expect(measure([makeRecord({ metric: 'images' })])).toBeNull()
    expect(measure([makeRecord({ day: 11 })])).toBeNull()
  })

  test('is unknown where its source was read and told nothing', () => {
    expect(measure([], { readUpTo: NOON_10 })).toBeNull()
  })

  test('is 0 from the instant on which a fact set its counter to 0', () => {
    const paidAt = instant('2026-03-09T00:00:00Z')
    expect(measure([], { startedAt: paidAt, window: { start: paidAt, end: null } })).toEqual({ used: 0, asOf: paidAt })
  })

  test('is 0 as of the last telling where only earlier windows were told of', () => {
    const told = makeRecord({ at: instant('2026-02-20T00:00:00Z'), quantity: 9 })
    expect(measure([told])).toEqual({ used: 0, asOf: told.at })
  })

  test('is as old as its newest record, or as the reading of its source where that is later', () => {
    const records = [makeRecord({ day: 2 }), makeRecord({ day: 5 })]
    expect(measure(records)?.asOf).toBe(instant('2026-03-05T12:00:00Z'))
    expect(measure(records, { readUpTo: instant('2026-03-04T00:00:00Z') })?.asOf).toBe(instant('2026-03-05T12:00:00Z'))
    expect(measure(records, { readUpTo: instant('2026-03-08T00:00:00Z') })?.asOf).toBe(instant('2026-03-08T00:00:00Z'))
    expect(measure(records, { readUpTo: instant('2026-03-12T00:00:00Z') })?.asOf).toBe(NOON_10)
  })

  test('counts a record that was told twice once', () => {
    const record = makeRecord({ day: 2, quantity: 5 })
    expect(measure([record, { ...record, source: 'meter' }])).toMatchObject({ used: 5 })
  })
})

test('neither the order of records nor their repetition changes what was used', () => {
  fc.assert(
    fc.property(
      tinyRecords.chain((records) => fc.tuple(fc.constant(records), repeated(records))),
      tinyInstant,
      tinyInstant,
      ([records, again], start, at) => {
        const question = { metric: 'api-calls', window: { start, end: null }, at }
        expect(measureFlow({ ...question, records: again })).toEqual(measureFlow({ ...question, records }))
      },
    ),
    RUNS,
  )
})

test('two contents under one key give one answer, whichever came first', () => {
  const records = [makeRecord({ key: 'k', quantity: 5 }), makeRecord({ key: 'k', quantity: 6 })]
  expect(measure(records.toReversed())).toEqual(measure(records))
})

test('a late record adds to the windows that its instant lies in, and to no other', () => {
  fc.assert(
    fc.property(tinyRecords, fc.nat(50), tinyInstant, tinyInstant, tinyInstant, (records, quantity, lateAt, start, at) => {
      const late = makeRecord({ key: 'late', at: lateAt, quantity })
      const question = { metric: 'api-calls', window: { start, end: null }, at }
      const before = measureFlow({ ...question, records })?.used ?? 0
      const after = measureFlow({ ...question, records: [...records, late] })?.used ?? 0
      expect(after - before).toBe(lateAt >= start && lateAt <= at ? quantity : 0)
    }),
    RUNS,
  )
})
