import type { Ref } from 'react'
import { describeError } from '../../lib/describeError.ts'
import { DataTable } from '../../ui/DataTable.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { TableSkeleton } from '../../ui/TableSkeleton.tsx'
import { useRowTable } from '../../ui/useRowTable.ts'
import { packKey } from './hoursRows.ts'
import { NoHours } from './NoHours.tsx'
import { PACK_COLUMNS } from './packColumns.tsx'
import type { RowCursor } from './rowCursor.ts'
import type { Packs } from './usePacks.ts'

interface PacksListProps {
  packs: Packs
  cursor: RowCursor
  gridRef: Ref<HTMLTableElement>
}

/** All packs: live ones first, the soonest to expire before the others. */
export function PacksList({ packs, cursor, gridRef }: PacksListProps) {
  const { list, rows, isWhole, question, onNearEnd } = packs
  const table = useRowTable({ columns: PACK_COLUMNS, rows, rowKey: packKey })
  if (list.isPending) return <TableSkeleton label="Packs are loading" table={table} rows={14} />
  if (list.isError) return <ErrorState {...describeError(list.error)} onRetry={() => void list.refetch()} />
  if (rows.length === 0) return <NoHours what="packs" />
  return (
    <DataTable
      ref={gridRef}
      label="Packs"
      table={table}
      list={{ total: isWhole ? rows.length : null, question, isStale: list.isPlaceholderData, onNearEnd }}
      cursor={cursor}
      isMuted={({ state }) => state !== 'live'}
    />
  )
}
