import { expect, test } from 'vitest'
import { toMedian } from '../../bench/toMedian.ts'

test.each([
  [[7], 7],
  [[9, 1, 5], 5],
  [[4, 1, 3, 2], 2.5],
  [[10, 9, 100], 10],
])('of %j the median is %d', (numbers, median) => {
  expect(toMedian(numbers)).toBe(median)
})

test('the numbers stay in their order', () => {
  const numbers = [3, 1, 2]
  toMedian(numbers)
  expect(numbers).toEqual([3, 1, 2])
})

test('nothing has no median', () => {
  expect(() => toMedian([])).toThrow('Nothing has no median.')
})
