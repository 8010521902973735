import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useCallback, useMemo } from 'react'
import type { EventOutcome } from '../../../src-shared/contract/events.ts'
import type { Instant } from '../../../src-shared/model/instant.ts'
import { useEngine } from '../../lib/engine.ts'

const PAGE_ROWS = 200

export interface EventsQuestion {
  outcome: EventOutcome | null
  company: string | null
  type: string | null
  at: Instant | null
}

/** The providers' event log, page by page; the rows of the question before stay until the new one is answered. @param isWanted whether they are looked at */
export function useEvents(question: EventsQuestion, isWanted: boolean) {
  const { ask } = useEngine()
  const list = useInfiniteQuery({
    ...ask.events.list.infiniteOptions({
      input: (cursor: string | null) => ({ ...question, limit: PAGE_ROWS, cursor }),
      initialPageParam: null as string | null,
      getNextPageParam: ({ next }) => next,
      placeholderData: keepPreviousData,
    }),
    enabled: isWanted,
  })
  const { data, hasNextPage, isFetching, fetchNextPage } = list
  const rows = useMemo(() => data?.pages.flatMap(({ items }) => items) ?? [], [data])
  const onNearEnd = useCallback(() => {
    if (hasNextPage && !isFetching) void fetchNextPage()
  }, [hasNextPage, isFetching, fetchNextPage])
  return { list, rows, onNearEnd, question: JSON.stringify(question) }
}
