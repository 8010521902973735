import { expect, test } from 'vitest'
import { listLastDays, listLastMonths, type NamedWindow } from '../../../../src-main/domain/revenue/listLastWindows.ts'
import { toIso } from '../../../../src-shared/model/instant.ts'
import { at } from '../entitlement/makeFacts.ts'

function write(windows: readonly NamedWindow[]): string[] {
  return windows.map(({ name, start, end }) => `${name}: ${toIso(start)} ${toIso(end)}`)
}

test('months end where the next begins, in the zone', () => {
  expect(write(listLastMonths(at('2026-02-28T21:00:00Z'), 'Africa/Nairobi', 3))).toEqual([
    '2026-01: 2025-12-31T21:00:00Z 2026-01-31T21:00:00Z',
    '2026-02: 2026-01-31T21:00:00Z 2026-02-28T21:00:00Z',
    '2026-03: 2026-02-28T21:00:00Z 2026-03-31T21:00:00Z',
  ])
  expect(write(listLastMonths(at('2026-02-28T20:59:59Z'), 'Africa/Nairobi', 1))).toEqual([
    '2026-02: 2026-01-31T21:00:00Z 2026-02-28T21:00:00Z',
  ])
})

test('days are as long as they are where clocks are changed', () => {
  expect(write(listLastDays(at('2026-03-30T12:00:00Z'), 'Europe/Berlin', 3))).toEqual([
    '2026-03-28: 2026-03-27T23:00:00Z 2026-03-28T23:00:00Z',
    '2026-03-29: 2026-03-28T23:00:00Z 2026-03-29T22:00:00Z',
    '2026-03-30: 2026-03-29T22:00:00Z 2026-03-30T22:00:00Z',
  ])
})

test.each(['Africa/Nairobi', 'America/Sao_Paulo', 'Pacific/Kiritimati', 'Pacific/Pago_Pago', 'Europe/Berlin', 'Asia/Kathmandu', 'UTC'])(
  'in %s a year of days and months has each once, without gaps',
  (zone) => {
    const when = at('2026-11-20T09:00:00Z')
    for (const windows of [listLastDays(when, zone, 366), listLastMonths(when, zone, 24)]) {
      expect(new Set(windows.map(({ name }) => name)).size).toBe(windows.length)
      expect(windows.slice(1).map(({ start }) => start)).toEqual(windows.slice(0, -1).map(({ end }) => end))
      const last = windows.at(-1)
      expect(last && last.start <= when && when < last.end).toBe(true)
    }
  },
)
