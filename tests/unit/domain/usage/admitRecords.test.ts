import fc from 'fast-check'
import { expect, test } from 'vitest'
import { admitRecords } from '../../../../src-main/domain/usage/admitRecords.ts'
import type { UsageRecord } from '../../../../src-main/domain/usage/usageRecord.ts'
import { instant, makeRecord, RUNS, tinyRecords } from './makeRecord.ts'

const record = makeRecord({ key: 'k', quantity: 5, dimension: { name: 'endpoint', value: 'redact' } })
const known = new Map([['k', record]])

test('the same key with the same content is a duplicate', () => {
  expect(admitRecords(known, [structuredClone(record)])).toEqual({ accepted: [], duplicate: [record], refused: [] })
})

test('who tells it is not what is told: the same line from another source is a duplicate', () => {
  expect(admitRecords(known, [{ ...record, source: 'hand' }]).duplicate).toHaveLength(1)
})

test.each<[what: string, change: Partial<UsageRecord>, reason: string]>([
  ['quantity', { quantity: 6 }, 'The key k is that of another record: of 5, not 6.'],
  ['metric', { metric: 'images' }, 'The key k is that of another record: of api-calls, not images.'],
  ['instant', { at: instant('2026-03-02T00:00:00Z') }, 'The key k is that of another record: of another instant.'],
  ['dimension', { dimension: null }, 'The key k is that of another record: of another dimension.'],
  [
    'value of its dimension',
    { dimension: { name: 'endpoint', value: 'drill' } },
    'The key k is that of another record: of another dimension.',
  ],
])('the same key with another %s is refused, saying so', (_, change, reason) => {
  expect(admitRecords(known, [{ ...record, ...change }])).toEqual({
    accepted: [],
    duplicate: [],
    refused: [{ record: { ...record, ...change }, reason }],
  })
})

test('a key that comes twice in one batch is judged like one that is known', () => {
  const other = { ...record, quantity: 6 }
  expect(admitRecords(new Map(), [record, record, other])).toMatchObject({ accepted: [record], duplicate: [record], refused: [{}] })
})

test('a record that was refused leaves its key to the one that was known', () => {
  expect(admitRecords(known, [{ ...record, quantity: 6 }, record])).toMatchObject({ duplicate: [record], refused: [{}] })
})

test('keys that every object inherits are keys like any other', () => {
  const odd = ['__proto__', 'constructor', 'toString'].map((key) => makeRecord({ key }))
  expect(admitRecords(new Map(), odd).accepted).toEqual(odd)
})

test('a batch that is sent again is all duplicates', () => {
  fc.assert(
    fc.property(tinyRecords, (records) => {
      const { accepted } = admitRecords(new Map(), records)
      const again = admitRecords(new Map(accepted.map((each) => [each.key, each])), records)
      expect(again).toEqual({ accepted: [], duplicate: records, refused: [] })
    }),
    RUNS,
  )
})
