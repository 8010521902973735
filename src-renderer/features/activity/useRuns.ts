import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useCallback, useMemo } from 'react'
import { type Instant, toInstant } from '../../../src-shared/model/instant.ts'
import { useEngine } from '../../lib/engine.ts'
import { listAllPages } from '../../lib/listAllPages.ts'
import { usePlace } from '../../lib/place.ts'
import { toSpan } from '../../ui/dayRange.ts'
import type { Gathering } from '../../ui/useCsvFile.ts'
import { useZone } from '../../ui/ZoneContext.ts'
import type { ActivityFilter } from './activityFilter.ts'

const PAGE_ROWS = 200
const EXPORT_ROWS = 1000

/** What each sync of a stream did, as the filter leaves it, page by page. */
export function useRuns({ provider, ended, stream, from, to }: ActivityFilter) {
  const { ask, client } = useEngine()
  const { at } = usePlace()
  const zone = useZone()
  const question = useMemo(
    () => ({ provider, stream, outcome: ended, ...endBy(at, toSpan({ from, to }, zone ?? 'UTC')) }),
    [provider, stream, ended, from, to, zone, at],
  )
  const list = useInfiniteQuery({
    ...ask.sync.runs.infiniteOptions({
      input: (cursor: string | null) => ({ ...question, limit: PAGE_ROWS, cursor }),
      initialPageParam: null as string | null,
      getNextPageParam: ({ next }) => next,
      placeholderData: keepPreviousData,
    }),
    enabled: zone !== null || (from === null && to === null),
  })
  const { data, hasNextPage, isFetching, fetchNextPage, isPlaceholderData } = list
  const rows = useMemo(() => data?.pages.flatMap(({ items }) => items) ?? [], [data])
  const onNearEnd = useCallback(() => {
    if (hasNextPage && !isFetching && !isPlaceholderData) void fetchNextPage()
  }, [hasNextPage, isFetching, isPlaceholderData, fetchNextPage])
  const listAll = (gathering: Gathering) =>
    listAllPages((cursor, options) => client.sync.runs({ ...question, limit: EXPORT_ROWS, cursor }, options), gathering)
  return { list, rows, onNearEnd, listAll, question: JSON.stringify(question) }
}

/** What began after the instant asked for is not to be seen. */
function endBy(at: Instant | null, { from, to }: ReturnType<typeof toSpan>): ReturnType<typeof toSpan> {
  return { from, to: at === null || (to !== null && to <= at) ? to : toInstant(at + 1) }
}
