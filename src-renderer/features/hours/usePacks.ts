import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useCallback, useMemo } from 'react'
import { useEngine } from '../../lib/engine.ts'
import { packKey } from './hoursRows.ts'
import type { HoursQuestion } from './useBalances.ts'

const PAGE_ROWS = 500

export type Packs = ReturnType<typeof usePacks>

/** The packs of all companies, page by page: live ones first. */
export function usePacks(question: HoursQuestion) {
  const { ask, client } = useEngine()
  const list = useInfiniteQuery(
    ask.hours.packs.infiniteOptions({
      input: (cursor: string | null) => ({ ...question, limit: PAGE_ROWS, cursor }),
      initialPageParam: null as string | null,
      getNextPageParam: ({ next }) => next,
      placeholderData: keepPreviousData,
    }),
  )
  const { data, hasNextPage, isFetching, fetchNextPage } = list
  const rows = useMemo(
    () => [...new Map((data?.pages ?? []).flatMap(({ items }) => items.map((row) => [packKey(row), row] as const))).values()],
    [data],
  )
  const onNearEnd = useCallback(() => {
    if (hasNextPage && !isFetching) void fetchNextPage()
  }, [hasNextPage, isFetching, fetchNextPage])
  const askPage = (cursor: string | null, options: { signal: AbortSignal }) =>
    client.hours.packs({ ...question, limit: PAGE_ROWS, cursor }, options)
  return { list, rows, isWhole: list.isSuccess && !hasNextPage, onNearEnd, askPage, question: JSON.stringify(question) }
}
