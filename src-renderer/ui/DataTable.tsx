import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, type Ref, useEffect, useId, useRef } from 'react'
import { classes } from './classes.ts'
import { findMove } from './findMove.ts'
import type { RowTable } from './rowTable.ts'
import { TableHead } from './TableHead.tsx'
import { TableRow } from './TableRow.tsx'
import styles from './table.module.css'

/** `--size-row`, which the virtualiser must know before anything is drawn. */
const ROW_PX = 32
/** `--size-row-head`. */
const HEAD_PX = 30
const OVERSCAN_ROWS = 20
/** Rows before the end at which the next page is asked for. */
const NEAR_END_ROWS = 60

interface Cursor {
  id: string | null
  onMove: (id: string) => void
  onOpen: (id: string) => void
  /** What Enter and a double click do, where that is more than `onOpen`. */
  onEnter?: (id: string) => void
}

/** What the rows that are there stand for. */
interface RowList {
  /** How many there are with those not yet loaded; null while unknown. */
  total: number | null
  /** What is asked: with another question the list begins at its top again. */
  question: string
  /** Whether the rows still answer the question before. */
  isStale: boolean
  onNearEnd: () => void
}

interface DataTableProps<Row extends object> {
  label: string
  table: RowTable<Row>
  list: RowList
  cursor: Cursor
  isMuted?: (row: Row) => boolean
  ref?: Ref<HTMLTableElement>
}

/** Rows by the hundred thousand, of which only those in sight are drawn. */
export function DataTable<Row extends object>({ label, table, list, cursor, isMuted, ref }: DataTableProps<Row>) {
  const { total, question, isStale, onNearEnd } = list
  const { rows, rowsById } = table.getRowModel()
  const columns = table.getVisibleLeafColumns()
  const baseId = useId()
  const scroller = useRef<HTMLDivElement>(null)
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    overscan: OVERSCAN_ROWS,
    // The rows beyond sight are there before the next frame is; drawing within the scroll event would hold it up.
    useFlushSync: false,
    // Everything stands this much lower than the virtualiser thinks.
    scrollPaddingEnd: HEAD_PX,
  })
  const items = virtualizer.getVirtualItems()
  const first = items[0]
  const last = items.at(-1)
  const above = first?.start ?? 0
  const below = virtualizer.getTotalSize() - (last?.end ?? 0)
  const cursorIndex = (cursor.id === null ? undefined : rowsById[cursor.id]?.index) ?? -1

  const isNearEnd = last !== undefined && last.index >= rows.length - NEAR_END_ROWS
  // biome-ignore lint/correctness/useExhaustiveDependencies: more rows with the end still in sight ask again
  useEffect(() => {
    if (isNearEnd) onNearEnd()
  }, [isNearEnd, rows.length, onNearEnd])

  // biome-ignore lint/correctness/useExhaustiveDependencies: it is the change of the question that counts
  useEffect(() => {
    if (scroller.current) scroller.current.scrollTop = 0
  }, [question])

  function onKeyDown(event: KeyboardEvent) {
    // A head's own button is pressed by the same keys.
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return
    if ((event.key === 'Enter' || event.key === ' ') && cursor.id !== null && cursorIndex >= 0) {
      event.preventDefault()
      const open = event.key === 'Enter' ? (cursor.onEnter ?? cursor.onOpen) : cursor.onOpen
      open(cursor.id)
      return
    }
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / ROW_PX) - 2)
    const index = findMove(event.key, cursorIndex, rows.length, page)
    const row = index === null ? undefined : rows[index]
    if (index === null || !row) return
    event.preventDefault()
    cursor.onMove(row.id)
    virtualizer.scrollToIndex(index, { align: 'auto' })
  }

  return (
    <div ref={scroller} className={styles.scroller}>
      <table
        ref={ref}
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a grid is the interactive table, and keeps its rows and cells
        role="grid"
        className={classes(styles.table, isStale && styles.stale)}
        aria-label={label}
        aria-rowcount={total === null ? -1 : total + 1}
        aria-busy={isStale}
        aria-activedescendant={
          cursorIndex >= (first?.index ?? 0) && cursorIndex <= (last?.index ?? -1) ? rowId(baseId, cursorIndex) : undefined
        }
        tabIndex={0}
        onKeyDown={onKeyDown}
        onFocus={(event) => {
          if (event.target === event.currentTarget && cursorIndex < 0 && rows[0]) cursor.onMove(rows[0].id)
        }}
      >
        <TableHead table={table} />
        <tbody>
          <Spacer height={above} />
          {items.map(({ index }) => {
            const row = rows[index]
            return (
              row && (
                <TableRow
                  key={row.id}
                  row={row}
                  columns={columns}
                  domId={rowId(baseId, index)}
                  index={index}
                  isHere={index === cursorIndex}
                  isMuted={isMuted?.(row.original) ?? false}
                  onPress={cursor.onOpen}
                  onEnter={cursor.onEnter}
                />
              )
            )
          })}
          <Spacer height={below} />
        </tbody>
      </table>
    </div>
  )
}

function Spacer({ height }: { height: number }) {
  if (height <= 0) return null
  return (
    // biome-ignore lint/a11y/noInteractiveElementToNoninteractiveRole: it stands for rows out of sight and is none itself
    <tr role="presentation" className={styles.spacer}>
      <td role="presentation" style={{ height }} />
    </tr>
  )
}

function rowId(baseId: string, index: number): string {
  return `${baseId}row${index}`
}
