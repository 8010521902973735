import type { Ref } from 'react'
import { describeError } from '../../lib/describeError.ts'
import { DataTable } from '../../ui/DataTable.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { TableSkeleton } from '../../ui/TableSkeleton.tsx'
import { useRowTable } from '../../ui/useRowTable.ts'
import { NoPayments } from './NoPayments.tsx'
import { PAYMENT_COLUMNS } from './paymentColumns.tsx'
import { type Payments, paymentKey } from './usePayments.ts'
import type { PaymentsQuestion } from './usePaymentsQuestion.ts'

interface PaymentsListProps {
  payments: Payments
  question: PaymentsQuestion
  /** How many there are; null while unknown. */
  total: number | null
  cursor: { id: string | null; onMove: (id: string) => void; onOpen: (id: string) => void; onEnter: (id: string) => void }
  gridRef: Ref<HTMLTableElement>
}

/** Payments of all providers, or why there are none. */
export function PaymentsList({ payments, question, total, cursor, gridRef }: PaymentsListProps) {
  const { list, rows, onNearEnd } = payments
  const table = useRowTable({ columns: PAYMENT_COLUMNS, rows, rowKey: paymentKey })
  if (list.isPending) return <TableSkeleton label="Payments are loading" table={table} rows={14} />
  if (list.isError) return <ErrorState {...describeError(list.error)} onRetry={() => void list.refetch()} />
  if (rows.length === 0 && !list.isPlaceholderData) return <NoPayments question={question} />
  return (
    <DataTable
      ref={gridRef}
      label="Payments"
      table={table}
      list={{ total, question: payments.question, isStale: list.isPlaceholderData, onNearEnd }}
      cursor={cursor}
      isMuted={({ status }) => status === 'canceled'}
    />
  )
}
