import type { Catalog, Plan, Price } from '../../../src-shared/model/catalog.ts'
import { compareProducts, isWithin, type Limit } from '../../../src-shared/model/limit.ts'
import { findLimit } from './listExceeds.ts'

/** What a company needs of a metric: what it uses, and what it will by the period's end. Of a stock metric both are the same. */
export interface Need {
  used: number
  atEnd: number | 'too-early'
}

export interface RecommendationQuestion {
  catalog: Pick<Catalog, 'metrics' | 'plans' | 'freePlan'>
  /** By metric; what is not there, or null, was told by nobody. */
  needs: Readonly<Record<string, Need | null>>
  /** Minutes a month, where the product sells hours. */
  minutes?: Need | null
  /** What the company pays in: prices of two currencies are never compared. */
  currency: string
}

/** The plan for this company; or why nobody can say one: unknown usage, a period that has only begun, or no plan that is large enough. */
export type Recommendation =
  | { kind: 'recommended'; plan: string; price: Price | null }
  | { kind: 'unknown' | 'too-early'; metrics: string[] }
  | { kind: 'none' }

/**
 * The cheapest plan that a company's usage and its projection fit.
 *
 * A need that is unknown recommends nothing: to fit it for certain would take an unlimited plan.
 */
export function recommendPlan({ catalog, needs, minutes, currency }: RecommendationQuestion): Recommendation {
  const plans = Object.entries(catalog.plans)
  const limited = Object.keys(catalog.metrics).filter((metric) => plans.some(([, plan]) => findLimit(plan.limits, metric) !== 'unlimited'))
  const known = limited.map((metric) => ({ metric, need: (Object.hasOwn(needs, metric) ? needs[metric] : null) ?? null }))
  const unknown = known.filter(({ need }) => need === null)
  if (unknown.length > 0) return { kind: 'unknown', metrics: unknown.map(({ metric }) => metric) }
  const tooEarly = known.filter(({ need }) => need?.atEnd === 'too-early')
  if (tooEarly.length > 0) return { kind: 'too-early', metrics: tooEarly.map(({ metric }) => metric) }

  const fitting = plans
    .filter(([, plan]) => known.every(({ metric, need }) => isEnough(findLimit(plan.limits, metric), need)))
    .filter(([, plan]) => isEnough(plan.hours?.minutesPerMonth ?? 0, minutes ?? null))
    .map(([id, plan]) => ({ id, plan, cost: findCost(plan, currency, id === catalog.freePlan) }))
    .sort((a, b) => compareCosts(a.cost, b.cost) || a.plan.tier - b.plan.tier)
  const cheapest = fitting[0]
  return cheapest ? { kind: 'recommended', plan: cheapest.id, price: cheapest.cost?.price ?? null } : { kind: 'none' }
}

function isEnough(limit: Limit, need: Need | null): boolean {
  if (!need) return true
  // Early in a period minutes are judged by what is used; metrics do not come this far.
  return isWithin(Math.max(need.used, need.atEnd === 'too-early' ? 0 : need.atEnd), limit)
}

/** What a plan costs at its cheapest, for so many days of months of 30. */
interface Cost {
  amount: number
  days: number
  price: Price | null
}

/** Null where the plan has no price in the currency: then it is not cheap, its price is unknown. */
function findCost(plan: Plan, currency: string, isFree: boolean): Cost | null {
  if (isFree && plan.prices.length === 0) return { amount: 0, days: 30, price: null }
  const costs = plan.prices.flatMap((price) => {
    const days = toDays(price, plan)
    return price.currency === currency && days !== null ? [{ amount: price.amount, days, price }] : []
  })
  return costs.sort(compareCosts)[0] ?? null
}

function toDays({ interval }: Price, { quota }: Plan): number | null {
  if (quota?.termDays) return quota.termDays
  switch (interval) {
    case 'month':
      return 30
    case 'quarter':
      return 90
    case 'year':
      return 360
    case 'once':
      // Bought for good: no month of it has a price.
      return null
  }
}

function compareCosts(a: Cost | null, b: Cost | null): number {
  if (!a || !b) return Number(!a) - Number(!b)
  return compareProducts([a.amount, b.days], [b.amount, a.days])
}
