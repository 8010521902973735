import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useCallback, useMemo } from 'react'
import { useEngine } from '../../lib/engine.ts'
import { listAllPages } from '../../lib/listAllPages.ts'
import { usePlace } from '../../lib/place.ts'
import type { Gathering } from '../../ui/useCsvFile.ts'
import type { ActivityFilter } from './activityFilter.ts'

const PAGE_ROWS = 200
/** As many as the engine gives at once. */
const EXPORT_ROWS = 1000

/** Who decided what and what became of it, as the filter leaves it, page by page. */
export function useAudit({ action, actionKind: kind, who }: ActivityFilter) {
  const { ask, client } = useEngine()
  const { company } = usePlace()
  const question = useMemo(() => ({ company, action, kind, who }), [company, action, kind, who])
  const list = useInfiniteQuery(
    ask.audit.list.infiniteOptions({
      input: (cursor: string | null) => ({ ...question, limit: PAGE_ROWS, cursor }),
      initialPageParam: null as string | null,
      getNextPageParam: ({ next }) => next,
      placeholderData: keepPreviousData,
    }),
  )
  const { data, hasNextPage, isFetching, fetchNextPage, isPlaceholderData } = list
  const rows = useMemo(() => data?.pages.flatMap(({ items }) => items) ?? [], [data])
  const onNearEnd = useCallback(() => {
    if (hasNextPage && !isFetching && !isPlaceholderData) void fetchNextPage()
  }, [hasNextPage, isFetching, isPlaceholderData, fetchNextPage])
  const listAll = (gathering: Gathering) =>
    listAllPages((cursor, options) => client.audit.list({ ...question, limit: EXPORT_ROWS, cursor }, options), gathering)
  return { list, rows, onNearEnd, listAll, question: JSON.stringify(question) }
}
