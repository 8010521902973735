import { type Ref, useCallback, useMemo, useState } from 'react'
import type { UseOfCompany } from '../../../src-shared/contract/usage.ts'
import type { UseLevel } from '../../../src-shared/model/useLevel.ts'
import { describeError } from '../../lib/describeError.ts'
import { usePlace } from '../../lib/place.ts'
import type { Names } from '../../lib/useNames.ts'
import { Button } from '../../ui/Button.tsx'
import { DataTable } from '../../ui/DataTable.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { TableSkeleton } from '../../ui/TableSkeleton.tsx'
import { useRowTable } from '../../ui/useRowTable.ts'
import { createRankingColumns } from './createRankingColumns.tsx'
import { RankingFoot } from './RankingFoot.tsx'
import { toLevelWords } from './toLevelWords.ts'
import type { useRanking } from './useRanking.ts'
import { useUsageFilter } from './useUsageFilter.ts'

interface RankingProps {
  ranking: ReturnType<typeof useRanking>
  product: string
  metric: string
  level: UseLevel | null
  names: Names
  gridRef: Ref<HTMLTableElement>
}

const rowKey = ({ company }: UseOfCompany) => company

/** The companies by how near they are to their limit, or why there are none. */
export function Ranking({
  ranking: { list, rows, counts, onNearEnd, listAll, question },
  product,
  metric,
  level,
  names,
  gridRef,
}: RankingProps) {
  const { go, at } = usePlace()
  const { narrow } = useUsageFilter(product, metric)
  const [cursorId, setCursorId] = useState<string | null>(null)
  const isPast = at !== null
  const columns = useMemo(() => createRankingColumns(product, names, isPast), [product, names, isPast])
  const table = useRowTable({ columns, rows, rowKey })
  const open = useCallback((company: string) => go('company', { company, product }), [go, product])
  const cursor = useMemo(() => ({ id: cursorId, onMove: setCursorId, onOpen: open }), [cursorId, open])
  if (list.isError) return <ErrorState {...describeError(list.error)} onRetry={() => void list.refetch()} />
  if (list.isPending) return <TableSkeleton label="Companies are loading" table={table} rows={8} />
  if (rows.length === 0 && !list.isPlaceholderData) {
    return level === null ? (
      <EmptyState icon="companies" title={`${names.product(product)} has no companies`}>
        <p>A company belongs to a product from its first payment, subscription or usage there. Then it stands here against its limit.</p>
      </EmptyState>
    ) : (
      <EmptyState
        icon="filter"
        title="No company is at this level"
        actions={<Button onPress={() => narrow({ level: null })}>Show all companies</Button>}
      >
        <p>The list is narrowed to “{toLevelWords(level)}”.</p>
      </EmptyState>
    )
  }
  const total = counts && countOf(counts, level)
  return (
    <>
      <DataTable
        ref={gridRef}
        label={`Companies by their use of ${names.metric(product, metric)}`}
        table={table}
        list={{ total, question, isStale: list.isPlaceholderData, onNearEnd }}
        cursor={cursor}
        isMuted={({ level: own }) => own === 'paused'}
      />
      <RankingFoot
        total={total}
        level={level}
        listAll={listAll}
        product={product}
        fileName={`usage-${product}-${metric}${level === null ? '' : `-${level}`}`}
        names={names}
      />
    </>
  )
}

function countOf(counts: Readonly<Record<UseLevel, number>>, level: UseLevel | null): number {
  return level === null ? Object.values(counts).reduce((sum, count) => sum + count, 0) : counts[level]
}
