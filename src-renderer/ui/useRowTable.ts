import { functionalUpdate, useTable } from '@tanstack/react-table'
import { useMemo } from 'react'
import { type Columns, type RowTable, TABLE_FEATURES } from './rowTable.ts'

interface Sort {
  by: string
  isDescending: boolean
  onSort: (by: string, isDescending: boolean) => void
}

interface Hiding {
  /** The columns out of sight, by their ids. */
  hidden: readonly string[]
  onHide: (hidden: readonly string[]) => void
}

interface RowTableOptions<Row extends object> {
  columns: Columns<Row>
  /** The same array until the rows are others. */
  rows: readonly Row[]
  rowKey: (row: Row) => string
  /** Null where the order is not a column's, as while searching. */
  sort?: Sort | null
  hiding?: Hiding
}

const NONE: readonly string[] = []
// What can be sorted by is little, and says so itself.
const ANY_COLUMN = { enableSorting: false }

/** The model behind every table on screen: which columns, which rows, in which order. What it shows of them is the drawer's. */
export function useRowTable<Row extends object>({ columns, rows, rowKey, sort, hiding }: RowTableOptions<Row>): RowTable<Row> {
  const by = sort?.by
  const desc = sort?.isDescending ?? false
  const hidden = hiding?.hidden ?? NONE
  const sorting = useMemo(() => (by === undefined ? [] : [{ id: by, desc }]), [by, desc])
  const columnVisibility = useMemo(() => Object.fromEntries(hidden.map((id) => [id, false])), [hidden])
  return useTable<typeof TABLE_FEATURES, Row>({
    features: TABLE_FEATURES,
    columns,
    defaultColumn: ANY_COLUMN,
    data: rows,
    getRowId: rowKey,
    state: { sorting, columnVisibility },
    manualSorting: true,
    enableSorting: by !== undefined,
    enableMultiSort: false,
    enableSortingRemoval: false,
    sortDescFirst: false,
    onSortingChange: (updater) => {
      const [first] = functionalUpdate(updater, sorting)
      if (first) sort?.onSort(first.id, first.desc)
    },
    onColumnVisibilityChange: (updater) => {
      const visibility = functionalUpdate(updater, columnVisibility)
      hiding?.onHide(Object.keys(visibility).filter((id) => visibility[id] === false))
    },
  })
}
