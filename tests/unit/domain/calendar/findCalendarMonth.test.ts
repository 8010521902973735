import { expect, test } from 'vitest'
import { findCalendarMonth } from '../../../../src-main/domain/calendar/findCalendarMonth.ts'
import { findDay } from '../../../../src-main/domain/calendar/findDay.ts'
import { type Instant, parseInstant, toIso } from '../../../../src-shared/model/instant.ts'

const at = (text: string) => parseInstant(text) as Instant

test.each([
  ['2026-04-30T22:00:00Z', 'Africa/Nairobi', '2026-04-30T21:00:00Z', '2026-05-31T21:00:00Z'],
  ['2026-04-30T20:59:59Z', 'Africa/Nairobi', '2026-03-31T21:00:00Z', '2026-04-30T21:00:00Z'],
  ['2026-12-15T00:00:00Z', 'UTC', '2026-12-01T00:00:00Z', '2027-01-01T00:00:00Z'],
  ['2026-03-15T00:00:00Z', 'Europe/Berlin', '2026-02-28T23:00:00Z', '2026-03-31T22:00:00Z'],
  ['2026-01-31T10:30:00Z', 'Pacific/Kiritimati', '2026-01-31T10:00:00Z', '2026-02-28T10:00:00Z'],
  ['2026-02-01T10:59:59Z', 'Pacific/Pago_Pago', '2026-01-01T11:00:00Z', '2026-02-01T11:00:00Z'],
])('the month of %s in %s', (instant, zone, start, end) => {
  const month = findCalendarMonth(at(instant), zone)
  expect([toIso(month.start), toIso(month.end)]).toEqual([start, end])
})

test.each([
  ['2026-03-29T12:00:00Z', 'Europe/Berlin', '2026-03-28T23:00:00Z', '2026-03-29T22:00:00Z'],
  ['2026-10-25T12:00:00Z', 'Europe/Berlin', '2026-10-24T22:00:00Z', '2026-10-25T23:00:00Z'],
  ['2026-03-10T21:00:00Z', 'Africa/Nairobi', '2026-03-10T21:00:00Z', '2026-03-11T21:00:00Z'],
  ['2026-03-10T20:59:59.999Z', 'Africa/Nairobi', '2026-03-09T21:00:00Z', '2026-03-10T21:00:00Z'],
  ['2026-03-10T18:15:00Z', 'Asia/Kathmandu', '2026-03-10T18:15:00Z', '2026-03-11T18:15:00Z'],
])('the day of %s in %s, of 23 to 25 hours', (instant, zone, start, end) => {
  const day = findDay(at(instant), zone)
  expect([toIso(day.start), toIso(day.end)]).toEqual([start, end])
})
