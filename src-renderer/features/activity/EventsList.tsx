import { useState } from 'react'
import type { EventItem } from '../../../src-shared/contract/events.ts'
import { describeError } from '../../lib/describeError.ts'
import { DataTable } from '../../ui/DataTable.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { TableSkeleton } from '../../ui/TableSkeleton.tsx'
import { useRowTable } from '../../ui/useRowTable.ts'
import { EVENT_COLUMNS } from './eventColumns.tsx'
import type { useEvents } from './useEvents.ts'

const eventKey = ({ provider, ref }: EventItem) => `${provider} ${ref}`

interface EventsListProps {
  events: ReturnType<typeof useEvents>
  isNarrowed: boolean
  onOpen: (event: EventItem) => void
}

/** What providers said, newest first, and what was done with it. */
export function EventsList({ events, isNarrowed, onOpen }: EventsListProps) {
  const { list, rows, onNearEnd, question } = events
  const [cursorId, setCursorId] = useState<string | null>(null)
  const table = useRowTable({ columns: EVENT_COLUMNS, rows, rowKey: eventKey })
  if (list.isPending) return <TableSkeleton label="Events are loading" table={table} rows={14} />
  if (list.isError) return <ErrorState {...describeError(list.error)} onRetry={() => void list.refetch()} />
  if (rows.length === 0)
    return isNarrowed ? (
      <EmptyState icon="filter" title="No event is like that">
        <p>Events are kept for 30 days; longer where a fact refers to one.</p>
      </EmptyState>
    ) : (
      <EmptyState icon="activity" title="No events yet">
        <p>What a provider says happened stands here once it was synced: what it was, when it was seen, and what was done with it.</p>
      </EmptyState>
    )
  return (
    <DataTable
      label="Events"
      table={table}
      list={{ total: list.hasNextPage ? null : rows.length, question, isStale: list.isPlaceholderData, onNearEnd }}
      cursor={{
        id: cursorId,
        onMove: setCursorId,
        onOpen: (id) => {
          const event = rows.find((row) => eventKey(row) === id)
          setCursorId(id)
          if (event) onOpen(event)
        },
      }}
      isMuted={({ outcome }) => outcome === 'skipped'}
    />
  )
}
