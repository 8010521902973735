import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type CrossingQuestion, DEFAULT_THRESHOLDS, listCrossings } from '../../../../src-main/domain/usage/listCrossings.ts'
import type { Limit } from '../../../../src-shared/model/limit.ts'
import { instant, makeRecord, RUNS, repeated, tinyInstant, tinyRecords } from './makeRecord.ts'

const MARCH = { start: instant('2026-03-01T00:00:00Z'), end: instant('2026-04-01T00:00:00Z') }

function list(quantities: [day: number, quantity: number][], given: Partial<CrossingQuestion> = {}, limit: Limit = 100) {
  return listCrossings({
    metric: 'api-calls',
    kind: 'flow',
    records: quantities.map(([day, quantity]) => makeRecord({ day, quantity })),
    period: MARCH,
    at: instant('2026-03-31T00:00:00Z'),
    limits: [{ from: MARCH.start, limit }],
    ...given,
  })
}

function toPercents(crossings: ReturnType<typeof list>) {
  return crossings.map(({ percent }) => percent)
}

describe('a flow metric', () => {
  test('alerts at 75, 80, 90 and 100 % of its limit, each with what was used then', () => {
    const crossings = list([
      [2, 74],
      [3, 1],
      [4, 5],
      [5, 10],
      [6, 10],
      [7, 50],
    ])
    expect(crossings.map(({ percent, used, at }) => [percent, used, at])).toEqual([
      [75, 75, makeRecord({ day: 3 }).at],
      [80, 80, makeRecord({ day: 4 }).at],
      [90, 90, makeRecord({ day: 5 }).at],
      [100, 100, makeRecord({ day: 6 }).at],
    ])
    expect(crossings[0]).toMatchObject({ rule: 'threshold', metric: 'api-calls', limit: 100, key: `api-calls:${MARCH.start}:75` })
  })

  test('alerts of every threshold that one record leaps over', () => {
    expect(toPercents(list([[2, 100]]))).toEqual([75, 80, 90, 100])
  })

  test('does not count what was used before the period, or after it', () => {
    const outside = [
      makeRecord({ key: 'before', at: instant('2026-02-27T00:00:00Z'), quantity: 99 }),
      makeRecord({ key: 'end', at: MARCH.end, quantity: 99 }),
    ]
    expect(list([], { records: outside, at: instant('2026-05-01T00:00:00Z') })).toEqual([])
  })

  test('alerts once where a larger limit came between', () => {
    const limits = [
      { from: MARCH.start, limit: 100 },
      { from: instant('2026-03-10T00:00:00Z'), limit: 200 },
    ]
    const days: [number, number][] = [
      [2, 80],
      [12, 100],
    ]
    expect(toPercents(list(days, { limits }))).toEqual([75, 80, 90])
  })

  test('alerts where a smaller limit comes to what is used', () => {
    const lowered = instant('2026-03-10T00:00:00Z')
    const limits = [
      { from: MARCH.start, limit: 200 },
      { from: lowered, limit: 100 },
    ]
    expect(list([[2, 80]], { limits }).map(({ percent, at }) => [percent, at])).toEqual([
      [75, lowered],
      [80, lowered],
    ])
  })

  test.each<Limit>([0, 'unlimited'])('has no thresholds with a limit of %s', (limit) => {
    expect(list([[2, 1_000]], {}, limit)).toEqual([])
  })

  test('alerts at the workspace’s own thresholds, in any order and written twice', () => {
    expect(toPercents(list([[2, 60]], { thresholds: { flow: [60, 50, 50, 99], stock: [] } }))).toEqual([50, 60])
  })

  test('is looked at as of an instant', () => {
    expect(list([[5, 100]], { at: instant('2026-03-04T00:00:00Z') })).toEqual([])
    expect(toPercents(list([[5, 100]], { at: makeRecord({ day: 5 }).at }))).toEqual(DEFAULT_THRESHOLDS.flow)
  })
})

