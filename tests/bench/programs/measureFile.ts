import { statSync } from 'node:fs'
import { join } from 'node:path'
import Sqlite, { type Database } from 'better-sqlite3'

/** How large a workspace's file is, and what was put into it. */
export interface FileSize {
  fileBytes: number
  /** The providers' own JSON. */
  rawBytes: number
  /** What stands in the columns of all other tables. */
  columnBytes: number
}

const FILE = 'tierdesk.db'
const RAW = /_raw$/
/** SQLite's own, and the search index: they hold what is in columns elsewhere. */
const OWN = /^(sqlite_|company_search)/

/** Reads every table once. The workspace must be closed, so that its log is in the file. */
export function measureFile(folder: string): FileSize {
  const file = join(folder, FILE)
  const database = new Sqlite(file, { readonly: true })
  try {
    const tables = database.prepare("select name from sqlite_schema where type = 'table'").pluck().all() as string[]
    const counted = tables.filter((name) => !OWN.test(name))
    const sum = (names: string[]) => names.reduce((bytes, name) => bytes + countBytes(database, name), 0)
    return {
      fileBytes: statSync(file).size,
      rawBytes: sum(counted.filter((name) => RAW.test(name))),
      columnBytes: sum(counted.filter((name) => !RAW.test(name))),
    }
  } finally {
    database.close()
  }
}

/** Texts and blobs by their bytes, whole numbers by what SQLite writes for them. */
function countBytes(database: Database, table: string): number {
  const columns = database.prepare('select name from pragma_table_info(?)').pluck().all(table) as string[]
  const sizes = columns.map((column) => {
    const value = `"${column}"`
    const whole = [
      [1, 128],
      [2, 32_768],
      [3, 8_388_608],
      [4, 2_147_483_648],
      [6, 140_737_488_355_328],
    ].map(([bytes, most]) => `when ${value} between -${most} and ${most} - 1 then ${bytes}`)
    return `case typeof(${value}) when 'null' then 0 when 'integer' then (case when ${value} in (0, 1) then 0 ${whole.join(' ')} else 8 end)
      when 'real' then 8 else octet_length(${value}) end`
  })
  return Number(
    database
      .prepare(`select coalesce(sum(${sizes.join(' + ')}), 0) from "${table}"`)
      .pluck()
      .get(),
  )
}
