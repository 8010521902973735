import { useInfiniteQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { describeError } from '../../lib/describeError.ts'
import { useEngine } from '../../lib/engine.ts'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { PlainTable } from '../../ui/PlainTable.tsx'
import { TableSkeleton } from '../../ui/TableSkeleton.tsx'
import { useRowTable } from '../../ui/useRowTable.ts'
import { RUN_COLUMNS } from './runColumns.tsx'
import { Section } from './Section.tsx'
import styles from './settings.module.css'

const PAGE_ROWS = 20

export function RunsSection() {
  const { ask } = useEngine()
  const runs = useInfiniteQuery(
    ask.sync.runs.infiniteOptions({
      input: (cursor: string | null) => ({ limit: PAGE_ROWS, cursor }),
      initialPageParam: null as string | null,
      getNextPageParam: ({ next }) => next,
    }),
  )
  const { data } = runs
  const rows = useMemo(() => data?.pages.flatMap(({ items }) => items) ?? [], [data])
  const table = useRowTable({ columns: RUN_COLUMNS, rows, rowKey: ({ id }) => String(id) })
  return (
    <Section title="Recent runs">
      {runs.isPending && <TableSkeleton label="Runs are loading" table={table} rows={4} />}
      {runs.isError && <ErrorState {...describeError(runs.error)} onRetry={() => void runs.refetch()} />}
      {runs.data && rows.length === 0 && (
        <EmptyState icon="sync" title="No runs yet">
          <p>Each sync of a stream stands here: what it read, what changed, and why it ended where it did not complete.</p>
        </EmptyState>
      )}
      {rows.length > 0 && <PlainTable label="Recent runs" table={table} />}
      {runs.hasNextPage && (
        <div className={styles.more}>
          <Button
            look="ghost"
            isSmall
            onPress={() => void runs.fetchNextPage()}
            obstacle={runs.isFetchingNextPage ? 'Older runs are loading' : null}
          >
            Older runs
          </Button>
        </div>
      )}
    </Section>
  )
}
