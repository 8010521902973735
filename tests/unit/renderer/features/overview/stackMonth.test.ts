import { expect, test } from 'vitest'
import { stackMonth } from '../../../../../src-renderer/features/overview/stackMonth.ts'
import { makeMonth } from './makeOverview.ts'

test('gains stand on each other above zero, losses hang below it, and nothing has no part', () => {
  expect(stackMonth(makeMonth('2026-11', { new: 30, reactivation: 10, contraction: -5, churn: -20 }))).toEqual({
    parts: [
      { key: 'new', from: 0, size: 30 },
      { key: 'reactivation', from: 30, size: 10 },
      { key: 'contraction', from: -5, size: 5 },
      { key: 'churn', from: -25, size: 20 },
    ],
    top: 40,
    bottom: -25,
  })
})
