import type { Limit } from '../../../src-shared/model/limit.ts'
import { findLimit } from '../plans/listExceeds.ts'
import type { Holding } from './findHolding.ts'

/** How much of a metric a holding allows: the newest grant by hand that names it, else its plan; null where it grants nothing. */
export function limitOf({ terms, overrides }: Pick<Holding, 'terms' | 'overrides'>, metric: string): Limit | null {
  if (!terms) return null
  const byHand = overrides.findLast(({ content: { limits } }) => Object.hasOwn(limits, metric))
  return findLimit(byHand?.content.limits ?? terms.limits, metric)
}
