import { classes } from './classes.ts'
import type { RowTable } from './rowTable.ts'
import { TableCells } from './TableCells.tsx'
import { TableHead } from './TableHead.tsx'
import styles from './table.module.css'

interface PlainTableProps<Row extends object> {
  label: string
  table: RowTable<Row>
  /** Rows of two lines. */
  isRoomy?: boolean
}

/** A short list: read, not walked through. */
export function PlainTable<Row extends object>({ label, table, isRoomy }: PlainTableProps<Row>) {
  return (
    <div className={styles.frame}>
      <table className={classes(styles.table, isRoomy && styles.roomy)} aria-label={label}>
        <TableHead table={table} />
        <tbody>
          {table.getRowModel().rows.map((row) => (
            <tr key={row.id}>
              <TableCells row={row} />
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
