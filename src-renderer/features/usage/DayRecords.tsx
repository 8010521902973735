import { useMemo, useState } from 'react'
import { describeError } from '../../lib/describeError.ts'
import type { ChosenCompany } from '../../lib/useChosenCompany.ts'
import type { Names } from '../../lib/useNames.ts'
import { Button } from '../../ui/Button.tsx'
import { DataTable } from '../../ui/DataTable.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { TableSkeleton } from '../../ui/TableSkeleton.tsx'
import { useRowTable } from '../../ui/useRowTable.ts'
import type { Day } from './listDays.ts'
import { RECORD_COLUMNS } from './recordColumns.tsx'
import { toRecordsCsv } from './toRecordsCsv.ts'
import styles from './usage.module.css'
import { useDayRecords } from './useDayRecords.ts'
import { WholeExport } from './WholeExport.tsx'

interface DayRecordsProps {
  product: string
  metric: string
  company: ChosenCompany | null
  day: Day
  names: Names
  onClose: () => void
  onPickCompany: () => void
}

const rowKey = ({ key }: { key: string }) => key

/** What was told of a company on the day that was pressed. */
export function DayRecords({ product, metric, company, day, names, onClose, onPickCompany }: DayRecordsProps) {
  const records = useDayRecords({ product, metric, company: company?.id ?? null, day })
  return (
    <section className={styles.records} aria-label={`Records of ${day.label}`}>
      <header className={styles.recordsHead}>
        <h2>{day.label}</h2>
        {company && <span className={styles.who}>{company.name}</span>}
        {records.rows.length > 0 && (
          <WholeExport name={`usage-${product}-${metric}-${day.day}`} csv={async () => toRecordsCsv(await records.listAll())} />
        )}
        <span className={styles.end}>
          <Button isSmall look="ghost" icon="x" shortcut="Esc" onPress={onClose}>
            Back to all companies
          </Button>
        </span>
      </header>
      {company === null ? (
        <EmptyState icon="companies" title="Records are kept by company" actions={<Button onPress={onPickCompany}>Pick a company</Button>}>
          <p>
            Pick one to see what was told of its {names.metric(product, metric)} on {day.label}, record by record.
          </p>
        </EmptyState>
      ) : (
        <RecordRows records={records} company={company} day={day} />
      )}
    </section>
  )
}

function RecordRows({ records, company, day }: { records: ReturnType<typeof useDayRecords>; company: ChosenCompany; day: Day }) {
  const { list, rows, kind, onNearEnd } = records
  const [cursorId, setCursorId] = useState<string | null>(null)
  const table = useRowTable({ columns: RECORD_COLUMNS[kind ?? 'flow'], rows, rowKey })
  const cursor = useMemo(() => ({ id: cursorId, onMove: setCursorId, onOpen: setCursorId }), [cursorId])
  if (list.isError) return <ErrorState {...describeError(list.error)} onRetry={() => void list.refetch()} />
  if (list.isPending) return <TableSkeleton label="Records are loading" table={table} rows={6} />
  if (rows.length === 0) {
    return (
      <EmptyState icon="usage" title={`Nothing was told of ${company.name} on ${day.label}`}>
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
      label={`Records of ${company.name} on ${day.label}`}
      table={table}
      list={{ total: list.hasNextPage ? null : rows.length, question: day.day, isStale: false, onNearEnd }}
      cursor={cursor}
    />
  )
}
