import { expect, test } from 'vitest'
import { parseDayRange, toSpan, writeDayRange } from '../../../../src-renderer/ui/dayRange.ts'

test.each([
  ['2026-11-01..2026-11-14', { from: '2026-11-01', to: '2026-11-14' }],
  ['2026-11-01..', { from: '2026-11-01', to: null }],
  ['..2026-11-14', { from: null, to: '2026-11-14' }],
  ['2026-11-14..2026-11-01', { from: '2026-11-01', to: '2026-11-14' }],
  // There is no such day; the other end still holds.
  ['2026-02-30..2026-03-01', { from: null, to: '2026-03-01' }],
  ['2026-02-30..', null],
  ['..', null],
  ['2026-11-01', null],
  ['2026-11-01...2026-11-14', null],
  ['failed', null],
])('"%s" is read as %j', (text, range) => {
  expect(parseDayRange(text)).toEqual(range)
})

test.each([
  [{ from: '2026-11-01', to: '2026-11-14' }, '2026-11-01..2026-11-14'],
  [{ from: null, to: '2026-11-14' }, '..2026-11-14'],
  [{ from: null, to: null }, null],
])('%j is written as %j', (range, text) => {
  expect(writeDayRange(range)).toBe(text)
})

test('the last day is in it, and days begin by the clocks of the zone', () => {
  expect(toSpan({ from: '2026-11-01', to: '2026-11-14' }, 'Africa/Nairobi')).toEqual({
    from: Date.UTC(2026, 9, 31, 21),
    to: Date.UTC(2026, 10, 14, 21),
  })
  expect(toSpan({ from: null, to: null }, 'Africa/Nairobi')).toEqual({ from: null, to: null })
  // A day of 25 hours.
  const { from, to } = toSpan({ from: '2026-10-25', to: '2026-10-25' }, 'Europe/Berlin')
  expect(((to ?? 0) - (from ?? 0)) / 3_600_000).toBe(25)
})
