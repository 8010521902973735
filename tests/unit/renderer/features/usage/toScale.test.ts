import { expect, test } from 'vitest'
import { toScale } from '../../../../../src-renderer/features/usage/toScale.ts'

test.each([
  [0, [0, 1]],
  [1, [0, 1]],
  [3, [0, 1, 2, 3]],
  [49, [0, 20, 40, 60]],
  [600, [0, 200, 400, 600]],
  [9_054, [0, 5_000, 10_000]],
])('an axis for %j has its lines at %j', (most, lines) => {
  expect(toScale(most)).toEqual(lines)
})
