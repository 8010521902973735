import { expect, test } from 'vitest'
import { readSpan } from '../../../../../src-renderer/features/sandbox/readSpan.ts'

const HOUR = 3_600_000

test.each([
  ['90s', 90_000],
  ['30m', HOUR / 2],
  ['12h', 12 * HOUR],
  [' 3 D ', 72 * HOUR],
  ['2w', 336 * HOUR],
  ['366d', 366 * 24 * HOUR],
])('%s is read', (text, ms) => {
  expect(readSpan(text)).toEqual({ ms })
})

test.each(['', '0h', '12', 'h', '-1d', '1.5h', '3 months', '1d 2h', '9999999999s'])('%s is no span', (text) => {
  expect(readSpan(text)).toEqual({ fault: 'Write a number and s, m, h, d or w, such as 12h, 3d or 2w.' })
})

test.each(['367d', '999999999w'])('%s is too long', (text) => {
  expect(readSpan(text)).toEqual({ fault: 'The clock moves by 366 days at the most.' })
})
