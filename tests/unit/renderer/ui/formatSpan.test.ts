import { expect, test } from 'vitest'
import { formatSpan } from '../../../../src-renderer/ui/formatSpan.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

test.each([
  [1, 'less than a minute'],
  [MINUTE, '1 minute'],
  [41 * MINUTE + 59_999, '41 minutes'],
  [HOUR, '1 hour'],
  [90 * MINUTE, '1 hour and 30 minutes'],
  [DAY + 5 * HOUR + 10 * MINUTE, '1 day and 5 hours'],
  [3 * DAY + 10 * MINUTE, '3 days'],
  [1_200 * DAY, '1,200 days'],
])('%d ms is %s', (ms, text) => {
  expect(formatSpan(ms)).toBe(text)
})
