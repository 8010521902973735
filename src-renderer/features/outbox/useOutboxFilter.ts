import { useMemo } from 'react'
import { usePlace } from '../../lib/place.ts'
import { type OutboxFilter, readOutboxFilter, writeOutboxFilter } from './outboxFilter.ts'

/** What of the outbox is looked at, as the address says it; and how to change that. */
export function useOutboxFilter() {
  const { filter: text, company, amend } = usePlace()
  const filter = useMemo(() => readOutboxFilter(text), [text])
  const { group, state, provider, action } = filter
  return {
    filter,
    company,
    isNarrowed: group !== null || state !== null || provider !== null || company !== null,
    narrow: (change: Partial<OutboxFilter>) => amend({ filter: writeOutboxFilter({ ...filter, ...change }) }),
    clear: () => amend({ company: null, filter: writeOutboxFilter({ group: null, state: null, provider: null, action }) }),
  }
}
