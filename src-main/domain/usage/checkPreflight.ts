import type { MetricKind } from '../../../src-shared/model/catalog.ts'
import { isWithin, type Limit, reachesPercent, toRemaining } from '../../../src-shared/model/limit.ts'
import { WARN_PERCENT } from './toLevel.ts'

/** "May this company do N more of this now?" */
export interface PreflightQuestion {
  /** The metric as staff call it, for the sentence. */
  name: string
  kind: MetricKind
  /** How many more, from 1. */
  count: number
  /** Null where nobody has told. */
  used: number | null
  /** Null where the company is on no plan. `limit` is the one in force, an override included. */
  plan: { tier: number; limit: Limit } | null
  standing: 'regular' | 'grace' | 'paused'
  /** Every plan of the product, with its limit of this metric. */
  plans: readonly { plan: string; tier: number; limit: Limit }[]
}

export interface Preflight {
  verdict: 'allowed' | 'warning' | 'refused'
  used: number | null
  /** Null where the company is on no plan. */
  limit: Limit | null
  /** Before the N, never below 0. Null where the usage is unknown. */
  remaining: Limit | null
  /** A sentence for people; null where it is simply allowed. */
  reason: string | null
  /** The smallest plan that would allow a refused N; null where none would, or none is needed. */
  upgradeTo: string | null
}

/** Answers before the act, by the usage that is known; a limit of 0 refuses at once. */
export function checkPreflight(question: PreflightQuestion): Preflight {
  const { name, kind, count, used, plan, standing } = question
  const limit = plan?.limit ?? null
  const answer = (verdict: Preflight['verdict'], reason: string | null, upgradeTo: string | null = null): Preflight => ({
    verdict,
    used,
    limit,
    remaining: toLeft(used, limit),
    reason,
    upgradeTo,
  })
  if (limit === null) return answer('refused', 'The company is on no plan.', findSmallestPlan(question))
  // No plan allows what a pause refuses, so none is named.
  if (standing === 'paused' && kind === 'flow') return answer('refused', `The subscription is paused: no ${name} until it is resumed.`)
  // Unknown usage is at least 0: what alone is too much is refused all the same.
  const after = (used ?? 0) + count
  if (!isWithin(after, limit)) return answer('refused', explainRefusal(question, limit), findSmallestPlan(question))
  if (standing === 'grace') return answer('warning', 'Payment is overdue: the plan holds for the days of grace only.')
  // Not refused, for nobody knows it to be over; not allowed without a word either.
  if (used === null && limit !== 'unlimited') return answer('warning', `Nobody has told how much of ${name} is used.`)
  if (reachesPercent({ used: after, limit }, WARN_PERCENT)) return answer('warning', `${name}: ${after} of ${limit} then.`)
  return answer('allowed', null)
}

function toLeft(used: number | null, limit: Limit | null): Limit | null {
  if (limit === null) return 0
  if (limit === 'unlimited' || limit === 0) return limit
  return used === null ? null : toRemaining(used, limit)
}

function explainRefusal({ name, count, used }: PreflightQuestion, limit: Limit): string {
  if (limit === 0) return `${name}: the plan allows none.`
  if (used === null) return `${name}: ${count} are more than the limit of ${limit}.`
  return `${name}: ${used} of ${limit} are used; ${count} more would be ${used + count}.`
}

function findSmallestPlan({ plan, plans, used, count }: PreflightQuestion): string | null {
  const after = (used ?? 0) + count
  const allowing = plans
    // Where an override holds the company below its own plan's limit, that plan is no way up.
    .filter(({ tier, limit }) => (plan === null || tier > plan.tier) && isWithin(after, limit))
    .sort((a, b) => a.tier - b.tier)
  return allowing[0]?.plan ?? null
}
