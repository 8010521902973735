import fc from 'fast-check'
import { expect, test } from 'vitest'
import { toLevel } from '../../../../src-main/domain/usage/toLevel.ts'
import type { Limit } from '../../../../src-shared/model/limit.ts'
import type { UseLevel } from '../../../../src-shared/model/useLevel.ts'
import { RUNS } from './makeRecord.ts'

test.each<[used: number | null, limit: Limit, level: UseLevel]>([
  [0, 100, 'calm'],
  [74, 100, 'calm'],
  [75, 100, 'watch'],
  [89, 100, 'watch'],
  [90, 100, 'warn'],
  [99, 100, 'warn'],
  [100, 100, 'blocked'],
  [150, 100, 'blocked'],
  [2, 3, 'calm'],
  [null, 100, 'unknown'],
  [null, 'unlimited', 'unlimited'],
  [1e9, 'unlimited', 'unlimited'],
  [0, 0, 'blocked'],
  [null, 0, 'blocked'],
])('%s of %s is %s', (used, limit, level) => {
  expect(toLevel({ kind: 'flow', used, limit, isPaused: false })).toBe(level)
  expect(toLevel({ kind: 'stock', used, limit, isPaused: false })).toBe(level)
})

test('while paused flow is paused and stock goes on by its limit', () => {
  expect(toLevel({ kind: 'flow', used: 1, limit: 100, isPaused: true })).toBe('paused')
  expect(toLevel({ kind: 'flow', used: 1, limit: 'unlimited', isPaused: true })).toBe('paused')
  expect(toLevel({ kind: 'stock', used: 90, limit: 100, isPaused: true })).toBe('warn')
})

test('more use never has a calmer word', () => {
  const order: UseLevel[] = ['calm', 'watch', 'warn', 'blocked']
  fc.assert(
    fc.property(fc.nat(300), fc.nat(300), fc.nat(200), (a, b, limit) => {
      const rank = (used: number) => order.indexOf(toLevel({ kind: 'flow', used, limit, isPaused: false }))
      expect(rank(Math.max(a, b))).toBeGreaterThanOrEqual(rank(Math.min(a, b)))
    }),
    RUNS,
  )
})
