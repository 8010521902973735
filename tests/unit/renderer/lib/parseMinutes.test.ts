import { expect, test } from 'vitest'
import { parseMinutes } from '../../../../src-renderer/lib/parseMinutes.ts'

test.each([
  ['1h 30m', 90],
  ['1h30', 90],
  ['1H 30 Min', 90],
  ['90m', 90],
  ['90 min', 90],
  ['1.5h', 90],
  ['1,5 h', 90],
  ['1:30', 90],
  ['2 h', 120],
  // Hours to one and minutes to another.
  ['2', null],
  ['90', null],
  ['0m', null],
  ['', null],
  ['-1h', null],
  ['1:75', null],
  ['0.001h', null],
  ['10000001m', null],
  ['a while', null],
])('%j is %s minutes', (text, minutes) => {
  expect(parseMinutes(text)).toBe(minutes)
})
