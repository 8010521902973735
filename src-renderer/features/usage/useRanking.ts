import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useCallback, useMemo } from 'react'
import type { UseOfCompany } from '../../../src-shared/contract/usage.ts'
import type { Instant } from '../../../src-shared/model/instant.ts'
import type { UseLevel } from '../../../src-shared/model/useLevel.ts'
import { useEngine } from '../../lib/engine.ts'
import { listAllPages } from '../../lib/listAllPages.ts'
import type { Gathering } from '../../ui/useCsvFile.ts'

const PAGE_ROWS = 200
/** As many as the engine gives at once. */
const EXPORT_ROWS = 1000

interface RankingQuestion {
  product: string
  metric: string
  level: UseLevel | null
  at: Instant | null
}

/** All companies by how near they are to their limit, the worst first, page by page. */
export function useRanking({ product, metric, level, at }: RankingQuestion) {
  const { ask, client } = useEngine()
  const asked = useMemo(() => ({ metric: `${product}.${metric}`, level, at }), [product, metric, level, at])
  const list = useInfiniteQuery(
    ask.usage.ranking.infiniteOptions({
      input: (cursor: string | null) => ({ ...asked, limit: PAGE_ROWS, cursor }),
      initialPageParam: null as string | null,
      getNextPageParam: ({ next }) => next,
      placeholderData: keepPreviousData,
    }),
  )
  const { data, hasNextPage, isFetching, fetchNextPage, isPlaceholderData } = list
  const rows = useMemo(() => withoutTwins(data?.pages.flatMap(({ items }) => items) ?? []), [data])
  const onNearEnd = useCallback(() => {
    if (hasNextPage && !isFetching && !isPlaceholderData) void fetchNextPage()
  }, [hasNextPage, isFetching, isPlaceholderData, fetchNextPage])

  /** Every row of the question, those not yet loaded too. */
  const listAll = async (gathering: Gathering) =>
    withoutTwins(
      await listAllPages((cursor, options) => client.usage.ranking({ ...asked, limit: EXPORT_ROWS, cursor }, options), gathering),
    )

  const counts = data?.pages.at(-1)?.counts ?? null
  return {
    list,
    rows,
    counts,
    isUntold: list.isSuccess && rows.every(({ asOf }) => asOf === null),
    onNearEnd,
    listAll,
    question: JSON.stringify(asked),
  }
}

/** A company that moved while the pages were asked for may stand in two of them. */
function withoutTwins(rows: readonly UseOfCompany[]): UseOfCompany[] {
  return [...new Map(rows.map((row) => [row.company, row])).values()]
}
