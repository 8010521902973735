import { expect, test } from 'vitest'
import { addMonths } from '../../../../src-main/domain/calendar/addMonths.ts'
import { type Instant, parseInstant, toIso } from '../../../../src-shared/model/instant.ts'

const at = (text: string) => parseInstant(text) as Instant

test.each([
  ['2025-01-31T10:00:00Z', 1, '2025-02-28T10:00:00Z'],
  ['2024-01-31T10:00:00Z', 1, '2024-02-29T10:00:00Z'],
  ['2025-01-31T10:00:00Z', 3, '2025-04-30T10:00:00Z'],
  ['2024-02-29T23:59:59.999Z', 12, '2025-02-28T23:59:59.999Z'],
  ['2025-11-30T00:00:00Z', 3, '2026-02-28T00:00:00Z'],
  ['1969-12-31T23:00:00Z', 1, '1970-01-31T23:00:00Z'],
])('%s and %i months are %s', (from, months, to) => {
  expect(toIso(addMonths(at(from), months))).toBe(to)
})
