import { useInfiniteQuery } from '@tanstack/react-query'
import { useCallback, useMemo } from 'react'
import { useEngine } from '../../lib/engine.ts'
import { listAllPages } from '../../lib/listAllPages.ts'
import { usePlace } from '../../lib/place.ts'
import type { Gathering } from '../../ui/useCsvFile.ts'
import { endBy, type Stretch } from './stretch.ts'

const PAGE_ROWS = 200
const EXPORT_ROWS = 1000

interface UsersQuestion {
  product: string
  metric: string
  stretch: Stretch
}

/** Who used how much on some days, who most first, page by page. */
export function useUsers({ product, metric, stretch: { start, end } }: UsersQuestion) {
  const { ask, client } = useEngine()
  const { at } = usePlace()
  const asked = useMemo(() => ({ metric: `${product}.${metric}`, from: start, to: endBy(at, end) }), [product, metric, start, end, at])
  const list = useInfiniteQuery(
    ask.usage.byCompany.infiniteOptions({
      input: (cursor: string | null) => ({ ...asked, limit: PAGE_ROWS, cursor }),
      initialPageParam: null as string | null,
      getNextPageParam: ({ next }) => next,
    }),
  )
  const { data, hasNextPage, isFetching, fetchNextPage } = list
  const rows = useMemo(() => data?.pages.flatMap(({ items }) => items) ?? [], [data])
  const onNearEnd = useCallback(() => {
    if (hasNextPage && !isFetching) void fetchNextPage()
  }, [hasNextPage, isFetching, fetchNextPage])
  const listAll = (gathering: Gathering) =>
    listAllPages((cursor, options) => client.usage.byCompany({ ...asked, limit: EXPORT_ROWS, cursor }, options), gathering)
  const last = data?.pages.at(-1) ?? null
  return { list, rows, whole: last && { kind: last.kind, total: last.total, quantity: last.quantity }, onNearEnd, listAll }
}
