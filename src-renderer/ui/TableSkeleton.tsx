import type { Column } from './Column.ts'
import { Skeleton } from './Skeleton.tsx'
import { cellClass, TableHead } from './TableHead.tsx'
import styles from './table.module.css'

const WIDTHS = ['62%', '48%', '71%', '55%', '66%', '44%', '58%']

/** The rows to come, in their shape. */
export function TableSkeleton<Row>({ label, columns, rows }: { label: string; columns: readonly Column<Row>[]; rows: number }) {
  return (
    <div className={styles.scroller}>
      <table className={styles.table} aria-label={label} aria-busy="true">
        <TableHead columns={columns} sort={null} />
        <tbody>
          {Array.from({ length: rows }, (_, row) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the rows are all alike and never move
            <tr key={row}>
              {columns.map((column, index) => (
                <td key={column.key} className={cellClass(column)}>
                  <Skeleton width={WIDTHS[(row * 3 + index * 2) % WIDTHS.length] ?? '50%'} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
