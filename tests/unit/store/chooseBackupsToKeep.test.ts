import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { toDayText } from '../../../src-main/domain/calendar/findDay.ts'
import { chooseBackupsToKeep, isBackupDue } from '../../../src-main/store/backups/chooseBackupsToKeep.ts'
import { type Instant, parseInstant } from '../../../src-shared/model/instant.ts'

const DAY_MS = 86_400_000
const backup = (text: string) => ({ at: parseInstant(text) as Instant })
const kept = (texts: readonly string[], zone = 'UTC') => {
  const backups = texts.map(backup)
  return chooseBackupsToKeep(backups, zone).map((each) => texts[backups.indexOf(each)])
}

describe('of the daily backups stay', () => {
  test('all, while there are no more than seven days', () => {
    const days = ['15', '16', '17', '18', '19', '20', '21'].map((day) => `2026-11-${day}T06:00:00Z`)
    expect(kept(days).sort()).toEqual(days)
  })

  test('the newest of each of seven days, and before those the newest of each of four weeks', () => {
    const days = Array.from({ length: 60 }, (_, index) => new Date(Date.UTC(2026, 9, 1 + index, 6)).toISOString().replace('.000', ''))
    // The last day is Sunday 29 November.
    expect(kept(days).map((text) => text?.slice(0, 10))).toEqual([
      ...['2026-11-29', '2026-11-28', '2026-11-27', '2026-11-26', '2026-11-25', '2026-11-24', '2026-11-23'],
      ...['2026-11-22', '2026-11-15', '2026-11-08', '2026-11-01'],
    ])
  })

  test('the newest of a day that has two', () => {
    expect(kept(['2026-11-20T06:00:00Z', '2026-11-20T18:00:00Z'])).toEqual(['2026-11-20T18:00:00Z'])
  })

  test('those of the days that have one, when the machine was off in between', () => {
    const days = ['2026-01-05', '2026-02-05', '2026-03-05', '2026-04-05', '2026-05-05', '2026-06-05', '2026-07-05', '2026-08-05']
    expect(kept(days.map((day) => `${day}T06:00:00Z`))).toHaveLength(8)
  })

  test('by the days of the workspace’s zone', () => {
    // One evening in Nairobi, two days in UTC.
    const texts = ['2026-11-20T22:30:00Z', '2026-11-21T20:30:00Z']
    expect(kept(texts, 'Africa/Nairobi')).toEqual(['2026-11-21T20:30:00Z'])
    expect(kept(texts, 'UTC')).toHaveLength(2)
  })

  test.each([
    ['in autumn, when a day of 25 hours says one hour twice', ['2026-10-25T00:30:00Z', '2026-10-25T01:30:00Z', '2026-10-24T21:59:00Z'], 2],
    ['in spring, when a day has 23 hours', ['2026-03-28T22:59:00Z', '2026-03-28T23:00:00Z', '2026-03-29T21:59:00Z'], 2],
  ])('one a day where clocks are changed, %s', (_, texts, days) => {
    expect(kept(texts, 'Europe/Berlin')).toHaveLength(days)
  })
})

test('made daily for years, with gaps and in any zone, they are never more than eleven, and hold the newest', () => {
  const zones = fc.constantFrom('UTC', 'Africa/Nairobi', 'Europe/Berlin', 'America/New_York', 'Pacific/Kiritimati', 'Asia/Kathmandu')
  fc.assert(
    fc.property(zones, fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 1, maxLength: 300 }), (zone, gaps) => {
      let at = Date.UTC(2026, 0, 1, 6)
      let backups: { at: Instant }[] = []
      for (const gap of gaps) {
        at += gap * DAY_MS + 3_600_000
        backups = chooseBackupsToKeep([...backups, { at: at as Instant }], zone)
        expect(backups.length).toBeLessThanOrEqual(11)
        expect(backups[0]?.at).toBe(at)
        expect(new Set(backups.map((each) => toDayText(each.at, zone))).size).toBe(backups.length)
      }
    }),
    { numRuns: 30 },
  )
})

test('kept day by day, the weeks of a month ago are still there', () => {
  let backups: { at: Instant }[] = []
  for (let day = 0; day < 60; day++)
    backups = chooseBackupsToKeep([...backups, { at: (Date.UTC(2026, 9, 1, 6) + day * DAY_MS) as Instant }], 'UTC')
  const oldest = Math.min(...backups.map(({ at }) => at))
  expect(backups).toHaveLength(11)
  expect((Date.UTC(2026, 10, 29, 6) - oldest) / DAY_MS).toBeGreaterThanOrEqual(28)
})

describe('a backup is due', () => {
  test.each([
    ['when there is none', [], '2026-11-21T06:00:00Z', true],
    ['not twice a day', ['2026-11-21T06:00:00Z'], '2026-11-21T20:59:00Z', false],
    ['when the day of the zone has changed, be it the same in UTC', ['2026-11-21T06:00:00Z'], '2026-11-21T21:00:00Z', true],
    ['after a sleep of days', ['2026-11-18T06:00:00Z'], '2026-11-21T06:00:00Z', true],
    ['also when the clock was ahead once', ['2027-05-01T06:00:00Z'], '2026-11-21T06:00:00Z', true],
  ])('%s', (_, made, now, isDue) => {
    expect(isBackupDue(made.map(backup), backup(now).at, 'Africa/Nairobi')).toBe(isDue)
  })
})
