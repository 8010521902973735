import type { ReactNode } from 'react'
import { describeError } from '../../lib/describeError.ts'
import { useHealth } from '../../lib/useHealth.ts'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { ExportButton } from '../../ui/ExportButton.tsx'
import { PlainTable } from '../../ui/PlainTable.tsx'
import { Section } from '../../ui/Section.tsx'
import { TableSkeleton } from '../../ui/TableSkeleton.tsx'
import { useRowTable } from '../../ui/useRowTable.ts'
import styles from './activity.module.css'
import { DriftSection } from './DriftSection.tsx'
import { GAP_COLUMNS } from './gapColumns.tsx'
import { type GapRow, listGaps } from './listGaps.ts'
import { toGapCsv } from './toCoverageCsv.ts'

const NONE: GapRow[] = []
const gapKey = ({ provider, from }: GapRow) => `${provider} ${from}`

/** When nobody followed what happened, and what comparing found besides. @param views how to look at something else */
export function CoverageView({ views }: { views: ReactNode }) {
  const health = useHealth()
  const gaps = health.data ? listGaps(health.data.connections) : NONE
  const open = gaps.filter(({ closedAt }) => closedAt === null).length
  const table = useRowTable({ columns: GAP_COLUMNS, rows: gaps, rowKey: gapKey })
  return (
    <div className={styles.view}>
      <div className={styles.toolbar}>{views}</div>
      <div className={styles.coverage}>
        <Section
          title="Gaps"
          note={gaps.length > 0 ? `${open} open of ${gaps.length}` : 'Times that a provider can no longer tell of'}
          tools={gaps.length > 0 && <ExportButton name="coverage-gaps" csv={() => toGapCsv(gaps)} />}
        >
          {health.isPending && (
            <div className={styles.wholeWidth}>
              <TableSkeleton label="Gaps are loading" table={table} rows={2} />
            </div>
          )}
          {health.isError && <ErrorState {...describeError(health.error)} onRetry={() => void health.refetch()} />}
          {health.data && gaps.length === 0 && (
            <p className={styles.none}>
              {health.data.connections.length === 0 ? 'No provider is connected yet.' : 'No gap since the first sync.'}
            </p>
          )}
          {gaps.length > 0 && (
            <div className={styles.wholeWidth}>
              <PlainTable label="Gaps" table={table} />
            </div>
          )}
        </Section>
        <DriftSection />
      </div>
    </div>
  )
}
