import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useCallback, useMemo } from 'react'
import type { PaymentItem } from '../../../src-shared/contract/payments.ts'
import { useEngine } from '../../lib/engine.ts'
import type { PaymentsQuestion } from './usePaymentsQuestion.ts'

const PAGE_ROWS = 200

export type Payments = ReturnType<typeof usePayments>

/** A reference is its provider's own. */
export function paymentKey({ provider, ref }: Pick<PaymentItem, 'provider' | 'ref'>): string {
  return `${provider} ${ref}`
}

/** Payments of all providers, newest first, page by page; until a new question is answered, the rows of the old one stay. */
export function usePayments(question: PaymentsQuestion) {
  const { ask } = useEngine()
  const list = useInfiniteQuery(
    ask.payments.list.infiniteOptions({
      input: (cursor: string | null) => ({ ...question, limit: PAGE_ROWS, cursor }),
      initialPageParam: null as string | null,
      getNextPageParam: ({ next }) => next,
      placeholderData: keepPreviousData,
    }),
  )
  const { data, hasNextPage, isFetching, fetchNextPage, isPlaceholderData } = list
  // A payment that moved while the pages were asked for may stand in two of them.
  const rows = useMemo(
    () => [...new Map((data?.pages ?? []).flatMap(({ items }) => items.map((row) => [paymentKey(row), row] as const))).values()],
    [data],
  )
  const onNearEnd = useCallback(() => {
    if (hasNextPage && !isFetching && !isPlaceholderData) void fetchNextPage()
  }, [hasNextPage, isFetching, isPlaceholderData, fetchNextPage])
  return { list, rows, onNearEnd, question: JSON.stringify(question) }
}
