import { keepPreviousData, skipToken, useQuery } from '@tanstack/react-query'
import type { Company, CompanyRow } from '../../../src-shared/contract/companies.ts'
import type { Instant } from '../../../src-shared/model/instant.ts'
import { useEngine } from '../../lib/engine.ts'

/** More than any one provider customer could be found by. */
const MOST_FOUND = 20

interface CompanyInHand {
  /** Undefined until it is known. */
  company: Company | undefined
  /** Its figures as of the instant that is looked at; null where it was not known then, undefined until they are there. */
  figures: CompanyRow | null | undefined
  error: Error | null
  retry: () => void
}

/**
 * A company, and what it came to at an instant.
 *
 * `companies.get` answers for now alone: of the past, the list knows the figures.
 */
export function useCompany(id: string | null, at: Instant | null): CompanyInHand {
  const { ask } = useEngine()
  const now = useQuery(ask.companies.get.queryOptions({ input: id === null ? skipToken : { company: id } }))
  const search = now.data?.links[0]?.ref ?? now.data?.name
  const past = useQuery(
    ask.companies.list.queryOptions({
      input: at === null || search === undefined ? skipToken : { search, at, limit: MOST_FOUND },
      placeholderData: keepPreviousData,
    }),
  )
  const company = now.data
  const then = past.data && (past.data.items.find((row) => row.id === company?.id) ?? null)
  const error = company ? (at !== null && !past.data ? past.error : null) : now.error
  return {
    company,
    figures: at === null ? company : then,
    error,
    retry: () => {
      void now.refetch()
      if (at !== null) void past.refetch()
    },
  }
}
