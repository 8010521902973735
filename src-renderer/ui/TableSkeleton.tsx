import type { RowTable } from './rowTable.ts'
import { Skeleton } from './Skeleton.tsx'
import { cellClass, TableHead } from './TableHead.tsx'
import styles from './table.module.css'

const WIDTHS = ['62%', '48%', '71%', '55%', '66%', '44%', '58%']

/** The rows to come, in their shape. */
export function TableSkeleton<Row extends object>({ label, table, rows }: { label: string; table: RowTable<Row>; rows: number }) {
  return (
    <div className={styles.scroller}>
      <table className={styles.table} aria-label={label} aria-busy="true">
        <TableHead table={table} />
        <tbody>
          {Array.from({ length: rows }, (_, row) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the rows are all alike and never move
            <tr key={row}>
              {table.getVisibleLeafColumns().map(({ id, columnDef }, index) => (
                <td key={id} className={cellClass(columnDef.meta)}>
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
