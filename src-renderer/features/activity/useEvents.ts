import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useCallback, useMemo } from 'react'
import { useEngine } from '../../lib/engine.ts'
import { listAllPages } from '../../lib/listAllPages.ts'
import { usePlace } from '../../lib/place.ts'
import { toSpan } from '../../ui/dayRange.ts'
import type { Gathering } from '../../ui/useCsvFile.ts'
import { useZone } from '../../ui/ZoneContext.ts'
import type { ActivityFilter } from './activityFilter.ts'

const PAGE_ROWS = 200
/** As many as the engine gives at once. */
const EXPORT_ROWS = 1000

/** The providers' event log as the filter leaves it, page by page; the rows of the question before stay until the new one is answered. */
export function useEvents({ provider, outcome, type, rule, object, from, to }: ActivityFilter) {
  const { ask, client } = useEngine()
  const { company, at } = usePlace()
  const zone = useZone()
  // Which days are meant is known once the zone is.
  const isKnown = zone !== null || (from === null && to === null)
  const question = useMemo(
    () => ({ provider, type, rule, object, company, outcome, ...toSpan({ from, to }, zone ?? 'UTC'), at }),
    [provider, type, rule, object, company, outcome, from, to, zone, at],
  )
  const list = useInfiniteQuery({
    ...ask.events.list.infiniteOptions({
      input: (cursor: string | null) => ({ ...question, limit: PAGE_ROWS, cursor }),
      initialPageParam: null as string | null,
      getNextPageParam: ({ next }) => next,
      placeholderData: keepPreviousData,
    }),
    enabled: isKnown,
  })
  const count = useQuery(ask.events.count.queryOptions({ input: question, enabled: isKnown, placeholderData: keepPreviousData }))
  const { data, hasNextPage, isFetching, fetchNextPage, isPlaceholderData } = list
  const rows = useMemo(() => data?.pages.flatMap(({ items }) => items) ?? [], [data])
  const onNearEnd = useCallback(() => {
    if (hasNextPage && !isFetching && !isPlaceholderData) void fetchNextPage()
  }, [hasNextPage, isFetching, isPlaceholderData, fetchNextPage])
  const listAll = (gathering: Gathering) =>
    listAllPages((cursor, options) => client.events.list({ ...question, limit: EXPORT_ROWS, cursor }, options), gathering)
  return { list, rows, total: count.data?.total ?? null, onNearEnd, listAll, question: JSON.stringify(question) }
}
