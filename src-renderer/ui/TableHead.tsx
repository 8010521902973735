import type { CSSProperties } from 'react'
import { classes } from './classes.ts'
import { Icon } from './Icon.tsx'
import type { ColumnLook, RowTable } from './rowTable.ts'
import styles from './table.module.css'

export function TableHead<Row extends object>({ table }: { table: RowTable<Row> }) {
  return (
    <thead>
      {table.getHeaderGroups().map(({ id, headers }) => (
        <tr key={id} aria-rowindex={1}>
          {headers.map((header) => {
            const { column } = header
            const sorted = column.getIsSorted()
            return (
              <th
                key={header.id}
                scope="col"
                className={cellClass(column.columnDef.meta)}
                style={columnWidths(column.columnDef.meta)}
                aria-sort={sorted ? (sorted === 'desc' ? 'descending' : 'ascending') : undefined}
              >
                {column.getCanSort() ? (
                  <button
                    type="button"
                    className={classes(styles.sort, sorted && styles.sorted)}
                    onClick={column.getToggleSortingHandler()}
                  >
                    <table.FlexRender header={header} />
                    {sorted && <Icon name={sorted === 'desc' ? 'sortDown' : 'sortUp'} size={12} />}
                  </button>
                ) : (
                  <table.FlexRender header={header} />
                )}
              </th>
            )
          })}
        </tr>
      ))}
    </thead>
  )
}

function columnWidths({ width, narrowWidth, tightWidth }: ColumnLook = {}): CSSProperties {
  return {
    ...(width && { '--column': `${width}px` }),
    ...(narrowWidth && { '--column-narrow': `${narrowWidth}px` }),
    ...(tightWidth && { '--column-tight': `${tightWidth}px` }),
  } as CSSProperties
}

export function cellClass({ isNumeric, givesWay }: ColumnLook = {}): string {
  return classes(isNumeric && styles.numeric, givesWay && styles[givesWay])
}
