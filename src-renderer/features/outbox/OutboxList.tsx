import { type ComponentProps, type Ref, useMemo } from 'react'
import type { ActionProposal } from '../../../src-shared/contract/actions.ts'
import { describeError } from '../../lib/describeError.ts'
import { usePlace } from '../../lib/place.ts'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { formatCount } from '../../ui/formatCount.ts'
import { GroupedTable } from '../../ui/GroupedTable.tsx'
import { TableSkeleton } from '../../ui/TableSkeleton.tsx'
import { useRowTable } from '../../ui/useRowTable.ts'
import { createOutboxColumns } from './createOutboxColumns.tsx'
import { GROUP_WORDS, GROUPS } from './outboxGroups.ts'
import { isProposal, type OutboxRow, toRowKey } from './outboxRow.ts'
import { toGroup } from './toGroup.ts'
import type { useOutbox } from './useOutbox.ts'
import { useOutboxFilter } from './useOutboxFilter.ts'

interface OutboxListProps {
  outbox: ReturnType<typeof useOutbox>
  cursor: ComponentProps<typeof GroupedTable>['cursor']
  gridRef: Ref<HTMLTableElement>
  onRetry: (proposal: ActionProposal) => void
  onSettle: (id: string) => void
}

/** Actions, and what may become one, by what is to come of them, or why there are none. */
export function OutboxList({ outbox, cursor, gridRef, onRetry, onSettle }: OutboxListProps) {
  const { rows, isPending, error, retry, onNearEnd, isWhole } = outbox
  const { go } = usePlace()
  const { filter, isNarrowed, clear } = useOutboxFilter()
  const columns = useMemo(() => createOutboxColumns({ onRetry, onSettle }), [onRetry, onSettle])
  const table = useRowTable({ columns, rows, rowKey: toRowKey })
  const groups = useMemo(
    () =>
      GROUPS.map((key) => {
        const count = rows.filter((row) => toGroup(row) === key).length
        const has = (row: OutboxRow) => toGroup(row) === key
        return { key, title: GROUP_WORDS[key], note: `${formatCount(count)}${key === 'done' && !isWhole ? '+' : ''}`, has }
      }),
    [rows, isWhole],
  )
  if (error !== null) return <ErrorState {...describeError(error)} onRetry={retry} />
  if (isPending) return <TableSkeleton label="Actions are loading" table={table} rows={10} />
  if (rows.length === 0 && filter.group === 'proposed')
    return (
      <EmptyState icon="outbox" title="Nothing is proposed" actions={<Button onPress={clear}>Show all actions</Button>}>
        <p>Invoices stand here that could not be collected for a day or longer, and that may be tried again.</p>
      </EmptyState>
    )
  if (rows.length === 0)
    return isNarrowed ? (
      <EmptyState icon="filter" title="No action is like that" actions={<Button onPress={clear}>Show all actions</Button>}>
        <p>The outbox keeps every action, those that are done too.</p>
      </EmptyState>
    ) : (
      <EmptyState icon="outbox" title="Nothing was asked for yet" actions={<Button onPress={() => go('companies')}>Companies</Button>}>
        <p>What you ask a provider to do stands here until it is done: a refund, a change of plan, a payment link.</p>
        <p>Open a company and press A, or take a payment in hand.</p>
      </EmptyState>
    )
  return (
    <GroupedTable
      ref={gridRef}
      label="Actions"
      table={table}
      groups={groups}
      cursor={cursor}
      onNearEnd={onNearEnd}
      isMuted={(row) => !isProposal(row) && row.state === 'cancelled'}
    />
  )
}
