import type { HoursRule, Metric, Plan } from '../../../src-shared/model/catalog.ts'
import { compareLimits, type Limit } from '../../../src-shared/model/limit.ts'
import { findLimit } from './listExceeds.ts'

/** What a change of plan takes away. */
export interface Losses {
  /** Limits that allow less than before, in the catalog's order. */
  tightened: { metric: string; from: Limit; to: Limit }[]
  /** Features that the target does not grant, in the current plan's order. */
  lost: string[]
  /** Features that both grant with other values, larger numbers aside: whether another word is less, staff must see. */
  reduced: { feature: string; from: FeatureValue; to: FeatureValue }[]
  hours: { what: 'minutes-per-month' | 'rollover-cap-minutes'; from: Limit; to: Limit }[]
  /** What the company can no longer read, in the catalog's words. */
  unreadable: { metric: string; text: string }[]
}

type FeatureValue = true | string | number
type Granting = Pick<Plan, 'limits' | 'features' | 'hours'>

/** What a company loses by going from one plan to another; from no plan, nothing. */
export function listLosses(metrics: Readonly<Record<string, Metric>>, current: Granting | null, target: Granting): Losses {
  if (!current) return { tightened: [], lost: [], reduced: [], hours: [], unreadable: [] }
  const tightened = Object.keys(metrics)
    .map((metric) => ({ metric, from: findLimit(current.limits, metric), to: findLimit(target.limits, metric) }))
    .filter(({ from, to }) => compareLimits(to, from) < 0)
  const granted = Object.entries(current.features)
  return {
    tightened,
    lost: granted.map(([feature]) => feature).filter((feature) => !Object.hasOwn(target.features, feature)),
    reduced: granted.flatMap(([feature, from]) => {
      const to = Object.hasOwn(target.features, feature) ? target.features[feature] : undefined
      return to === undefined || isKept(from, to) ? [] : [{ feature, from, to }]
    }),
    hours: listLostHours(current.hours, target.hours),
    unreadable: tightened.flatMap(({ metric }) => {
      const text = metrics[metric]?.unreadableWhenOver
      return text ? [{ metric, text }] : []
    }),
  }
}

function isKept(from: FeatureValue, to: FeatureValue): boolean {
  return from === to || (typeof from === 'number' && typeof to === 'number' && to > from)
}

function listLostHours(current: HoursRule | undefined, target: HoursRule | undefined): Losses['hours'] {
  if (!current) return []
  const hours: Losses['hours'] = [
    { what: 'minutes-per-month', from: current.minutesPerMonth, to: target?.minutesPerMonth ?? 0 },
    { what: 'rollover-cap-minutes', from: current.rolloverCapMinutes, to: target?.rolloverCapMinutes ?? 0 },
  ]
  return hours.filter(({ what, from, to }) => {
    // Unlimited hours have no use for a cap.
    const isMoot = what === 'rollover-cap-minutes' && target?.minutesPerMonth === 'unlimited'
    return !isMoot && compareLimits(to, from) < 0
  })
}
