import { skipToken, useQuery } from '@tanstack/react-query'
import type { UseOfMetric } from '../../../src-shared/contract/usage.ts'
import { useEngine } from '../../lib/engine.ts'
import { usePlace } from '../../lib/place.ts'
import type { ChartLine } from '../../ui/chartBars.ts'
import { formatCount } from '../../ui/formatCount.ts'

interface CompanyUseQuestion {
  product: string
  metric: string
  /** Null where all are looked at. */
  company: string | null
}

/** What a company uses of a metric against its limit. `isMember` is null until it is known whether the product knows the company. */
export function useCompanyUse({ product, metric, company }: CompanyUseQuestion): { use: UseOfMetric | null; isMember: boolean | null } {
  const { ask } = useEngine()
  const { at } = usePlace()
  const { data } = useQuery(ask.usage.against.queryOptions({ input: company === null ? skipToken : { company, product, at } }))
  if (!data || company === null) return { use: null, isMember: null }
  const own = data.products.find((each) => each.product === product)
  return { use: own?.metrics.find((each) => each.metric === metric) ?? null, isMember: own !== undefined }
}

/** No day is longer. */
const LONGEST_DAY_MS = 25 * 3_600_000

/** The limit across the days, where a day can be held against it: how many there are, or what is counted anew each day. */
export function findLimitLine(use: UseOfMetric | null): ChartLine | null {
  if (use === null || typeof use.limit !== 'number') return null
  const { kind, limit } = use
  return kind === 'stock' || isCountedByDay(use) ? { value: limit, name: `limit ${formatCount(limit)}` } : null
}

/** Whether it is counted anew each day. */
export function isCountedByDay({ window }: UseOfMetric): boolean {
  return window !== null && window.end !== null && window.end - window.start <= LONGEST_DAY_MS
}
