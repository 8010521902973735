import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkPreflight, type PreflightQuestion } from '../../../../src-main/domain/usage/checkPreflight.ts'
import type { Limit } from '../../../../src-shared/model/limit.ts'
import { RUNS } from './makeRecord.ts'

const PLANS = [
  // Not in their order: the smallest is by tier.
  { plan: 'enterprise', tier: 3, limit: 'unlimited' as const },
  { plan: 'free', tier: 0, limit: 100 },
  { plan: 'professional', tier: 2, limit: 5_000 },
  { plan: 'starter', tier: 1, limit: 500 },
]

function ask(given: Partial<PreflightQuestion> & { limit?: Limit } = {}) {
  const { limit = 100, ...rest } = given
  return checkPreflight({
    name: 'API calls',
    kind: 'flow',
    count: 1,
    used: 0,
    plan: { tier: 0, limit },
    standing: 'regular',
    plans: PLANS,
    ...rest,
  })
}

describe('with a limit of 100', () => {
  test.each([
    [0, 1, 'allowed', 100],
    [88, 1, 'allowed', 12],
    [89, 1, 'warning', 11],
    [0, 90, 'warning', 100],
    [99, 1, 'warning', 1],
    [100, 1, 'refused', 0],
    [0, 101, 'refused', 100],
    [150, 1, 'refused', 0],
  ])('after %s, %s more is %s, with %s left before', (used, count, verdict, remaining) => {
    expect(ask({ used, count })).toMatchObject({ verdict, remaining, used, limit: 100 })
  })
})

test('a refusal says why in numbers, and names the smallest plan that would allow it', () => {
  expect(ask({ used: 99, count: 2 })).toMatchObject({ reason: 'API calls: 99 of 100 are used; 2 more would be 101.', upgradeTo: 'starter' })
  expect(ask({ used: 99, count: 402 }).upgradeTo).toBe('professional')
  expect(ask({ used: 99, count: 5_000 }).upgradeTo).toBe('enterprise')
})

test('no plan is named where none would allow it', () => {
  expect(ask({ used: 99, count: 2, plans: PLANS.filter(({ tier }) => tier === 0) }).upgradeTo).toBeNull()
})

test('a lower plan, or the company’s own, is no way up from a limit that was lowered by hand', () => {
  expect(ask({ used: 10, limit: 10, plan: { tier: 2, limit: 10 } }).upgradeTo).toBe('enterprise')
})

test('a limit of 0 refuses at once', () => {
  const plans = [
    { plan: 'free', tier: 0, limit: 0 },
    { plan: 'pro', tier: 1, limit: 5 },
  ]
  for (const used of [0, null]) {
    expect(ask({ limit: 0, used, plans })).toMatchObject({ verdict: 'refused', remaining: 0, reason: 'API calls: the plan allows none.' })
    expect(ask({ limit: 0, used, plans }).upgradeTo).toBe('pro')
  }
})

test('in grace it is at least a warning, also where nothing is limited', () => {
  expect(ask({ standing: 'grace' })).toMatchObject({ verdict: 'warning', remaining: 100 })
  expect(ask({ standing: 'grace', limit: 'unlimited' })).toMatchObject({ verdict: 'warning', remaining: 'unlimited' })
  expect(ask({ standing: 'grace', used: 100 })).toMatchObject({ verdict: 'refused', upgradeTo: 'starter' })
})

test('while paused flow is refused, which no other plan would mend', () => {
  expect(ask({ standing: 'paused' })).toMatchObject({ verdict: 'refused', remaining: 100, upgradeTo: null })
  expect(ask({ standing: 'paused', limit: 'unlimited' })).toMatchObject({ verdict: 'refused', upgradeTo: null })
})

test('while paused stock goes by its limit', () => {
  expect(ask({ standing: 'paused', kind: 'stock', used: 10 }).verdict).toBe('allowed')
  expect(ask({ standing: 'paused', kind: 'stock', used: 100 }).verdict).toBe('refused')
})

test('without a plan it is refused, naming the smallest plan that would allow it', () => {
  expect(ask({ plan: null, used: null })).toMatchObject({ verdict: 'refused', limit: null, remaining: 0, upgradeTo: 'free' })
  expect(ask({ plan: null, used: 100 }).upgradeTo).toBe('starter')
})

test('unknown usage is never allowed without a word, nor refused for what nobody knows', () => {
  expect(ask({ used: null })).toMatchObject({ verdict: 'warning', used: null, remaining: null })
  expect(ask({ used: null, count: 101 })).toMatchObject({ verdict: 'refused', upgradeTo: 'starter' })
  expect(ask({ used: null, limit: 'unlimited' })).toMatchObject({ verdict: 'allowed', used: null, remaining: 'unlimited' })
})

test('what is left is never below nothing, and less use never makes the answer worse', () => {
  const order = ['allowed', 'warning', 'refused']
  const limit = fc.oneof(fc.nat(200), fc.constant('unlimited' as const))
  const standing = fc.constantFrom('regular' as const, 'grace' as const, 'paused' as const)
  const kind = fc.constantFrom('stock' as const, 'flow' as const)
  fc.assert(
    fc.property(limit, fc.nat(300), fc.nat(300), fc.integer({ min: 1, max: 99 }), standing, kind, (given, a, b, count, how, what) => {
      const rank = (used: number) => order.indexOf(ask({ limit: given, used, count, standing: how, kind: what }).verdict)
      expect(rank(Math.min(a, b))).toBeLessThanOrEqual(rank(Math.max(a, b)))
      const { remaining } = ask({ limit: given, used: a, count, standing: how, kind: what })
      expect(remaining === 'unlimited' || Number(remaining) >= 0).toBe(true)
    }),
    RUNS,
  )
})
