import type { Catalog, Plan } from '../../../src-shared/model/catalog.ts'
import { compareLimits, type Limit } from '../../../src-shared/model/limit.ts'
import { findLimit } from '../plans/listExceeds.ts'

/** What a company has more of on one plan than on another, each in a few words; on a first plan, all of it. */
export function listGains({ metrics, features }: Catalog, current: Plan | null, target: Plan): string[] {
  const limits = Object.entries(metrics).flatMap(([id, { name }]) => {
    const to = findLimit(target.limits, id)
    const from = current ? findLimit(current.limits, id) : 0
    return compareLimits(to, from) > 0 ? [`${name}: ${current ? `${toWords(from)} → ` : ''}${toWords(to)}`] : []
  })
  const granted = Object.keys(target.features)
    .filter((feature) => !current || !Object.hasOwn(current.features, feature))
    .map((feature) => features[feature]?.name ?? feature)
  return [...limits, ...granted]
}

/** What a company has less of, likewise. */
export function listLossWords(catalog: Catalog, current: Plan | null, target: Plan | null): string[] {
  if (!current) return []
  return listGains(catalog, target, current).map((each) => {
    const [name, change] = each.split(': ')
    const ends = change?.split(' → ') ?? []
    return ends.length === 2 ? `${name}: ${ends[1]} → ${ends[0]}` : each
  })
}

function toWords(limit: Limit): string {
  return limit === 'unlimited' ? 'unlimited' : limit.toLocaleString('en-US')
}
