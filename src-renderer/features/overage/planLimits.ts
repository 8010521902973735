import type { PlanComparison } from '../../../src-shared/contract/plans.ts'
import type { Limit } from '../../../src-shared/model/limit.ts'

/** A plan that companies are held against, with all that it limits or leaves unlimited. */
export interface PlanLimits {
  plan: string
  name: string
  limits: readonly MetricLimit[]
}

export interface MetricLimit {
  metric: string
  limit: Limit
}

/** The product's plans from the lowest tier up. */
export function toPlanLimits({ columns, rows }: PlanComparison): PlanLimits[] {
  const limitRows = rows.flatMap((row) => (row.kind === 'limit' ? [row] : []))
  return columns
    .map(({ plan, name, tier }, index) => ({
      tier,
      plan,
      name,
      limits: limitRows.flatMap(({ metric, cells }) => {
        const cell = cells[index]
        return cell ? [{ metric, limit: cell.limit }] : []
      }),
    }))
    .sort((a, b) => a.tier - b.tier)
    .map(({ plan, name, limits }) => ({ plan, name, limits }))
}

/** The plan that is asked for; else the lowest that limits anything, for an unlimited one fits everybody. */
export function findTarget(plans: readonly PlanLimits[], asked: string | null): PlanLimits | null {
  if (asked !== null) return plans.find(({ plan }) => plan === asked) ?? null
  return plans.find(({ limits }) => limits.some(({ limit }) => limit !== 'unlimited')) ?? plans[0] ?? null
}
