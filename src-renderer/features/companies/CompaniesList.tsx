import { type Ref, useMemo } from 'react'
import type { CompanyRow } from '../../../src-shared/contract/companies.ts'
import { describeError } from '../../lib/describeError.ts'
import type { SyncControl } from '../../lib/useSyncControl.ts'
import { DataTable } from '../../ui/DataTable.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import type { RowTable } from '../../ui/rowTable.ts'
import { TableSkeleton } from '../../ui/TableSkeleton.tsx'
import type { CompaniesView } from './createCompaniesView.ts'
import { NoCompanies } from './NoCompanies.tsx'
import { NoMatch } from './NoMatch.tsx'
import type { useCompanies } from './useCompanies.ts'

interface CompaniesListProps {
  companies: ReturnType<typeof useCompanies>
  table: RowTable<CompanyRow>
  view: CompaniesView
  search: string
  onSearch: (search: string) => void
  sync: SyncControl
  onConnect: () => void
  /** Shows all of a company. */
  onOpen: (companyId: string) => void
  /** Whether a filter leaves companies out. */
  isNarrowed: boolean
  gridRef: Ref<HTMLTableElement>
}

/** The rows, or why there are none. */
export function CompaniesList({
  companies,
  table,
  view,
  search,
  onSearch,
  sync,
  onConnect,
  onOpen,
  isNarrowed,
  gridRef,
}: CompaniesListProps) {
  const { list, count, rows, onNearEnd, question } = companies
  const cursor = useMemo(() => ({ id: view.cursorId, onMove: view.move, onOpen: view.open, onEnter: onOpen }), [view, onOpen])
  if (list.isError) return <ErrorState {...describeError(list.error)} onRetry={() => void list.refetch()} />
  if (list.isPending) return <TableSkeleton label="Companies are loading" table={table} rows={14} />
  if (rows.length === 0 && !list.isPlaceholderData) {
    if (isNarrowed && search.trim() === '')
      return (
        <EmptyState icon="filter" title="No company is like that">
          <p>No company stands so with this product now. Clear the filters to see all of them.</p>
        </EmptyState>
      )
    return search.trim() !== '' ? (
      <NoMatch search={search} onClear={() => onSearch('')} />
    ) : (
      <NoCompanies table={table} sync={sync} onConnect={onConnect} />
    )
  }
  return (
    <DataTable
      ref={gridRef}
      label="Companies"
      table={table}
      list={{
        total: count.data && !count.data.isAtLeast ? count.data.total : null,
        question,
        isStale: list.isPlaceholderData,
        onNearEnd,
      }}
      cursor={cursor}
      isMuted={({ endedAt }) => endedAt !== null}
    />
  )
}
