import { closeSync, copyFileSync, existsSync, mkdtempSync, openSync, readSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Sqlite, { type Database } from 'better-sqlite3'

const BUSY_MS = 5_000
/** Where a database's header says how its journal is kept; 2 is a write-ahead log. */
const JOURNAL_BYTE = 18

export interface Reader {
  sqlite: Database
  close(): void
}

/**
 * Opens a database to look at it, also where its folder cannot be written.
 *
 * SQLite needs an index beside a write-ahead log even to read. Where it may not make one, what was committed is looked at in a copy.
 */
export function openReader(file: string): Reader {
  let sqlite: Database | undefined
  try {
    const opened = new Sqlite(file, { readonly: true, fileMustExist: true, timeout: BUSY_MS })
    sqlite = opened
    prepare(opened)
    return { sqlite: opened, close: () => opened.close() }
  } catch (error) {
    sqlite?.close()
    return openCopyInstead(file, error)
  }
}

function openCopyInstead(file: string, reason: unknown): Reader {
  if (!isUnwritable(reason) || !existsSync(file)) throw reason
  try {
    return openCopy(file)
  } catch (error) {
    // What may not be read either is told as what it was to begin with.
    throw error instanceof Error && 'code' in error && error.code === 'ENOSPC' ? error : reason
  }
}

/** Opens a database that is not ours to touch: one with a log in a copy, so that nothing is left beside it. */
export function openGuest(file: string): Reader {
  return hasLog(file) ? openCopy(file) : openReader(file)
}

/** A folder of this user alone, gone when it is closed. */
function openCopy(file: string): Reader {
  const folder = mkdtempSync(join(tmpdir(), 'tierdesk-look-'))
  const leave = () => rmSync(folder, { recursive: true, force: true })
  try {
    const copy = join(folder, 'copy.db')
    for (const end of ['', '-wal']) if (end === '' || existsSync(file + end)) copyFileSync(file + end, copy + end)
    const sqlite = new Sqlite(copy, { readonly: true, timeout: BUSY_MS })
    prepare(sqlite)
    return {
      sqlite,
      close: () => {
        sqlite.close()
        leave()
      },
    }
  } catch (error) {
    leave()
    throw error
  }
}

function prepare(sqlite: Database): void {
  // The first question is what makes SQLite open the file and its log.
  sqlite.pragma('schema_version')
  sqlite.pragma('foreign_keys = ON')
  sqlite.pragma('trusted_schema = OFF')
}

function hasLog(file: string): boolean {
  const byte = Buffer.alloc(1)
  const handle = openSync(file, 'r')
  try {
    readSync(handle, byte, 0, 1, JOURNAL_BYTE)
  } finally {
    closeSync(handle)
  }
  return byte[0] === 2
}

/** The index cannot be made: for want of the right, or of room. */
function isUnwritable(error: unknown): boolean {
  if (!(error instanceof Sqlite.SqliteError)) return false
  return ['SQLITE_CANTOPEN', 'SQLITE_READONLY', 'SQLITE_FULL', 'SQLITE_IOERR_SHM'].some((code) => error.code.startsWith(code))
}
