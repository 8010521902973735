import {
  columnVisibilityFeature,
  createColumnHelper,
  type ReactTable,
  type Row as RowOf,
  rowSortingFeature,
  type TableOptions,
  tableFeatures,
} from '@tanstack/react-table'
import { createKeptRowModel } from './createKeptRowModel.ts'

/** How a column stands on the page, beside what it says. */
export interface ColumnLook {
  /** In pixels; without one, the column takes its share of what is left. */
  width?: number
  /** Its width where second words have given way. */
  narrowWidth?: number
  /** Its width where little more than the names is left: beside two panels. */
  tightWidth?: number
  isNumeric?: boolean
  /** Where there is no room: `first` gives way before `second`, and that before `third`. */
  givesWay?: 'first' | 'second' | 'third'
}

/** No sorted row model: the order is the engine's, which alone knows every row. */
export const TABLE_FEATURES = tableFeatures({
  rowSortingFeature,
  columnVisibilityFeature,
  coreRowModel: createKeptRowModel,
  columnMeta: {} as ColumnLook,
})

export type Columns<Row extends object> = TableOptions<typeof TABLE_FEATURES, Row>['columns']
export type RowTable<Row extends object> = ReactTable<typeof TABLE_FEATURES, Row>
export type DrawableRow<Row extends object> = RowOf<typeof TABLE_FEATURES, Row>

/** What a list of columns is written with. */
export function describeColumns<Row extends object>() {
  return createColumnHelper<typeof TABLE_FEATURES, Row>()
}
