import { useInfiniteQuery } from '@tanstack/react-query'
import { useCallback, useMemo } from 'react'
import { useEngine } from '../../lib/engine.ts'

const PAGE_ROWS = 200

/** What each sync of a stream did, page by page. @param isWanted whether they are looked at */
export function useRuns(isWanted: boolean) {
  const { ask } = useEngine()
  const list = useInfiniteQuery({
    ...ask.sync.runs.infiniteOptions({
      input: (cursor: string | null) => ({ limit: PAGE_ROWS, cursor }),
      initialPageParam: null as string | null,
      getNextPageParam: ({ next }) => next,
    }),
    enabled: isWanted,
  })
  const { data, hasNextPage, isFetching, fetchNextPage } = list
  const rows = useMemo(() => data?.pages.flatMap(({ items }) => items) ?? [], [data])
  const onNearEnd = useCallback(() => {
    if (hasNextPage && !isFetching) void fetchNextPage()
  }, [hasNextPage, isFetching, fetchNextPage])
  return { list, rows, onNearEnd }
}
