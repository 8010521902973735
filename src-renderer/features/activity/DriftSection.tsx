import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { DriftedObject } from '../../../src-shared/contract/sync.ts'
import { describeError } from '../../lib/describeError.ts'
import { useEngine } from '../../lib/engine.ts'
import { usePlace } from '../../lib/place.ts'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { ExportButton } from '../../ui/ExportButton.tsx'
import { PlainTable } from '../../ui/PlainTable.tsx'
import { Section } from '../../ui/Section.tsx'
import { TableSkeleton } from '../../ui/TableSkeleton.tsx'
import { useRowTable } from '../../ui/useRowTable.ts'
import styles from './activity.module.css'
import { NO_FILTER, writeActivityFilter } from './activityFilter.ts'
import { createDriftColumns } from './createDriftColumns.tsx'
import { toDriftCsv } from './toCoverageCsv.ts'

/** More than anybody reads: what is older was mended long ago. */
const MOST = 200
const NONE: DriftedObject[] = []

const driftKey = ({ provider, ref, foundAt }: DriftedObject) => `${provider} ${ref} ${foundAt}`

/** What a list showed that events had not told: found, and mended. */
export function DriftSection() {
  const { ask } = useEngine()
  const { go } = usePlace()
  const { data, isPending, isError, error, refetch } = useQuery(ask.sync.drift.queryOptions({ input: { limit: MOST } }))
  const columns = useMemo(
    () => createDriftColumns((ref) => go('activity', { filter: writeActivityFilter({ ...NO_FILTER, object: ref }) })),
    [go],
  )
  const rows = data?.items ?? NONE
  const table = useRowTable({ columns, rows, rowKey: driftKey })
  return (
    <Section
      title="Found by comparing"
      note={rows.length === MOST ? `The newest ${MOST}` : 'What a list showed that no event had told; each was mended'}
      tools={rows.length > 0 && <ExportButton name="found-by-comparing" csv={() => toDriftCsv(rows)} />}
    >
      {isPending && (
        <div className={styles.wholeWidth}>
          <TableSkeleton label="What comparing found is loading" table={table} rows={3} />
        </div>
      )}
      {isError && <ErrorState {...describeError(error)} onRetry={() => void refetch()} />}
      {data && rows.length === 0 && <p className={styles.none}>Nothing: each list said what the events had told.</p>}
      {rows.length > 0 && (
        <div className={styles.wholeWidth}>
          <PlainTable label="Found by comparing" table={table} />
        </div>
      )}
    </Section>
  )
}
