import { keepPreviousData, useQueries } from '@tanstack/react-query'
import { PAYMENT_STATUSES, type PaymentStatus } from '../../../src-shared/model/paymentStatus.ts'
import { useEngine } from '../../lib/engine.ts'
import type { PaymentsQuestion } from './usePaymentsQuestion.ts'

const CHOICES = [null, ...PAYMENT_STATUSES] as const

/** How many payments of each status the other filters leave, and how many of any; null until known. */
export function useStatusCounts(question: PaymentsQuestion): (status: PaymentStatus | null) => number | null {
  const { ask } = useEngine()
  const counts = useQueries({
    queries: CHOICES.map((status) =>
      ask.payments.count.queryOptions({ input: { ...question, status }, placeholderData: keepPreviousData }),
    ),
  })
  return (status) => counts[CHOICES.indexOf(status)]?.data?.total ?? null
}
