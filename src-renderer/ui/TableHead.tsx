import type { CSSProperties } from 'react'
import type { Column } from './Column.ts'
import { classes } from './classes.ts'
import { Icon } from './Icon.tsx'
import styles from './table.module.css'

export interface Sort {
  by: string
  isDescending: boolean
  onSort: (column: string) => void
}

/** @param sort null where the order is not a column's, as while searching */
export function TableHead<Row>({ columns, sort }: { columns: readonly Column<Row>[]; sort: Sort | null }) {
  return (
    <thead>
      <tr aria-rowindex={1}>
        {columns.map((column) => {
          const isSorted = sort?.by === column.key
          const direction = sort?.isDescending ? 'descending' : 'ascending'
          return (
            <th
              key={column.key}
              scope="col"
              className={cellClass(column)}
              style={columnWidths(column)}
              aria-sort={isSorted ? direction : undefined}
            >
              {sort && column.isSortable ? (
                <button type="button" className={classes(styles.sort, isSorted && styles.sorted)} onClick={() => sort.onSort(column.key)}>
                  {column.head}
                  {isSorted && <Icon name={sort.isDescending ? 'sortDown' : 'sortUp'} size={12} />}
                </button>
              ) : (
                column.head
              )}
            </th>
          )
        })}
      </tr>
    </thead>
  )
}

function columnWidths<Row>({ width, narrowWidth }: Column<Row>): CSSProperties {
  return { ...(width && { '--column': `${width}px` }), ...(narrowWidth && { '--column-narrow': `${narrowWidth}px` }) } as CSSProperties
}

export function cellClass<Row>(column: Column<Row>): string {
  return classes(column.isNumeric && styles.numeric, column.givesWay && styles[column.givesWay])
}
