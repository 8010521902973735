import { type Ref, useCallback, useMemo, useState } from 'react'
import { usePlace } from '../../lib/place.ts'
import type { Names } from '../../lib/useNames.ts'
import { DataTable } from '../../ui/DataTable.tsx'
import { useRowTable } from '../../ui/useRowTable.ts'
import { createOverageColumns } from './createOverageColumns.tsx'
import type { OverageRow } from './listOverageRows.ts'
import type { PlanLimits } from './planLimits.ts'

interface OverageTableProps {
  rows: readonly OverageRow[]
  target: PlanLimits
  product: string
  names: Names
  question: string
  isStale: boolean
  gridRef: Ref<HTMLTableElement>
}

const rowKey = ({ key }: OverageRow) => key
// All rows came with the one answer.
const onNearEnd = () => {}

/** Every company that would not fit, worst first, resource by resource. */
export function OverageTable({ rows, target, product, names, question, isStale, gridRef }: OverageTableProps) {
  const { go } = usePlace()
  const [cursorId, setCursorId] = useState<string | null>(null)
  const columns = useMemo(() => createOverageColumns(target, product, names), [target, product, names])
  const table = useRowTable({ columns, rows, rowKey })
  const open = useCallback(
    (key: string) => {
      const row = rows.find((each) => each.key === key)
      if (row) go('company', { company: row.company, product })
    },
    [rows, go, product],
  )
  const cursor = useMemo(() => ({ id: cursorId, onMove: setCursorId, onOpen: open }), [cursorId, open])
  return (
    <DataTable
      ref={gridRef}
      label={`Companies that would not fit ${target.name}`}
      table={table}
      list={{ total: rows.length, question, isStale, onNearEnd }}
      cursor={cursor}
    />
  )
}
