import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useCallback, useMemo } from 'react'
import type { Instant } from '../../../src-shared/model/instant.ts'
import { useEngine } from '../../lib/engine.ts'
import { balanceKey } from './hoursRows.ts'

/** As many as the engine gives at once: the figures over the list need the end of a stretch of rows. */
const PAGE_ROWS = 500

export interface HoursQuestion {
  product: string | null
  at: Instant | null
}

export type Balances = ReturnType<typeof useBalances>

/** The balances of all companies, page by page; until a new question is answered, the rows of the old one stay. */
export function useBalances(question: HoursQuestion) {
  const { ask, client } = useEngine()
  const list = useInfiniteQuery(
    ask.hours.list.infiniteOptions({
      input: (cursor: string | null) => ({ ...question, limit: PAGE_ROWS, cursor }),
      initialPageParam: null as string | null,
      getNextPageParam: ({ next }) => next,
      placeholderData: keepPreviousData,
    }),
  )
  const { data, hasNextPage, isFetching, fetchNextPage } = list
  // A balance that moved while the pages were asked for may stand in two of them.
  const rows = useMemo(
    () => [...new Map((data?.pages ?? []).flatMap(({ items }) => items.map((row) => [balanceKey(row), row] as const))).values()],
    [data],
  )
  const onNearEnd = useCallback(() => {
    if (hasNextPage && !isFetching) void fetchNextPage()
  }, [hasNextPage, isFetching, fetchNextPage])
  const askPage = (cursor: string | null, options: { signal: AbortSignal }) =>
    client.hours.list({ ...question, limit: PAGE_ROWS, cursor }, options)
  return { list, rows, isWhole: list.isSuccess && !hasNextPage, onNearEnd, askPage, question: JSON.stringify(question) }
}
