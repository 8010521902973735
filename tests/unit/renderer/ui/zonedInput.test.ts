import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fromZonedInput, toZonedInput } from '../../../../src-renderer/ui/zonedInput.ts'
import { parseInstant, toInstant } from '../../../../src-shared/model/instant.ts'

test.each([
  ['2026-11-21T10:42', 'Africa/Nairobi', '2026-11-21T07:42:00Z'],
  ['2026-11-21T00:10', 'Pacific/Kiritimati', '2026-11-20T10:10:00Z'],
  ['2026-07-01T12:00', 'Europe/Berlin', '2026-07-01T10:00:00Z'],
  ['2026-12-01T12:00', 'Europe/Berlin', '2026-12-01T11:00:00Z'],
  // Skipped by the clock that night.
  ['2026-03-29T02:30', 'Europe/Berlin', '2026-03-29T01:30:00Z'],
  ['2026-11-21T10:42', 'Asia/Kathmandu', '2026-11-21T04:57:00Z'],
])('%s in %s is %s', (text, zone, iso) => {
  expect(fromZonedInput(text, zone)).toBe(parseInstant(iso))
})

test('what is no date and time is nothing', () => {
  expect(fromZonedInput('', 'UTC')).toBeNull()
  expect(fromZonedInput('tomorrow', 'UTC')).toBeNull()
})

test('a minute that was written is read back, but where a clock was put back', () => {
  const zones = ['UTC', 'Africa/Nairobi', 'Asia/Kathmandu', 'America/St_Johns', 'Europe/Berlin']
  fc.assert(
    fc.property(fc.integer({ min: 26_000_000, max: 32_000_000 }), fc.constantFrom(...zones), (minutes, zone) => {
      const at = toInstant(minutes * 60_000)
      const back = fromZonedInput(toZonedInput(at, zone), zone)
      expect(toZonedInput(back ?? toInstant(0), zone)).toBe(toZonedInput(at, zone))
    }),
  )
})
