import { useState } from 'react'
import type { SyncRun } from '../../../src-shared/contract/sync.ts'
import { describeError } from '../../lib/describeError.ts'
import { DataTable } from '../../ui/DataTable.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { TableSkeleton } from '../../ui/TableSkeleton.tsx'
import { useRowTable } from '../../ui/useRowTable.ts'
import { RUN_COLUMNS } from './runColumns.tsx'
import type { useRuns } from './useRuns.ts'

const runId = ({ id }: SyncRun) => String(id)

interface RunsListProps {
  runs: ReturnType<typeof useRuns>
  onOpen: (run: SyncRun) => void
}

/** What each sync of a stream did, newest first. */
export function RunsList({ runs: { list, rows, onNearEnd }, onOpen }: RunsListProps) {
  const [cursorId, setCursorId] = useState<string | null>(null)
  const table = useRowTable({ columns: RUN_COLUMNS, rows, rowKey: runId })
  if (list.isPending) return <TableSkeleton label="Runs are loading" table={table} rows={14} />
  if (list.isError) return <ErrorState {...describeError(list.error)} onRetry={() => void list.refetch()} />
  if (rows.length === 0)
    return (
      <EmptyState icon="sync" title="No runs yet">
        <p>Each sync of a stream stands here: what it read, what changed, and why it ended where it did not complete.</p>
      </EmptyState>
    )
  return (
    <DataTable
      label="Sync runs"
      table={table}
      list={{ total: list.hasNextPage ? null : rows.length, question: 'runs', isStale: false, onNearEnd }}
      cursor={{
        id: cursorId,
        onMove: setCursorId,
        onOpen: (id) => {
          const run = rows.find((row) => runId(row) === id)
          setCursorId(id)
          if (run) onOpen(run)
        },
      }}
    />
  )
}
