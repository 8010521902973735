import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useCallback, useMemo } from 'react'
import type { CompanyRow, CompanySort } from '../../../src-shared/contract/companies.ts'
import type { EntitlementStatus } from '../../../src-shared/model/entitlementStatus.ts'
import type { Instant } from '../../../src-shared/model/instant.ts'
import { useEngine } from '../../lib/engine.ts'
import { listAllPages } from '../../lib/listAllPages.ts'
import type { Gathering } from '../../ui/useCsvFile.ts'

const PAGE_ROWS = 200
/** As many as the engine gives at once. */
const EXPORT_ROWS = 1000

interface CompaniesQuestion {
  search: string
  product: string | null
  plan: string | null
  status: EntitlementStatus | null
  at: Instant | null
  sort: CompanySort
  isDescending: boolean
}

/** The companies that match, page by page; until a new question is answered, the rows of the old one stay and are called stale. */
export function useCompanies({ search, sort, isDescending, ...narrowed }: CompaniesQuestion) {
  const { ask, client } = useEngine()
  const words = search.trim()
  // While searching, the engine does not look at the order: the question must not differ by it.
  const order = words === '' ? { sort, isDescending } : {}
  const list = useInfiniteQuery(
    ask.companies.list.infiniteOptions({
      input: (cursor: string | null) => ({ search: words, ...narrowed, ...order, limit: PAGE_ROWS, cursor }),
      initialPageParam: null as string | null,
      getNextPageParam: ({ next }) => next,
      placeholderData: keepPreviousData,
    }),
  )
  const count = useQuery(ask.companies.count.queryOptions({ input: { search: words, ...narrowed }, placeholderData: keepPreviousData }))
  const { data, hasNextPage, isFetching, fetchNextPage, isPlaceholderData } = list
  const rows = useMemo(() => withoutTwins(data?.pages.flatMap(({ items }) => items) ?? []), [data])
  const onNearEnd = useCallback(() => {
    if (hasNextPage && !isFetching && !isPlaceholderData) void fetchNextPage()
  }, [hasNextPage, isFetching, isPlaceholderData, fetchNextPage])
  /** Every row of the question, those not yet loaded too. */
  const listAll = async (gathering: Gathering) =>
    withoutTwins(
      await listAllPages(
        (cursor, options) => client.companies.list({ search: words, ...narrowed, ...order, limit: EXPORT_ROWS, cursor }, options),
        gathering,
      ),
    )
  return { list, count, rows, onNearEnd, listAll, question: JSON.stringify({ words, ...narrowed, ...order }) }
}

/** A company that moved while the pages were asked for may stand in two of them. */
function withoutTwins(rows: readonly CompanyRow[]): CompanyRow[] {
  return [...new Map(rows.map((row) => [row.id, row])).values()]
}
