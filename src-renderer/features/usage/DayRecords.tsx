import { type Ref, useMemo, useState } from 'react'
import { describeError } from '../../lib/describeError.ts'
import type { ChosenCompany } from '../../lib/useChosenCompany.ts'
import { DataTable } from '../../ui/DataTable.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { ExportButton } from '../../ui/ExportButton.tsx'
import { TableSkeleton } from '../../ui/TableSkeleton.tsx'
import { useRowTable } from '../../ui/useRowTable.ts'
import { RECORD_COLUMNS } from './recordColumns.tsx'
import { StretchHead } from './StretchHead.tsx'
import type { Stretch } from './stretch.ts'
import { toRecordsCsv } from './toRecordsCsv.ts'
import styles from './usage.module.css'
import { useDayRecords } from './useDayRecords.ts'

interface DayRecordsProps {
  product: string
  metric: string
  company: ChosenCompany
  stretch: Stretch
  back: string
  onBack: () => void
  gridRef: Ref<HTMLTableElement>
}

const rowKey = ({ key }: { key: string }) => key

/** What was told of a company on the days that were chosen. */
export function DayRecords({ product, metric, company, stretch, back, onBack, gridRef }: DayRecordsProps) {
  const records = useDayRecords({ product, metric, company: company.id, stretch })
  return (
    <section className={styles.records} aria-label={`Records of ${stretch.label}`}>
      <StretchHead
        label={stretch.label}
        note={<span className={styles.who}>{company.name}</span>}
        exports={
          records.rows.length > 0 && (
            <ExportButton
              name={`usage-${product}-${metric}-${stretch.key}`}
              csv={async (gathering) => toRecordsCsv(await records.listAll(gathering))}
            />
          )
        }
        back={back}
        onBack={onBack}
      />
      <RecordRows records={records} company={company} stretch={stretch} gridRef={gridRef} />
    </section>
  )
}

interface RecordRowsProps {
  records: ReturnType<typeof useDayRecords>
  company: ChosenCompany
  stretch: Stretch
  gridRef: Ref<HTMLTableElement>
}

function RecordRows({ records: { list, rows, kind, onNearEnd }, company, stretch, gridRef }: RecordRowsProps) {
  const [cursorId, setCursorId] = useState<string | null>(null)
  const table = useRowTable({ columns: RECORD_COLUMNS[kind ?? 'flow'], rows, rowKey })
  const cursor = useMemo(() => ({ id: cursorId, onMove: setCursorId, onOpen: setCursorId }), [cursorId])
  if (list.isError) return <ErrorState {...describeError(list.error)} onRetry={() => void list.refetch()} />
  if (list.isPending) return <TableSkeleton label="Records are loading" table={table} rows={6} />
  if (rows.length === 0) {
    return (
      <EmptyState icon="usage" title={`Nothing was told of ${company.name} on ${stretch.label}`}>
        <p>
          {kind === 'stock'
            ? 'How many there are stands from an earlier day until somebody tells another number.'
            : 'What nobody told is unknown, which is not 0.'}
        </p>
      </EmptyState>
    )
  }
  return (
    <DataTable
      ref={gridRef}
      label={`Records of ${company.name} on ${stretch.label}`}
      table={table}
      list={{ total: list.hasNextPage ? null : rows.length, question: stretch.key, isStale: false, onNearEnd }}
      cursor={cursor}
    />
  )
}
