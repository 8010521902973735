import { expect, test } from 'vitest'
import { formatDuration } from '../../../../../src-renderer/features/activity/formatDuration.ts'

test.each([
  [0, '0 ms'],
  [840, '840 ms'],
  [999, '999 ms'],
  [1_000, '1.0 s'],
  [3_290, '3.2 s'],
  [59_999, '59.9 s'],
  [60_000, '1 min 00 s'],
  [245_000, '4 min 05 s'],
  [-5, '0 ms'],
])('%d ms is told as %s', (ms, words) => {
  expect(formatDuration(ms)).toBe(words)
})
