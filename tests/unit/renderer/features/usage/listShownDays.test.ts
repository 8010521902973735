import { expect, test } from 'vitest'
import { listShownDays } from '../../../../../src-renderer/features/usage/listShownDays.ts'
import { toInstant } from '../../../../../src-shared/model/instant.ts'

const LAST = toInstant(Date.UTC(2026, 10, 21, 8))

test.each([
  ['no range: the last so many', null, 7, '2026-11-15', '2026-11-21', 7],
  ['a range: its days alone', { from: '2026-11-16', to: '2026-11-18' }, 30, '2026-11-16', '2026-11-18', 3],
  ['one day', { from: '2026-11-16', to: '2026-11-16' }, 30, '2026-11-16', '2026-11-16', 1],
  ['no end: up to the last day', { from: '2026-11-19', to: null }, 30, '2026-11-19', '2026-11-21', 3],
  ['no beginning: the usual span up to its end', { from: null, to: '2026-11-18' }, 7, '2026-11-12', '2026-11-18', 7],
  ['an end that is yet to come', { from: '2026-11-20', to: '2026-12-31' }, 30, '2026-11-20', '2026-11-21', 2],
  ['all yet to come', { from: '2026-12-01', to: '2026-12-31' }, 30, '2026-11-21', '2026-11-21', 1],
  ['more than a year', { from: '2020-01-01', to: '2026-11-18' }, 30, '2025-11-18', '2026-11-18', 366],
] as const)('of %s', (_, range, span, first, last, count) => {
  const days = listShownDays({ range, span }, LAST, 'Africa/Nairobi')
  expect([days[0]?.day, days.at(-1)?.day, days.length]).toEqual([first, last, count])
})

test('a range begins and ends where its days do in the zone', () => {
  const days = listShownDays({ range: { from: '2026-10-24', to: '2026-10-25' }, span: 30 }, LAST, 'Europe/Berlin')
  expect(days.map(({ start, end }) => (end - start) / 3_600_000)).toEqual([24, 25])
})
