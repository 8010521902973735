import { expect, test } from 'vitest'
import { listDays, toDay } from '../../../../../src-renderer/features/usage/listDays.ts'
import { toInstant } from '../../../../../src-shared/model/instant.ts'

const HOUR_MS = 3_600_000

test('the last day is the one of the zone, and each ends where the next begins', () => {
  // In Nairobi it is already the 22nd.
  const days = listDays(toInstant(Date.UTC(2026, 10, 21, 22)), 3, 'Africa/Nairobi')
  expect(days.map(({ day, label }) => [day, label])).toEqual([
    ['2026-11-20', '20 Nov'],
    ['2026-11-21', '21 Nov'],
    ['2026-11-22', '22 Nov'],
  ])
  expect(days.map(({ start }) => start)).toEqual([19, 20, 21].map((day) => Date.UTC(2026, 10, day, 21)))
  expect(days.map(({ end }) => end)).toEqual([20, 21, 22].map((day) => Date.UTC(2026, 10, day, 21)))
})

test.each([
  ['Europe/Berlin', Date.UTC(2026, 2, 29, 12), 23],
  ['Europe/Berlin', Date.UTC(2026, 9, 25, 12), 25],
  // Its clocks are put forward at midnight: that day begins at one.
  ['Africa/Cairo', Date.UTC(2026, 3, 24, 12), 23],
  ['Asia/Kathmandu', Date.UTC(2026, 9, 25, 12), 24],
  ['UTC', Date.UTC(2026, 9, 25), 24],
])('a day of %s has as many hours as its clocks make of it', (zone, at, hours) => {
  const [day] = listDays(toInstant(at), 1, zone)
  expect(((day?.end ?? 0) - (day?.start ?? 0)) / HOUR_MS).toBe(hours)
  expect([toDay(day?.start ?? 0, zone), toDay((day?.end ?? 0) - 1, zone)]).toEqual([day?.day, day?.day])
  expect(toDay((day?.start ?? 0) - 1, zone)).not.toBe(day?.day)
})

test('September is written in three letters, as are the others', () => {
  expect(listDays(toInstant(Date.UTC(2026, 8, 7)), 1, 'UTC')[0]?.label).toBe('7 Sep')
})
