import type { Ref } from 'react'
import { describeError } from '../../lib/describeError.ts'
import { DataTable } from '../../ui/DataTable.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { TableSkeleton } from '../../ui/TableSkeleton.tsx'
import { useRowTable } from '../../ui/useRowTable.ts'
import { BALANCE_COLUMNS } from './balanceColumns.tsx'
import { balanceKey } from './hoursRows.ts'
import { NoHours } from './NoHours.tsx'
import type { RowCursor } from './rowCursor.ts'
import type { Balances } from './useBalances.ts'

interface BalancesListProps {
  balances: Balances
  cursor: RowCursor
  gridRef: Ref<HTMLTableElement>
}

/** Who has what: those with overage first, then who has least left. */
export function BalancesList({ balances, cursor, gridRef }: BalancesListProps) {
  const { list, rows, isWhole, question, onNearEnd } = balances
  const table = useRowTable({ columns: BALANCE_COLUMNS, rows, rowKey: balanceKey })
  if (list.isPending) return <TableSkeleton label="Balances are loading" table={table} rows={14} />
  if (list.isError) return <ErrorState {...describeError(list.error)} onRetry={() => void list.refetch()} />
  if (rows.length === 0) return <NoHours what="balances" />
  return (
    <DataTable
      ref={gridRef}
      label="Balances"
      table={table}
      list={{ total: isWhole ? rows.length : null, question, isStale: list.isPlaceholderData, onNearEnd }}
      cursor={cursor}
      isMuted={({ window, packs }) => window === null && packs.live === 0}
    />
  )
}
