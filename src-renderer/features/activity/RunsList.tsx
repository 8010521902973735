import type { ComponentProps, Ref } from 'react'
import type { SyncRun } from '../../../src-shared/contract/sync.ts'
import { describeError } from '../../lib/describeError.ts'
import { Button } from '../../ui/Button.tsx'
import { DataTable } from '../../ui/DataTable.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { TableSkeleton } from '../../ui/TableSkeleton.tsx'
import { useRowTable } from '../../ui/useRowTable.ts'
import { RUN_COLUMNS } from './runColumns.tsx'
import { useActivityFilter } from './useActivityFilter.ts'
import type { useRuns } from './useRuns.ts'

interface RunsListProps {
  runs: ReturnType<typeof useRuns>
  rowKey: (run: SyncRun) => string
  cursor: ComponentProps<typeof DataTable>['cursor']
  gridRef: Ref<HTMLTableElement>
}

/** What each sync of a stream did, newest first. */
export function RunsList({ runs: { list, rows, onNearEnd, question }, rowKey, cursor, gridRef }: RunsListProps) {
  const { isNarrowed, clear } = useActivityFilter()
  const table = useRowTable({ columns: RUN_COLUMNS, rows, rowKey })
  if (list.isError) return <ErrorState {...describeError(list.error)} onRetry={() => void list.refetch()} />
  if (list.isPending) return <TableSkeleton label="Runs are loading" table={table} rows={14} />
  if (rows.length === 0 && !list.isPlaceholderData)
    return isNarrowed ? (
      <EmptyState icon="filter" title="No run is like that" actions={<Button onPress={clear}>Show all runs</Button>}>
        <p>A poll that finds nothing leaves no run; all others stand here.</p>
      </EmptyState>
    ) : (
      <EmptyState icon="sync" title="No runs yet">
        <p>Each sync of a stream stands here: what it read, what changed, and why it ended where it did not complete.</p>
      </EmptyState>
    )
  return (
    <DataTable
      ref={gridRef}
      label="Sync runs"
      table={table}
      list={{ total: list.hasNextPage ? null : rows.length, question, isStale: list.isPlaceholderData, onNearEnd }}
      cursor={cursor}
    />
  )
}
