import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cutIntoMonths, nextMonthCut, toMonthGrid } from '../../../../src-main/domain/calendar/monthWindows.ts'
import { type Instant, parseInstant, toInstant, toIso } from '../../../../src-shared/model/instant.ts'

const DAY_MS = 86_400_000

describe('a period is cut into months', () => {
  test.each<[what: string, start: string, end: string, anchorDay: string, starts: string[]]>([
    ['clamped to short ones and returning', '2025-01-31', '2025-04-30', '2025-01-31', ['2025-01-31', '2025-02-28', '2025-03-31']],
    ['with a leap day where there is one', '2024-01-31', '2024-04-30', '2024-01-31', ['2024-01-31', '2024-02-29', '2024-03-31']],
    ['by the day of its anchor, not of its start', '2025-02-28', '2025-05-31', '2025-01-31', ['2025-02-28', '2025-03-31', '2025-04-30']],
    ['on the 29th as well', '2025-01-29', '2025-04-29', '2024-02-29', ['2025-01-29', '2025-02-28', '2025-03-29']],
    ['over the turn of the year', '2024-11-15', '2025-02-15', '2024-11-15', ['2024-11-15', '2024-12-15', '2025-01-15']],
    ['before 1970 too', '1969-11-30', '1970-02-28', '1969-11-30', ['1969-11-30', '1969-12-30', '1970-01-30']],
    ['with what lies before the first cut as a window of its own', '2025-01-20', '2025-02-28', '2025-01-31', ['2025-01-20', '2025-01-31']],
    ['with what lies after the last cut as a window of its own', '2025-01-10', '2025-02-20', '2025-01-10', ['2025-01-10', '2025-02-10']],
    ['of which it may have one', '2025-01-10', '2025-01-12', '2025-01-10', ['2025-01-10']],
    ['of which it has none where it is empty', '2025-01-10', '2025-01-10', '2025-01-10', []],
  ])('%s', (_, start, end, anchor, starts) => {
    const windows = cutIntoMonths({ start: at(start), end: at(end) }, at(anchor))
    expect(windows.map((window) => toIso(window.start))).toEqual(starts.map((day) => `${day}T10:00:00Z`))
    expect(windows.map((window) => window.end)).toEqual(
      [...windows.slice(1).map((window) => window.start), at(end)].slice(0, windows.length),
    )
  })

  test('at the time of day of its start', () => {
    const start = toInstant(at('2025-01-31') + 1_234)
    const [, second] = cutIntoMonths({ start, end: at('2025-04-30') }, at('2025-01-31'))
    expect(second && toIso(second.start)).toBe('2025-02-28T10:00:01.234Z')
  })
})

test('a year is twelve windows', () => {
  expect(cutIntoMonths({ start: at('2024-02-29'), end: at('2025-02-28') }, at('2024-02-29'))).toHaveLength(12)
})

test('the next cut lies after the instant, also where that is a cut', () => {
  const grid = toMonthGrid(at('2025-01-31'), at('2025-01-31'))
  expect(toIso(nextMonthCut(at('2025-02-28'), grid))).toBe('2025-03-31T10:00:00Z')
  expect(toIso(nextMonthCut(toInstant(at('2025-02-28') - 1), grid))).toBe('2025-02-28T10:00:00Z')
})

const period = fc
  .record({ from: fc.integer({ min: 0, max: 2_000_000_000 }), days: fc.integer({ min: 1, max: 1_200 }), anchor: fc.nat(2_000_000_000) })
  .map(({ from, days, anchor }) => ({
    window: { start: toInstant(from * 1_000), end: toInstant(from * 1_000 + days * DAY_MS + 7) },
    anchor: toInstant(anchor * 1_000),
  }))

test('windows tile their period without gap or overlap', () => {
  fc.assert(
    fc.property(period, ({ window, anchor }) => {
      const windows = cutIntoMonths(window, anchor)
      expect(windows[0]?.start).toBe(window.start)
      expect(windows.at(-1)?.end).toBe(window.end)
      for (const [index, each] of windows.entries()) {
        expect(each.end).toBeGreaterThan(each.start)
        expect(each.end - each.start).toBeLessThanOrEqual(31 * DAY_MS)
        if (index > 0) expect(each.start).toBe(windows[index - 1]?.end)
      }
    }),
    { numRuns: 1_000 },
  )
})

test('each window after the first starts on the day of the anchor, or the last of a month without it, at the time of the start', () => {
  fc.assert(
    fc.property(period, ({ window, anchor }) => {
      for (const { start } of cutIntoMonths(window, anchor).slice(1)) {
        const day = new Date(start).getUTCDate()
        const anchorDay = new Date(anchor).getUTCDate()
        const isLastDay = new Date(start + DAY_MS).getUTCDate() === 1
        expect(day === anchorDay || (isLastDay && day < anchorDay)).toBe(true)
        expect((start - window.start) % DAY_MS).toBe(0)
      }
    }),
    { numRuns: 1_000 },
  )
})

/** Ten in the morning. */
function at(day: string): Instant {
  const instant = parseInstant(`${day}T10:00:00Z`)
  if (instant === null) throw new Error(`${day} is no day`)
  return instant
}
