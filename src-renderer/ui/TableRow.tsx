import { type MouseEvent, memo } from 'react'
import { classes } from './classes.ts'
import type { DrawableRow } from './rowTable.ts'
import { TableCells } from './TableCells.tsx'
import styles from './table.module.css'

interface TableRowProps<Row extends object> {
  row: DrawableRow<Row>
  /** The columns in sight, which the row knows: with others it is drawn anew. */
  columns: readonly unknown[]
  domId: string
  index: number
  isHere: boolean
  isMuted: boolean
  onPress: (id: string) => void
  onEnter: ((id: string) => void) | undefined
}

function DrawnRow<Row extends object>({ row, domId, index, isHere, isMuted, onPress, onEnter }: TableRowProps<Row>) {
  return (
    // The grid around it has the focus and takes the keys.
    <tr
      id={domId}
      // The head is row 1.
      aria-rowindex={index + 2}
      aria-selected={isHere}
      className={classes(styles.row, isHere && styles.here, isMuted && styles.muted)}
      onClick={(event) => isOfButton(event) || onPress(row.id)}
      onDoubleClick={onEnter && ((event) => isOfButton(event) || onEnter(row.id))}
    >
      <TableCells row={row} />
    </tr>
  )
}

/** A button in a row does what it says, and nothing else. */
function isOfButton({ target }: MouseEvent): boolean {
  return target instanceof Element && target.closest('button') !== null
}

/** Drawn anew only when what it shows changes: a moved cursor touches two rows of all in sight. */
export const TableRow = memo(DrawnRow) as typeof DrawnRow
