import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { measureStock } from '../../../../src-main/domain/usage/measureStock.ts'
import type { UsageRecord } from '../../../../src-main/domain/usage/usageRecord.ts'
import { instant, makeRecord, RUNS, repeated, tinyInstant, tinyRecords } from './makeRecord.ts'

const NOON_10 = instant('2026-03-10T12:00:00Z')
const PARTS = ['primary', 'affiliated']

function whole(day: number, quantity: number, key = `whole of ${day}`): UsageRecord {
  return makeRecord({ day, quantity, key, metric: 'clients' })
}

function part(day: number, quantity: number, value = 'primary'): UsageRecord {
  return makeRecord({ day, quantity, key: `${value} of ${day}`, metric: 'clients', dimension: { name: 'part', value } })
}

function measure(records: UsageRecord[], at = NOON_10) {
  return measureStock({ metric: 'clients', records, at, parts: PARTS })
}

describe('a stock metric', () => {
  test('is what was told last, not a sum', () => {
    expect(measure([whole(2, 40), whole(5, 30)])).toMatchObject({ used: 30, from: 'whole', asOf: instant('2026-03-05T12:00:00Z') })
  })

  test('is unknown, not 0, where nobody has told', () => {
    expect(measure([])).toBeNull()
    expect(measure([whole(11, 4)])).toBeNull()
    expect(measureStock({ metric: 'clients', records: [], at: NOON_10, readUpTo: NOON_10 })).toBeNull()
  })

  test('is the sum of its parts where parts were told', () => {
    expect(measure([part(2, 60), part(4, 30, 'affiliated')])).toMatchObject({ used: 90, from: 'parts', asOf: part(4, 0).at })
  })

  test('shows its parts in the catalog’s order, each as it was told last', () => {
    const records = [part(4, 30, 'affiliated'), part(2, 60), part(3, 61)]
    expect(measure(records)?.parts).toEqual([
      { part: 'primary', used: 61, asOf: part(3, 0).at },
      { part: 'affiliated', used: 30, asOf: part(4, 0).at },
    ])
  })

  test('shows a part that the catalog no longer names, after the others', () => {
    expect(measure([part(2, 5, 'ancient'), part(3, 6)])?.parts.map((each) => each.part)).toEqual(['primary', 'ancient'])
  })

  test('goes by the newer of a whole and the sum of the parts', () => {
    expect(measure([part(2, 60), part(2, 30, 'affiliated'), whole(3, 100)])).toMatchObject({ used: 100, from: 'whole' })
    expect(measure([part(2, 60), part(2, 30, 'affiliated'), whole(3, 100), part(4, 65)])).toMatchObject({ used: 95, from: 'parts' })
  })

  test('goes by the whole where both were told at one instant', () => {
    expect(measure([part(2, 60), whole(2, 100), part(2, 30, 'affiliated')])).toMatchObject({ used: 100, from: 'whole' })
  })

  test('shows its parts also where a newer whole holds', () => {
    expect(measure([part(2, 60), whole(3, 100)])?.parts).toHaveLength(1)
  })

  test('names the parts that nobody has told, since the sum is then a lower bound', () => {
    expect(measure([part(2, 60)])).toMatchObject({ used: 60, missingParts: ['affiliated'] })
    expect(measure([part(2, 60), whole(3, 100)])).not.toHaveProperty('missingParts')
  })

  test('of two wholes at one instant goes by the later key', () => {
    expect(measure([whole(2, 7, 'b'), whole(2, 5, 'a')])).toMatchObject({ used: 7 })
  })

  test('takes a record of another dimension for the whole', () => {
    expect(measure([{ ...whole(2, 12), dimension: { name: 'region', value: 'east' } }])).toMatchObject({ used: 12, parts: [] })
  })

  test('is as new as the reading of its source', () => {
    const records = [whole(2, 12)]
    const readUpTo = instant('2026-03-09T00:00:00Z')
    expect(measureStock({ metric: 'clients', records, at: NOON_10, readUpTo })?.asOf).toBe(readUpTo)
  })
})

test('neither the order of records nor their repetition changes how many there are', () => {
  fc.assert(
    fc.property(
      tinyRecords.chain((records) => fc.tuple(fc.constant(records), repeated(records))),
      tinyInstant,
      ([records, again], at) => {
        expect(measureStock({ metric: 'clients', records: again, at })).toEqual(measureStock({ metric: 'clients', records, at }))
      },
    ),
    RUNS,
  )
})

test('what was told late, but is older than what holds, changes nothing after it', () => {
  fc.assert(
    fc.property(tinyRecords, fc.nat(50), tinyInstant, (records, quantity, lateAt) => {
      const newest = makeRecord({ key: 'newest', metric: 'clients', at: instant('1970-01-01T00:00:01Z') })
      const late = makeRecord({ key: 'late', metric: 'clients', at: lateAt, quantity })
      const at = newest.at
      const before = measureStock({ metric: 'clients', records: [...records, newest], at })
      expect(measureStock({ metric: 'clients', records: [...records, newest, late], at })).toEqual(before)
      const then = measureStock({ metric: 'clients', records: [...records, late], at: lateAt })
      // Of several wholes at that instant the last key holds; "late" comes after all of them.
      expect(then?.used).toBe(quantity)
    }),
    RUNS,
  )
})

test('after parts alone, what is there is their sum', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.constantFrom('primary', 'affiliated', 'third'), fc.nat(99)), { minLength: 1, maxLength: 9 }),
      (told) => {
        const records = told.map(([value, quantity], index) => part(index + 1, quantity, value))
        const usage = measureStock({ metric: 'clients', records, at: instant('2026-04-01T00:00:00Z') })
        const last = new Map(told)
        expect(usage?.used).toBe([...last.values()].reduce((sum, quantity) => sum + quantity, 0))
        expect(usage?.used).toBe(usage?.parts.reduce((sum, { used }) => sum + used, 0))
      },
    ),
    RUNS,
  )
})
