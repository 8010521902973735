import { useMemo } from 'react'
import { usePlace } from '../../lib/place.ts'
import { readUsageFilter, type UsageFilter, writeUsageFilter } from './usageFilter.ts'

/** What is looked at, as the address says it; and how to change that. The metric is named with it, for the address may have left it out. */
export function useUsageFilter(product: string, metric: string) {
  const { filter: text, amend } = usePlace()
  const filter = useMemo(() => readUsageFilter(text), [text])
  return {
    filter,
    narrow: (change: Partial<UsageFilter>) => amend({ product, metric, filter: writeUsageFilter({ ...filter, ...change }) }),
  }
}
