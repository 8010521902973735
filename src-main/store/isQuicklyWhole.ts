import Sqlite from 'better-sqlite3'
import type { ReadDb } from './readDb.ts'

/** Whether every page of a database can be read as what it is. Looks at no index against its table: that is the longer check. */
export function isQuicklyWhole({ sqlite }: ReadDb): boolean {
  try {
    return sqlite.pragma('quick_check(1)', { simple: true }) === 'ok'
  } catch (error) {
    if (error instanceof Sqlite.SqliteError && (error.code.startsWith('SQLITE_CORRUPT') || error.code === 'SQLITE_NOTADB')) return false
    throw error
  }
}
