import { expect, test } from 'vitest'
import { toTicks } from '../../../../src-renderer/ui/toTicks.ts'

const SERIES = ['a', 'b', 'c'].map((key) => ({ key, name: key, colour: '--series-1' }))

const makeBar = (values: Record<string, number>) => ({ key: JSON.stringify(values), label: '', values })

test.each([
  [0, [0, 1]],
  [1, [0, 1]],
  [3, [0, 1, 2, 3]],
  [49, [0, 20, 40, 60]],
  [600, [0, 200, 400, 600]],
  [9_054, [0, 2_500, 5_000, 7_500, 10_000]],
])('bars up to %j have their lines at %j', (most, lines) => {
  expect(toTicks([makeBar({ a: most })], { series: SERIES })).toEqual(lines)
})

test.each([
  ['gains alone', { a: 29_000 }, [0, 10_000, 20_000, 30_000]],
  ['losses alone', { a: -900 }, [-1_000, -800, -600, -400, -200, 0]],
  ['both, in one step', { a: 300_000, b: 85_000, c: -290_000 }, [-400_000, -200_000, 0, 200_000, 400_000]],
] as const)('%s: lines go through zero and hold all that is stacked', (_, values, lines) => {
  expect(toTicks([makeBar(values)], { series: SERIES, steps: 5 })).toEqual(lines)
})

test('a limit over all bars is held as well; what is no series is not', () => {
  expect(toTicks([makeBar({ a: 10, net: 9_999 })], { series: SERIES, line: { value: 25, name: 'limit 25' } })).toEqual([0, 10, 20, 30])
})
