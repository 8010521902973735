import type { Database } from 'better-sqlite3'
import { AppError } from '../../src-shared/model/appError.ts'
import { invariant } from '../../src-shared/model/assert.ts'
import type { Migration } from './migrations/migration.ts'

/** `TDSK`: what `file` and we know a workspace's database by. */
export const APPLICATION_ID = 0x54_44_53_4b

/** How many migrations a file has. Refuses what is not ours and what a newer Tierdesk wrote; touches nothing. */
export function readSchemaVersion(sqlite: Database, known: number): number {
  const version = Number(sqlite.pragma('user_version', { simple: true }))
  const application = Number(sqlite.pragma('application_id', { simple: true }))
  const tables = Number(sqlite.prepare('select count(*) from sqlite_schema').pluck().get())
  if (application !== APPLICATION_ID && (version > 0 || application !== 0 || tables > 0)) {
    throw new AppError(
      'workspace-corrupt',
      'The database in this folder is not one of Tierdesk. Nothing was touched.',
      'Choose another folder.',
    )
  }
  if (version > known) {
    throw new AppError(
      'workspace-from-future',
      `This workspace was written by a newer Tierdesk (schema ${version}, this one knows ${known}). Nothing was touched.`,
      'Get the newer version.',
    )
  }
  return version
}

/**
 * Brings a database up to the newest schema, one transaction a step.
 *
 * Foreign keys are off while a table is rebuilt: on, dropping the old table would delete the rows that refer to it and report success.
 * What that switch no longer guards is checked before each commit: every reference, and the number of rows of every table.
 */
export function migrate(sqlite: Database, migrations: readonly Migration[], backUp: (before: string) => void): void {
  const from = readSchemaVersion(sqlite, migrations.length)
  for (const [index, migration] of migrations.entries()) {
    if (index < from) continue
    // A new file has nothing that could be lost.
    if (from > 0) backUp(migration.name)
    sqlite.pragma('foreign_keys = OFF')
    try {
      sqlite.transaction(() => apply(sqlite, migration, index + 1)).immediate()
    } finally {
      sqlite.pragma('foreign_keys = ON')
    }
  }
}

function apply(sqlite: Database, migration: Migration, version: number): void {
  const before = countRows(sqlite)
  for (const statement of migration.statements) sqlite.exec(statement)
  const broken = sqlite.pragma('foreign_key_check') as { table: string }[]
  invariant(broken.length === 0, `${migration.name} leaves no reference without its row (${broken[0]?.table ?? ''})`)
  const after = countRows(sqlite)
  for (const [table, rows] of before) {
    const isMeant = migration.changesRowsOf?.includes(table) ?? false
    invariant(
      isMeant || after.get(table) === rows,
      `${migration.name} keeps the ${rows} rows of ${table}, and left ${after.get(table) ?? 'no table'}`,
    )
  }
  sqlite.pragma(`application_id = ${APPLICATION_ID}`)
  sqlite.pragma(`user_version = ${version}`)
}

function countRows(sqlite: Database): Map<string, number> {
  const tables = sqlite
    .prepare("select name from sqlite_schema where type = 'table' and name not like 'sqlite_%'")
    .pluck()
    .all() as string[]
  return new Map(tables.map((table) => [table, Number(sqlite.prepare(`select count(*) from "${table}"`).pluck().get())]))
}
