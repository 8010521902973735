import { type KeyboardEvent, type ReactNode, type Ref, type UIEvent, useEffect, useId } from 'react'
import { classes } from './classes.ts'
import { findMove } from './findMove.ts'
import styles from './GroupedTable.module.css'
import type { RowTable } from './rowTable.ts'
import { cellClass, TableHead } from './TableHead.tsx'
import { TableRow } from './TableRow.tsx'
import table from './table.module.css'

interface RowGroup<Row> {
  key: string
  title: string
  /** Beside the title: how many there are. */
  note?: ReactNode
  has: (row: Row) => boolean
}

interface GroupedTableProps<Row extends object> {
  label: string
  /** Its rows come group by group. */
  table: RowTable<Row>
  groups: readonly RowGroup<Row>[]
  cursor: { id: string | null; onMove: (id: string) => void; onOpen: (id: string) => void; onEnter: (id: string) => void }
  /** Asks for more, where there are any. */
  onNearEnd: () => void
  isMuted?: (row: Row) => boolean
  ref?: Ref<HTMLTableElement>
}

/** How far from the end more is asked for. */
const NEAR_PX = 800
const PAGE_ROWS = 12
/** The first columns, which stay whatever room there is. */
const NAMING_COLUMNS = 2

/** Rows of two lines under the names of their groups, walked through as one list. */
export function GroupedTable<Row extends object>({ label, table: model, groups, cursor, onNearEnd, isMuted, ref }: GroupedTableProps<Row>) {
  const { rows, rowsById } = model.getRowModel()
  const columns = model.getVisibleLeafColumns()
  const baseId = useId()
  const here = (cursor.id === null ? undefined : rowsById[cursor.id]?.index) ?? -1
  const rowId = (index: number) => `${baseId}row${index}`

  // What does not fill the page is never scrolled.
  // biome-ignore lint/correctness/useExhaustiveDependencies: more rows that still do not fill it ask again
  useEffect(() => {
    const scroller = document.getElementById(`${baseId}scroller`)
    if (scroller && isNearEnd(scroller)) onNearEnd()
  }, [baseId, rows.length, onNearEnd])

  function onKeyDown(event: KeyboardEvent) {
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return
    if ((event.key === 'Enter' || event.key === ' ') && cursor.id !== null && here >= 0) {
      event.preventDefault()
      const open = event.key === 'Enter' ? cursor.onEnter : cursor.onOpen
      open(cursor.id)
      return
    }
    const index = findMove(event.key, here, rows.length, PAGE_ROWS)
    const row = index === null ? undefined : rows[index]
    if (index === null || !row) return
    event.preventDefault()
    cursor.onMove(row.id)
    document.getElementById(rowId(index))?.scrollIntoView({ block: 'nearest' })
  }

  return (
    <div
      id={`${baseId}scroller`}
      className={table.scroller}
      onScroll={({ currentTarget }: UIEvent<HTMLElement>) => {
        if (isNearEnd(currentTarget)) onNearEnd()
      }}
    >
      <table
        ref={ref}
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a grid is the interactive table, and keeps its rows and cells
        role="grid"
        className={classes(table.table, styles.grouped)}
        aria-label={label}
        aria-activedescendant={here < 0 ? undefined : rowId(here)}
        tabIndex={0}
        onKeyDown={onKeyDown}
        onFocus={(event) => {
          if (event.target === event.currentTarget && here < 0 && rows[0]) cursor.onMove(rows[0].id)
        }}
      >
        <TableHead table={model} />
        {groups.map(({ key, title, note, has }) => {
          const own = rows.filter(({ original }) => has(original))
          if (own.length === 0) return null
          return (
            <tbody key={key}>
              <tr className={styles.group}>
                {/* Over the columns that never give way: a span over one that has would make another. */}
                <th scope="rowgroup" colSpan={NAMING_COLUMNS}>
                  {title} <span className={styles.note}>{note}</span>
                </th>
                {columns.slice(NAMING_COLUMNS).map(({ id, columnDef }) => (
                  <td key={id} className={cellClass(columnDef.meta)} />
                ))}
              </tr>
              {own.map((row) => (
                <TableRow
                  key={row.id}
                  row={row}
                  columns={columns}
                  domId={rowId(row.index)}
                  index={row.index}
                  isHere={row.index === here}
                  isMuted={isMuted?.(row.original) ?? false}
                  onPress={cursor.onOpen}
                  onEnter={cursor.onEnter}
                />
              ))}
            </tbody>
          )
        })}
      </table>
    </div>
  )
}

function isNearEnd({ scrollTop, clientHeight, scrollHeight }: HTMLElement): boolean {
  return scrollHeight - scrollTop - clientHeight < NEAR_PX
}