describe('a stock metric', () => {
  const stock = (quantities: [number, number][], given: Partial<CrossingQuestion> = {}) => list(quantities, { kind: 'stock', ...given })

  test('alerts at 90 and 100 % of its limit', () => {
    const days: [number, number][] = [
      [2, 89],
      [3, 90],
      [4, 100],
    ]
    expect(toPercents(stock(days))).toEqual([90, 100])
  })

  test('alerts once in a period, though it falls and rises again', () => {
    const days: [number, number][] = [
      [2, 95],
      [3, 10],
      [4, 95],
    ]
    expect(stock(days).map(({ percent, at }) => [percent, at])).toEqual([[90, makeRecord({ day: 2 }).at]])
  })

  test('has not crossed what it stood above before the period', () => {
    const before = makeRecord({ key: 'before', at: instant('2026-02-20T00:00:00Z'), quantity: 95 })
    const records = [before, makeRecord({ day: 3, quantity: 96 })]
    expect(stock([], { records })).toEqual([])
    expect(
      toPercents(stock([], { records: [...records, makeRecord({ day: 4, quantity: 5 }), makeRecord({ day: 5, quantity: 90 })] })),
    ).toEqual([90])
  })

  test('has not crossed what a smaller limit put it above before the period', () => {
    const before = makeRecord({ key: 'before', at: instant('2026-01-20T00:00:00Z'), quantity: 50 })
    const limits = [
      { from: instant('2026-01-01T00:00:00Z'), limit: 100 },
      { from: instant('2026-02-10T00:00:00Z'), limit: 50 },
    ]
    expect(stock([], { records: [before, makeRecord({ day: 3, quantity: 51 })], limits })).toEqual([])
  })

  test('crosses nothing in a period after its end', () => {
    const after = makeRecord({ key: 'after', at: MARCH.end, quantity: 95 })
    expect(stock([[2, 10]], { records: [makeRecord({ day: 2, quantity: 10 }), after], at: instant('2026-05-01T00:00:00Z') })).toEqual([])
  })

  test('is held to a limit that changes without anything being told', () => {
    const before = makeRecord({ key: 'before', at: instant('2026-02-20T00:00:00Z'), quantity: 50 })
    const limits = [
      { from: MARCH.start, limit: 100 },
      { from: instant('2026-03-10T00:00:00Z'), limit: 50 },
    ]
    expect(toPercents(stock([], { records: [before], limits }))).toEqual([90, 100])
  })
})

test('a late record moves an alert to where it was due, and never adds a second', () => {
  const late = makeRecord({ day: 2, quantity: 80 })
  const [before] = list([[9, 79]])
  const [after] = list([], { records: [makeRecord({ day: 9, quantity: 79 }), late] })
  expect(before).toMatchObject({ percent: 75, at: makeRecord({ day: 9 }).at })
  expect(after).toMatchObject({ percent: 75, at: late.at, key: before?.key })
})

test('neither order nor repetition of records changes an alert, and each comes once, in order', () => {
  fc.assert(
    fc.property(
      tinyRecords.chain((records) => fc.tuple(fc.constant(records), repeated(records))),
      tinyInstant,
      fc.constantFrom('stock' as const, 'flow' as const),
      fc.oneof(fc.nat(100), fc.constant('unlimited' as const)),
      ([records, again], start, kind, limit) => {
        const question = { metric: 'api-calls', kind, period: { start, end: null }, at: MARCH.start, limits: [{ from: start, limit }] }
        const crossings = listCrossings({ ...question, records })
        expect(listCrossings({ ...question, records: again })).toEqual(crossings)
        expect(new Set(crossings.map(({ key }) => key)).size).toBe(crossings.length)
        const order = crossings.map(({ at }) => at)
        expect(order).toEqual(order.toSorted((a, b) => a - b))
      },
    ),
    RUNS,
  )
})
