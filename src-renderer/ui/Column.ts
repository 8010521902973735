import type { ReactNode } from 'react'

/** One column of a table. */
export interface Column<Row> {
  key: string
  head: string
  /** In pixels; without one, the column takes its share of what is left. */
  width?: number
  /** Its width where second words have given way. */
  narrowWidth?: number
  isNumeric?: boolean
  isSortable?: boolean
  /** Where there is no room: `first` gives way before `second`. */
  givesWay?: 'first' | 'second'
  draw: (row: Row) => ReactNode
}
