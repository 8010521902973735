import { type Ref, useMemo, useState } from 'react'
import type { UseInSpan } from '../../../src-shared/contract/usage.ts'
import { describeError } from '../../lib/describeError.ts'
import { DataTable } from '../../ui/DataTable.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { ExportButton } from '../../ui/ExportButton.tsx'
import { formatCount } from '../../ui/formatCount.ts'
import { TableSkeleton } from '../../ui/TableSkeleton.tsx'
import { useRowTable } from '../../ui/useRowTable.ts'
import { StretchHead } from './StretchHead.tsx'
import type { Stretch } from './stretch.ts'
import { toUsersCsv } from './toUsersCsv.ts'
import styles from './usage.module.css'
import { USER_COLUMNS } from './userColumns.tsx'
import { useUsers } from './useUsers.ts'

interface DayUsersProps {
  product: string
  metric: string
  /** What the metric is called. */
  name: string
  stretch: Stretch
  back: string
  onBack: () => void
  onPick: (company: string) => void
  gridRef: Ref<HTMLTableElement>
}

const rowKey = ({ company }: UseInSpan) => company

/** Who used how much on the days that were chosen. Pressing one leads to its records. */
export function DayUsers({ product, metric, name, stretch, back, onBack, onPick, gridRef }: DayUsersProps) {
  const { list, rows, whole, onNearEnd, listAll } = useUsers({ product, metric, stretch })
  const [cursorId, setCursorId] = useState<string | null>(null)
  const table = useRowTable({ columns: USER_COLUMNS, rows, rowKey })
  const cursor = useMemo(() => ({ id: cursorId, onMove: setCursorId, onOpen: onPick }), [cursorId, onPick])
  return (
    <section className={styles.records} aria-label={`Companies of ${stretch.label}`}>
      <StretchHead
        label={stretch.label}
        note={
          whole !== null && (
            <span className={styles.whole}>
              {formatCount(whole.quantity)} {name} {whole.kind === 'stock' ? 'at its end, of' : 'by'} {formatCount(whole.total)}{' '}
              {whole.total === 1 ? 'company' : 'companies'}
            </span>
          )
        }
        exports={
          rows.length > 0 && (
            <ExportButton
              name={`usage-${product}-${metric}-${stretch.key}`}
              total={whole?.total ?? null}
              csv={async (gathering) => toUsersCsv(await listAll(gathering))}
            />
          )
        }
        back={back}
        onBack={onBack}
      />
      {list.isError && <ErrorState {...describeError(list.error)} onRetry={() => void list.refetch()} />}
      {list.isPending && <TableSkeleton label="Companies are loading" table={table} rows={6} />}
      {list.isSuccess && rows.length === 0 && (
        <EmptyState icon="usage" title={`Nothing was told of ${name} on ${stretch.label}`}>
          <p>What nobody told is unknown, which is not 0.</p>
        </EmptyState>
      )}
      {rows.length > 0 && (
        <DataTable
          ref={gridRef}
          label={`Companies by what they used on ${stretch.label}`}
          table={table}
          list={{ total: whole?.total ?? null, question: stretch.key, isStale: false, onNearEnd }}
          cursor={cursor}
        />
      )}
    </section>
  )
}
