import fc from 'fast-check'
import type { UsageRecord } from '../../../../src-main/domain/usage/usageRecord.ts'
import { type Instant, parseInstant, toInstant } from '../../../../src-shared/model/instant.ts'

/** A thousand runs a property, in `npm test` too. */
export const RUNS = { numRuns: 1_000 }

export function instant(text: string): Instant {
  const at = parseInstant(text)
  if (at === null) throw new Error(`${text} is no instant`)
  return at
}

/** Of API calls, on a day of March 2026 at noon. */
export function makeRecord(given: Partial<UsageRecord> & { day?: number }): UsageRecord {
  const { day = 1, ...rest } = given
  const at = instant(`2026-03-${String(day).padStart(2, '0')}T12:00:00Z`)
  return { key: `record of ${day}`, metric: 'api-calls', quantity: 1, at, dimension: null, source: 'csv', ...rest }
}

export const tinyInstant = fc.nat(30).map(toInstant)

const tinyRecord = fc.record({
  metric: fc.constantFrom('api-calls', 'clients'),
  quantity: fc.nat(50),
  at: tinyInstant,
  dimension: fc.constantFrom(null, { name: 'part', value: 'primary' }, { name: 'part', value: 'affiliated' }),
  source: fc.constantFrom('csv', 'meter'),
})

/** Records with keys of their own, crowded into a few instants so that ties happen. */
export const tinyRecords = fc
  .array(tinyRecord, { maxLength: 12 })
  .map((records): UsageRecord[] => records.map((record, index) => ({ ...record, key: `k${index}` })))

/** The same facts in another order, some of them twice. */
export function repeated<T>(given: readonly T[]): fc.Arbitrary<T[]> {
  return fc.subarray([...given]).chain((again) => fc.shuffledSubarray([...given, ...again], { minLength: given.length + again.length }))
}
