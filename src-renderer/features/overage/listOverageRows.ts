import type { OverageAnswer } from '../../../src-shared/contract/plans.ts'
import type { Exceed } from './describeTask.ts'

type Stale = OverageAnswer['companies'][number]['stale'][number]

/** One resource of which a company has more than the plan allows. */
export interface OverageRow {
  key: string
  company: string
  name: string
  /** Whether it is the first of its company, which then bears the name. */
  isFirst: boolean
  exceed: Exceed
  /** Where it was told too long ago to judge by. */
  stale: Stale | null
  /** Of the first: what else of the company nobody told, or too long ago, without its being over. */
  alsoStale: readonly string[]
}

const NONE: readonly string[] = []

/** The answer's companies in its order, resource by resource. */
export function listOverageRows(companies: OverageAnswer['companies']): OverageRow[] {
  return companies.flatMap(({ company, name, exceeds, stale }) =>
    exceeds.map((exceed, index) => ({
      key: `${company} ${exceed.metric}`,
      company,
      name,
      isFirst: index === 0,
      exceed,
      stale: stale.find(({ metric }) => metric === exceed.metric) ?? null,
      alsoStale: index === 0 ? listOthers(stale, exceeds) : NONE,
    })),
  )
}

function listOthers(stale: readonly Stale[], exceeds: readonly Exceed[]): readonly string[] {
  const others = stale.filter(({ metric }) => exceeds.every((exceed) => exceed.metric !== metric))
  return others.length === 0 ? NONE : others.map(({ metric }) => metric)
}
