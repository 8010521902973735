import type { ComponentProps, Ref } from 'react'
import type { EventItem } from '../../../src-shared/contract/events.ts'
import { describeError } from '../../lib/describeError.ts'
import { Button } from '../../ui/Button.tsx'
import { DataTable } from '../../ui/DataTable.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { TableSkeleton } from '../../ui/TableSkeleton.tsx'
import { useRowTable } from '../../ui/useRowTable.ts'
import { EVENT_COLUMNS } from './eventColumns.tsx'
import { useActivityFilter } from './useActivityFilter.ts'
import type { useEvents } from './useEvents.ts'

interface EventsListProps {
  events: ReturnType<typeof useEvents>
  rowKey: (event: EventItem) => string
  cursor: ComponentProps<typeof DataTable>['cursor']
  gridRef: Ref<HTMLTableElement>
}

/** What providers said, newest first, and what was done with it. */
export function EventsList({ events: { list, rows, total, onNearEnd, question }, rowKey, cursor, gridRef }: EventsListProps) {
  const { isNarrowed, clear } = useActivityFilter()
  const table = useRowTable({ columns: EVENT_COLUMNS, rows, rowKey })
  if (list.isError) return <ErrorState {...describeError(list.error)} onRetry={() => void list.refetch()} />
  if (list.isPending) return <TableSkeleton label="Events are loading" table={table} rows={14} />
  if (rows.length === 0 && !list.isPlaceholderData)
    return isNarrowed ? (
      <EmptyState icon="filter" title="No event is like that" actions={<Button onPress={clear}>Show all events</Button>}>
        <p>Events are kept for 30 days; longer where a fact refers to one.</p>
      </EmptyState>
    ) : (
      <EmptyState icon="activity" title="No events yet">
        <p>What a provider says happened stands here once it was synced: what it was, when it was seen, and what was done with it.</p>
      </EmptyState>
    )
  return (
    <DataTable
      ref={gridRef}
      label="Events"
      table={table}
      list={{ total: list.hasNextPage ? total : rows.length, question, isStale: list.isPlaceholderData, onNearEnd }}
      cursor={cursor}
      isMuted={({ outcome }) => outcome === 'skipped'}
    />
  )
}
