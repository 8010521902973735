import { createHash } from 'node:crypto'
import type { Database } from 'better-sqlite3'

/** What a table holds: its rows, and of one that exists nowhere else a digest of all that they say. */
interface TablePrint {
  rows: number
  digest: string | null
}

/**
 * What a database holds, table by table, for comparing it with its copy.
 *
 * A table with a chain, and the row that says what the workspace is, cannot be fetched again: of these every value counts.
 */
export function fingerprint(sqlite: Database): Map<string, TablePrint> {
  return new Map(
    listTables(sqlite).map(({ name, columns }) => {
      const isPrecious = name === 'workspace' || columns.includes('hash')
      const digest = isPrecious ? digestRows(sqlite, name) : null
      return [name, { rows: Number(sqlite.prepare(`select count(*) from "${name}"`).pluck().get()), digest }]
    }),
  )
}

/** The tables that hold rows of their own: the search index is made of others. */
export function listTables(sqlite: Database): { name: string; columns: string[] }[] {
  const names = sqlite
    .prepare("select name from pragma_table_list where schema = 'main' and type = 'table' and name not like 'sqlite\\_%' escape '\\'")
    .pluck()
    .all() as string[]
  const columnsOf = sqlite.prepare('select name from pragma_table_info(?) order by cid').pluck()
  return names.sort().map((name) => ({ name, columns: columnsOf.all(name) as string[] }))
}

function digestRows(sqlite: Database, table: string): string {
  const hash = createHash('sha256')
  for (const row of sqlite.prepare(`select * from "${table}" not indexed`).raw().safeIntegers().iterate() as Iterable<unknown[]>)
    hash.update(row.map(toText).join('\u0000')).update('\u0001')
  return hash.digest('hex')
}

function toText(value: unknown): string {
  return `${typeof value}:${Buffer.isBuffer(value) ? value.toString('hex') : String(value)}`
}
