import { expect, test } from 'vitest'
import { parseMinutes } from '../../../../../src-renderer/features/company/parseMinutes.ts'

test.each([
  ['1h 30m', 90],
  ['1h30', null],
  ['90m', 90],
  ['90 min', 90],
  ['1.5h', 90],
  ['1:30', 90],
  ['2', 120],
  ['2 h', 120],
  ['0', null],
  ['', null],
  ['-1h', null],
  ['1:75', null],
  ['a while', null],
])('%j is %s minutes', (text, minutes) => {
  expect(parseMinutes(text)).toBe(minutes)
})
