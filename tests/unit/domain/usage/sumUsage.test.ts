import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { measureFlow } from '../../../../src-main/domain/usage/measureFlow.ts'
import { type SumQuestion, sumByDay, sumByDimension, sumByMonth } from '../../../../src-main/domain/usage/sumUsage.ts'
import type { UsageRecord } from '../../../../src-main/domain/usage/usageRecord.ts'
import { toInstant } from '../../../../src-shared/model/instant.ts'
import { instant, makeRecord, RUNS } from './makeRecord.ts'

function question(records: UsageRecord[], given: Partial<SumQuestion> = {}): SumQuestion {
  const window = { start: instant('2026-01-01T00:00:00Z'), end: null }
  return { metric: 'api-calls', kind: 'flow', records, window, at: instant('2026-12-31T00:00:00Z'), ...given }
}

function at(text: string, quantity: number, endpoint?: string): UsageRecord {
  const dimension = endpoint ? { name: 'endpoint', value: endpoint } : null
  return makeRecord({ key: `${text} ${endpoint}`, at: instant(text), quantity, dimension })
}

function toPairs(sums: ReturnType<typeof sumByDay>) {
  return sums.map(({ group, quantity }) => [group, quantity])
}

describe('usage is added up', () => {
  test('by endpoint, what names none coming last', () => {
    const records = [
      at('2026-03-01T00:00:00Z', 5),
      at('2026-03-01T00:00:00Z', 1, 'redact'),
      at('2026-03-02T00:00:00Z', 2, 'analyze'),
      at('2026-03-03T00:00:00Z', 4, 'redact'),
    ]
    expect(sumByDimension(question(records), 'endpoint')).toEqual([
      { group: 'analyze', quantity: 2, asOf: instant('2026-03-02T00:00:00Z') },
      { group: 'redact', quantity: 5, asOf: instant('2026-03-03T00:00:00Z') },
      { group: null, quantity: 5, asOf: instant('2026-03-01T00:00:00Z') },
    ])
  })

  test('by endpoints that bear the names of what every object inherits', () => {
    const records = [at('2026-03-01T00:00:00Z', 1, '__proto__'), at('2026-03-01T00:00:00Z', 2, 'constructor')]
    expect(toPairs(sumByDimension(question(records), 'endpoint'))).toEqual([
      ['__proto__', 1],
      ['constructor', 2],
    ])
  })

  test('by day, as the zone’s calendar cuts days', () => {
    const records = [at('2026-03-01T20:59:59Z', 1), at('2026-03-01T21:00:00Z', 2), at('2026-03-02T20:00:00Z', 4)]
    expect(toPairs(sumByDay(question(records), 'Africa/Nairobi'))).toEqual([
      ['2026-03-01', 1],
      ['2026-03-02', 6],
    ])
    expect(toPairs(sumByDay(question(records), 'UTC'))).toEqual([
      ['2026-03-01', 3],
      ['2026-03-02', 4],
    ])
  })

  test('by a day of 23 hours', () => {
    const records = [
      at('2026-03-08T04:59:59Z', 1),
      at('2026-03-08T05:00:00Z', 2),
      at('2026-03-09T03:59:59Z', 4),
      at('2026-03-09T04:00:00Z', 8),
    ]
    expect(toPairs(sumByDay(question(records), 'America/New_York'))).toEqual([
      ['2026-03-07', 1],
      ['2026-03-08', 6],
      ['2026-03-09', 8],
    ])
  })

  test('by month, as the zone’s calendar cuts months', () => {
    const records = [at('2026-02-28T20:59:59Z', 1), at('2026-02-28T21:00:00Z', 2), at('2026-03-20T00:00:00Z', 4)]
    expect(toPairs(sumByMonth(question(records), 'Africa/Nairobi'))).toEqual([
      ['2026-02', 1],
      ['2026-03', 6],
    ])
  })
})

test('a stock’s day says how many there were at its end, which is no sum', () => {
  const stock = (key: string, text: string, quantity: number, part?: string) =>
    makeRecord({ key, at: instant(text), quantity, dimension: part ? { name: 'part', value: part } : null })
  const records = [
    stock('a', '2026-03-01T08:00:00Z', 60, 'primary'),
    stock('b', '2026-03-01T09:00:00Z', 30, 'affiliated'),
    stock('c', '2026-03-02T08:00:00Z', 61, 'primary'),
    stock('d', '2026-03-03T08:00:00Z', 50),
  ]
  expect(toPairs(sumByDay(question(records, { kind: 'stock' }), 'UTC'))).toEqual([
    ['2026-03-01', 90],
    ['2026-03-02', 91],
    ['2026-03-03', 50],
  ])
  expect(toPairs(sumByDimension(question(records, { kind: 'stock' }), 'part'))).toEqual([
    ['affiliated', 30],
    ['primary', 61],
    [null, 50],
  ])
})

test('however flow is grouped, the groups add up to the whole', () => {
  const record = fc.record({ at: fc.nat(400 * 86_400_000), quantity: fc.nat(99), endpoint: fc.constantFrom('analyze', 'redact', null) })
  fc.assert(
    fc.property(fc.array(record, { maxLength: 12 }), fc.constantFrom('UTC', 'Africa/Nairobi', 'America/St_Johns'), (given, zone) => {
      const records = given.map((each, index) =>
        makeRecord({
          key: `${index}`,
          at: toInstant(each.at),
          quantity: each.quantity,
          dimension: each.endpoint === null ? null : { name: 'endpoint', value: each.endpoint },
        }),
      )
      const asked = question(records, { window: { start: toInstant(0), end: null } })
      const whole = measureFlow(asked)?.used ?? 0
      for (const sums of [sumByDimension(asked, 'endpoint'), sumByDay(asked, zone), sumByMonth(asked, zone)]) {
        expect(sums.reduce((sum, { quantity }) => sum + quantity, 0)).toBe(whole)
      }
    }),
    RUNS,
  )
})
