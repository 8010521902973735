// @vitest-environment jsdom
import { expect, test } from 'vitest'
import { formatInstant } from '../../../../src-renderer/ui/formatInstant.ts'
import { toInstant } from '../../../../src-shared/model/instant.ts'

const NOW = toInstant(Date.UTC(2026, 10, 21, 8, 0, 0))

test.each([
  ['clock', '2026-11-21T07:57:31Z', 'Africa/Nairobi', '10:57:31'],
  ['time', '2026-11-21T07:57:31Z', 'UTC', '07:57'],
  ['clock', '2026-11-20T07:57:31Z', 'Africa/Nairobi', '20 Nov 10:57:31'],
  ['clock', '2025-11-20T07:57:31Z', 'Africa/Nairobi', '20 Nov 2025 10:57:31'],
  ['day', '2026-11-17T22:30:00Z', 'Africa/Nairobi', '18 Nov'],
  ['day', '2024-02-29T12:00:00Z', 'UTC', '29 Feb 2024'],
  ['since', '2026-09-01T00:00:00Z', 'UTC', '1 Sep 2026'],
  ['moment', '2026-11-21T07:57:31Z', 'Africa/Lagos', '21 Nov 08:57'],
  ['moment', '2026-11-20T21:00:00Z', 'Africa/Nairobi', '21 Nov 00:00'],
] as const)('as a %s, %s in %s is told as %s', (look, iso, zone, told) => {
  expect(formatInstant(toInstant(Date.parse(iso)), look, zone, NOW)).toBe(told)
})
