import { expect, test } from 'vitest'
import { formatMinutes } from '../../../../src-renderer/records/formatMinutes.ts'

test.each([
  [0, '0h'],
  [45, '45m'],
  [60, '1h'],
  [65, '1h 05m'],
  [-90, '−1h 30m'],
  ['unlimited' as const, 'unlimited'],
])('%s minutes are written %s', (minutes, text) => {
  expect(formatMinutes(minutes)).toBe(text)
})
