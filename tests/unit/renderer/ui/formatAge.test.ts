// @vitest-environment jsdom
import { expect, test } from 'vitest'
import { formatAge } from '../../../../src-renderer/ui/formatAge.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

test.each([
  [-5000, '0 s'],
  [0, '0 s'],
  [999, '0 s'],
  [12_000, '12 s'],
  [59_999, '59 s'],
  [MINUTE, '1 min'],
  [HOUR - 1, '59 min'],
  [HOUR, '1 h'],
  [26 * HOUR, '26 h'],
  [71 * HOUR, '71 h'],
  [72 * HOUR, '3 d'],
  [24 * HOUR * 1500, '1,500 d'],
])('an age of %i ms is told as %s', (ms, told) => {
  expect(formatAge(ms)).toBe(told)
})
