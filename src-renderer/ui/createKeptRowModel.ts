import { constructRow, type RowData, type RowModel, type Table, type TableFeatures } from '@tanstack/react-table'

/**
 * A table's rows, of which those stay that still stand for the same thing in the same place.
 *
 * The library makes them all anew with every page that comes: of 30,000 rows that takes longer than a frame or two, and draws again
 * what is in sight.
 */
export function createKeptRowModel(table: Table<TableFeatures, RowData>): () => RowModel<TableFeatures, RowData> {
  let made: readonly RowData[] = []
  let model: RowModel<TableFeatures, RowData> = { rows: [], flatRows: [], rowsById: {} }
  return () => {
    const { data } = table.options
    if (data === made) return model
    const before = model.rows
    const rows = data.map((original, index) => {
      const row = before[index]
      return row?.original === original ? row : constructRow(table, table.getRowId(original, index), original, index, 0)
    })
    made = data
    model = { rows, flatRows: rows, rowsById: Object.fromEntries(rows.map((row) => [row.id, row])) }
    return model
  }
}
