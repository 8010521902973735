import { useInfiniteQuery } from '@tanstack/react-query'
import { useCallback, useMemo } from 'react'
import type { UsageItem } from '../../../src-shared/contract/usage.ts'
import { useEngine } from '../../lib/engine.ts'
import { listAllPages } from '../../lib/listAllPages.ts'
import { usePlace } from '../../lib/place.ts'
import type { Gathering } from '../../ui/useCsvFile.ts'
import type { Stretch } from './stretch.ts'

const PAGE_ROWS = 200
const EXPORT_ROWS = 1000
const NONE: UsageItem[] = []

interface RecordsQuestion {
  product: string
  metric: string
  company: string
  stretch: Stretch
}

/** What was told of a company on some days, the newest first, page by page. */
export function useDayRecords({ product, metric, company, stretch: { start, end } }: RecordsQuestion) {
  const { ask, client } = useEngine()
  const { at } = usePlace()
  const asked = useMemo(
    () => ({ company, metric: `${product}.${metric}`, from: start, to: end, at }),
    [company, product, metric, start, end, at],
  )
  const list = useInfiniteQuery(
    ask.usage.list.infiniteOptions({
      input: (cursor: string | null) => ({ ...asked, limit: PAGE_ROWS, cursor }),
      initialPageParam: null as string | null,
      getNextPageParam: ({ next }) => next,
    }),
  )
  const { data, hasNextPage, isFetching, fetchNextPage } = list
  const rows = useMemo(() => data?.pages.flatMap(({ items }) => items) ?? NONE, [data])
  const onNearEnd = useCallback(() => {
    if (hasNextPage && !isFetching) void fetchNextPage()
  }, [hasNextPage, isFetching, fetchNextPage])
  const listAll = (gathering: Gathering) =>
    listAllPages((cursor, options) => client.usage.list({ ...asked, limit: EXPORT_ROWS, cursor }, options), gathering)
  return { list, rows, kind: data?.pages[0]?.kind ?? null, onNearEnd, listAll }
}
