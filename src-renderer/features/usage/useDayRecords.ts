import { skipToken, useInfiniteQuery } from '@tanstack/react-query'
import { useCallback, useMemo } from 'react'
import type { UsageItem } from '../../../src-shared/contract/usage.ts'
import { useEngine } from '../../lib/engine.ts'
import { listAllPages } from '../../lib/listAllPages.ts'
import { usePlace } from '../../lib/place.ts'
import type { Day } from './listDays.ts'

const PAGE_ROWS = 200
const EXPORT_ROWS = 1000
const NONE: UsageItem[] = []

interface RecordsQuestion {
  product: string
  metric: string
  /** Null asks nothing: records are a company's. */
  company: string | null
  day: Day
}

/** What was told of a company on a day, the newest first, page by page. */
export function useDayRecords({ product, metric, company, day }: RecordsQuestion) {
  const { ask, client } = useEngine()
  const { at } = usePlace()
  const asked = useMemo(
    () => (company === null ? null : { company, metric: `${product}.${metric}`, from: day.start, to: day.end, at }),
    [company, product, metric, day, at],
  )
  const list = useInfiniteQuery(
    ask.usage.list.infiniteOptions({
      input: asked === null ? skipToken : (cursor: string | null) => ({ ...asked, limit: PAGE_ROWS, cursor }),
      initialPageParam: null as string | null,
      getNextPageParam: ({ next }) => next,
    }),
  )
  const { data, hasNextPage, isFetching, fetchNextPage } = list
  const rows = useMemo(() => data?.pages.flatMap(({ items }) => items) ?? NONE, [data])
  const onNearEnd = useCallback(() => {
    if (hasNextPage && !isFetching) void fetchNextPage()
  }, [hasNextPage, isFetching, fetchNextPage])
  const listAll = async () =>
    asked === null ? NONE : listAllPages((cursor) => client.usage.list({ ...asked, limit: EXPORT_ROWS, cursor }))
  return { list, rows, kind: data?.pages[0]?.kind ?? null, onNearEnd, listAll }
}
