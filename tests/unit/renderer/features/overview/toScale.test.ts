import { expect, test } from 'vitest'
import { toScale } from '../../../../../src-renderer/features/overview/toScale.ts'

test.each([
  ['nothing at all', 0, 0, [0, 1]],
  ['gains alone', 0, 29_000, [0, 10_000, 20_000, 30_000]],
  ['losses alone', -900, 0, [-1_000, -800, -600, -400, -200, 0]],
  ['both, in one step', -290_000, 385_000, [-400_000, -200_000, 0, 200_000, 400_000]],
  ['less than a step of one', 0, 2, [0, 1, 2]],
] as const)('%s: lines go through zero and hold everything', (_, least, most, lines) => {
  expect(toScale(least, most)).toEqual(lines)
})
