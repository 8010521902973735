import type { Column } from './Column.ts'
import { classes } from './classes.ts'
import { cellClass, TableHead } from './TableHead.tsx'
import styles from './table.module.css'

interface PlainTableProps<Row> {
  label: string
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  rowKey: (row: Row) => string | number
  /** Rows of two lines. */
  isRoomy?: boolean
}

/** A short list: read, not walked through. */
export function PlainTable<Row>({ label, columns, rows, rowKey, isRoomy }: PlainTableProps<Row>) {
  return (
    <div className={styles.frame}>
      <table className={classes(styles.table, isRoomy && styles.roomy)} aria-label={label}>
        <TableHead columns={columns} sort={null} />
        <tbody>
          {rows.map((row) => (
            <tr key={rowKey(row)}>
              {columns.map((column) => (
                <td key={column.key} className={cellClass(column)}>
                  {column.draw(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
