import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Need, type RecommendationQuestion, recommendPlan } from '../../../../src-main/domain/plans/recommendPlan.ts'
import { RUNS } from '../usage/makeRecord.ts'
import { readCatalog } from './readCatalog.ts'

const THREATS = readCatalog('threat-analytics')
const HOURS = readCatalog('maintenance-hours')

function recommend(used: number, atEnd: Need['atEnd'], given: Partial<RecommendationQuestion> = {}) {
  return recommendPlan({ catalog: THREATS, needs: { 'api-calls': { used, atEnd } }, currency: 'USD', ...given })
}

describe('recommended for a company is', () => {
  test.each([
    [0, 0, 'free', 0],
    [100, 100, 'free', 0],
    [100, 101, 'starter', 2_900],
    [501, 0, 'professional', 9_900],
    [100, 5_001, 'enterprise', 49_900],
  ])('with %s used and %s projected %s, at its price', (used, atEnd, plan, amount) => {
    expect(recommend(used, atEnd)).toMatchObject({ kind: 'recommended', plan, price: { amount } })
  })

  test('the cheapest plan that fits, and not the lowest', () => {
    const catalog = readCatalog('threat-analytics', ({ plans }) => {
      Object.assign(plans['professional'] ?? {}, { prices: [{ currency: 'USD', amount: 1_900, interval: 'month' }] })
    })
    expect(recommend(101, 101, { catalog })).toMatchObject({ plan: 'professional' })
  })

  test('the cheaper by the month, whatever the interval it is billed in', () => {
    const catalog = readCatalog('threat-analytics', ({ plans }) => {
      Object.assign(plans['starter'] ?? {}, { prices: [{ currency: 'USD', amount: 8_701, interval: 'quarter' }] })
      const prices = [
        { currency: 'USD', amount: 3_000, interval: 'month' },
        { currency: 'USD', amount: 34_800, interval: 'year' },
      ]
      Object.assign(plans['professional'] ?? {}, { prices })
    })
    expect(recommend(101, 101, { catalog })).toMatchObject({ plan: 'professional', price: { interval: 'year' } })
  })

  test('never by a price in another currency: what has none in the company’s comes last', () => {
    const catalog = readCatalog('threat-analytics', ({ plans }) => {
      Object.assign(plans['starter'] ?? {}, { prices: [{ currency: 'KES', amount: 1, interval: 'month' }] })
    })
    expect(recommend(101, 101, { catalog })).toMatchObject({ plan: 'professional' })
    expect(recommend(101, 101, { catalog, currency: 'KES' })).toMatchObject({ plan: 'starter', price: { amount: 1 } })
  })

  test('the free plan, which costs nothing without saying so', () => {
    const catalog = readCatalog('image-quota')
    const needs = { images: { used: 3, atEnd: 9 } }
    expect(recommendPlan({ catalog, needs, currency: 'KES' })).toEqual({ kind: 'recommended', plan: 'free', price: null })
    const more = { images: { used: 3, atEnd: 90 } }
    expect(recommendPlan({ catalog, needs: more, currency: 'KES' })).toMatchObject({ plan: 'pro', price: { amount: 150_000 } })
  })

  test('the cheaper by the day of its term', () => {
    const catalog = readCatalog('image-quota', ({ plans }) => {
      const prices = [{ currency: 'KES', amount: 290_000, interval: 'once' }]
      Object.assign(plans['premium'] ?? {}, { prices, quota: { metric: 'images', termDays: 60 } })
    })
    expect(recommendPlan({ catalog, needs: { images: { used: 11, atEnd: 11 } }, currency: 'KES' })).toMatchObject({ plan: 'premium' })
  })

  test('not a plan whose price nobody knows, while another fits', () => {
    const catalog = readCatalog('threat-analytics', ({ plans }) => Object.assign(plans['starter'] ?? {}, { prices: [] }))
    expect(recommend(101, 101, { catalog })).toMatchObject({ plan: 'professional' })
    expect(recommend(5_001, 5_001, { catalog })).toMatchObject({ plan: 'enterprise' })
  })

  test('of two at one price the lower', () => {
    const same = readCatalog('threat-analytics', ({ plans }) => {
      for (const plan of Object.values(plans)) plan['prices'] = [{ currency: 'USD', amount: 1_900, interval: 'month' }]
    })
    const catalog = { ...same, plans: Object.fromEntries(Object.entries(same.plans).reverse()) }
    expect(recommend(101, 101, { catalog })).toMatchObject({ plan: 'starter' })
  })

  test('one whose hours are enough as well', () => {
    const needs = Object.fromEntries(Object.keys(HOURS.metrics).map((metric) => [metric, { used: 1, atEnd: 1 }]))
    const ask = (minutes: Need | null) => recommendPlan({ catalog: HOURS, needs, minutes, currency: 'USD' })
    expect(ask(null)).toMatchObject({ plan: 'essentials' })
    expect(ask({ used: 480, atEnd: 'too-early' })).toMatchObject({ plan: 'essentials' })
    expect(ask({ used: 100, atEnd: 481 })).toMatchObject({ plan: 'director' })
    expect(ask({ used: 961, atEnd: 961 })).toMatchObject({ plan: 'coo' })
  })
})

test('nothing is recommended where nobody knows what is needed, or the period has only begun', () => {
  expect(recommendPlan({ catalog: THREATS, needs: {}, currency: 'USD' })).toEqual({ kind: 'unknown', metrics: ['api-calls'] })
  expect(recommendPlan({ catalog: THREATS, needs: { 'api-calls': null }, currency: 'USD' })).toMatchObject({ kind: 'unknown' })
  expect(recommend(5, 'too-early')).toEqual({ kind: 'too-early', metrics: ['api-calls'] })
})

test('nothing is recommended where no plan is large enough', () => {
  const catalog = readCatalog('image-quota')
  expect(recommendPlan({ catalog, needs: { images: { used: 501, atEnd: 501 } }, currency: 'KES' })).toEqual({ kind: 'none' })
})

test('what is recommended fits, and less need is never dearer', () => {
  fc.assert(
    fc.property(fc.nat(6_000), fc.nat(6_000), fc.nat(6_000), (used, atEnd, less) => {
      const tier = (a: number, b: number) => {
        const found = recommend(a, b)
        const plan = found.kind === 'recommended' ? THREATS.plans[found.plan] : undefined
        const limit = plan?.limits['api-calls'] ?? 0
        expect(limit === 'unlimited' || limit >= Math.max(a, b)).toBe(true)
        return plan?.tier ?? 0
      }
      expect(tier(Math.max(0, used - less), atEnd)).toBeLessThanOrEqual(tier(used, atEnd))
    }),
    RUNS,
  )
})
