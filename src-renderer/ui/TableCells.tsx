import { FlexRender } from '@tanstack/react-table'
import type { DrawableRow } from './rowTable.ts'
import { cellClass } from './TableHead.tsx'

/** The cells of the columns in sight. */
export function TableCells<Row extends object>({ row }: { row: DrawableRow<Row> }) {
  return row.getVisibleCells().map((cell) => (
    <td key={cell.id} className={cellClass(cell.column.columnDef.meta)}>
      <FlexRender cell={cell} />
    </td>
  ))
}
