import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { CompanyRow } from '../../src-shared/contract/companies.ts'
import type { Instant } from '../../src-shared/model/instant.ts'
import { describeError } from './describeError.ts'
import { useEngine } from './engine.ts'

const MOST = 8
const NONE: readonly CompanyRow[] = []

export interface CompanyOffers {
  rows: readonly CompanyRow[]
  /** Whether they still answer what was typed before. */
  isStale: boolean
  /** Why there are none. */
  word: string | null
}

/** The companies that match best. @param typed null while nobody looks for any */
export function useCompanyOffers(typed: string | null, at: Instant | null): CompanyOffers {
  const { ask } = useEngine()
  const { data, error, isPending, isPlaceholderData } = useQuery(
    ask.companies.list.queryOptions({
      input: { search: typed?.trim() ?? '', limit: MOST, at },
      enabled: typed !== null,
      placeholderData: keepPreviousData,
    }),
  )
  if (error) return { rows: NONE, isStale: false, word: describeError(error).title }
  const rows = data?.items ?? NONE
  return { rows, isStale: isPlaceholderData, word: isPending ? 'Looking…' : rows.length === 0 ? 'No company matches.' : null }
}
