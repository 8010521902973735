import { useMemo } from 'react'
import { usePlace } from '../../lib/place.ts'
import { type ActivityFilter, isNarrowed, NO_FILTER, readActivityFilter, writeActivityFilter } from './activityFilter.ts'

/** What is looked at, as the address says it; and how to change that. */
export function useActivityFilter() {
  const { filter: text, company, amend } = usePlace()
  const filter = useMemo(() => readActivityFilter(text), [text])
  return {
    filter,
    company,
    isNarrowed: isNarrowed(filter) || ((filter.view === 'events' || filter.view === 'audit') && company !== null),
    narrow: (change: Partial<ActivityFilter>) => amend({ filter: writeActivityFilter({ ...filter, ...change }) }),
    clear: () => amend({ company: null, filter: writeActivityFilter({ ...NO_FILTER, view: filter.view }) }),
  }
}
