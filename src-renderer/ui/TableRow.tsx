import { memo } from 'react'
import type { Column } from './Column.ts'
import { classes } from './classes.ts'
import { cellClass } from './TableHead.tsx'
import styles from './table.module.css'

interface TableRowProps<Row> {
  row: Row
  columns: readonly Column<Row>[]
  domId: string
  index: number
  isHere: boolean
  isMuted: boolean
  onPress: (id: string) => void
}

function DrawnRow<Row extends { id: string }>({ row, columns, domId, index, isHere, isMuted, onPress }: TableRowProps<Row>) {
  return (
    // The grid around it has the focus and takes the keys.
    <tr
      id={domId}
      // The head is row 1.
      aria-rowindex={index + 2}
      aria-selected={isHere}
      className={classes(styles.row, isHere && styles.here, isMuted && styles.muted)}
      onClick={() => onPress(row.id)}
    >
      {columns.map((column) => (
        <td key={column.key} className={cellClass(column)}>
          {column.draw(row)}
        </td>
      ))}
    </tr>
  )
}

/** Drawn anew only when what it shows changes: a moved cursor touches two rows of all in sight. */
export const TableRow = memo(DrawnRow) as typeof DrawnRow
