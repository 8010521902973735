import { mkdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Sqlite, { type Database } from 'better-sqlite3'
import { drizzle } from 'drizzle-orm/better-sqlite3'
import { AppError } from '../../src-shared/model/appError.ts'
import { invariant } from '../../src-shared/model/assert.ts'
import type { Instant } from '../../src-shared/model/instant.ts'
import { checkRuntime } from './checkRuntime.ts'
import { migrate, readSchemaVersion } from './migrate.ts'
import type { Migration } from './migrations/migration.ts'
import { migrations as shipped } from './migrations/migrations.ts'
import type { ReadDb, Tx } from './readDb.ts'
import * as billing from './schema/billing.ts'
import * as companies from './schema/companies.ts'
import * as figures from './schema/figures.ts'
import * as mirror from './schema/mirror.ts'
import * as recorded from './schema/recorded.ts'
import * as sync from './schema/sync.ts'
import * as workspace from './schema/workspace.ts'
import { toStoreError } from './toStoreError.ts'

const FILE = 'tierdesk.db'
const PAGE_SIZE = 8192
const BUSY_MS = 5_000
const FULL = 2
/** Before it, a race in the write-ahead log can corrupt a file that two processes use. */
const OLDEST_SQLITE = [3, 51, 3] as const

export interface Store {
  read: ReadDb
  /** Runs `change` as one transaction: all of it is on disk when this returns, or none of it. */
  transact<T>(change: (tx: Tx) => T): T
  close(): void
}

export function databaseFile(folder: string): string {
  return join(folder, FILE)
}

/**
 * Opens the database of a workspace.
 *
 * @param access `write` wants the workspace's lock to be held; `read` may stand beside another process that writes
 */
export function openStore(folder: string, access: 'read' | 'write', now: Instant, migrations: readonly Migration[] = shipped): Store {
  checkRuntime()
  const file = databaseFile(folder)
  const size = statSync(file, { throwIfNoEntry: false })?.size
  if (size === 0)
    throw new AppError(
      'workspace-corrupt',
      `${file} is empty. It was left as it is.`,
      'Delete it and make the workspace again, or restore a backup.',
    )
  const isNew = size === undefined
  let sqlite: Database | undefined
  try {
    // A file from the future must stay as it is, so it is looked at before anything could write.
    if (!isNew) withReader(file, (reader) => checkReadable(reader, access, migrations.length))
    // SQLite would make the file readable for others; the log and its index take over the file's permissions.
    else if (access === 'write') writeFileSync(file, '', { mode: 0o600, flag: 'wx' })
    sqlite = new Sqlite(file, { readonly: access === 'read', timeout: BUSY_MS })
    prepareHandle(sqlite, access, isNew)
    if (access === 'write') migrate(sqlite, migrations, (before) => backUp(folder, before, now))
    return toStore(sqlite)
  } catch (error) {
    sqlite?.close()
    throw toStoreError(error, folder)
  }
}

function toStore(sqlite: Database): Store {
  const db = drizzle({ client: sqlite, schema: { ...billing, ...companies, ...figures, ...mirror, ...recorded, ...sync, ...workspace } })
  const tx = { drizzle: db, sqlite } as unknown as Tx
  return {
    read: tx,
    transact: (change) => {
      try {
        return sqlite.transaction(() => change(tx)).immediate()
      } catch (error) {
        throw toStoreError(error, sqlite.name)
      }
    },
    close: () => sqlite.close(),
  }
}

function withReader<T>(file: string, look: (reader: Database) => T): T {
  const reader = new Sqlite(file, { readonly: true, fileMustExist: true, timeout: BUSY_MS })
  try {
    return look(reader)
  } finally {
    reader.close()
  }
}

function checkReadable(reader: Database, access: 'read' | 'write', known: number): void {
  const version = readSchemaVersion(reader, known)
  if (access === 'read' && version < known) {
    throw new AppError(
      'workspace-read-only',
      `This workspace is of an older Tierdesk (schema ${version}, this one needs ${known}). Nothing was touched.`,
      'Open it once for writing (npm start, or tierdesk sync), which brings it up to date after a backup.',
    )
  }
}

/** Everything that SQLite forgets with the handle. What it may silently not do is asserted. */
function prepareHandle(sqlite: Database, access: 'read' | 'write', isNew: boolean): void {
  const version = String(sqlite.prepare('select sqlite_version()').pluck().get())
  invariant(isAtLeast(version, OLDEST_SQLITE), `SQLite is at least ${OLDEST_SQLITE.join('.')}, and this is ${version}`)
  if (access === 'write') {
    if (isNew) sqlite.pragma(`page_size = ${PAGE_SIZE}`)
    const journal = sqlite.pragma('journal_mode = WAL', { simple: true })
    invariant(journal === 'wal', `the journal is a write-ahead log, and is ${String(journal)}`)
    // better-sqlite3 falls to NORMAL in WAL by itself: a committed row could vanish with the power.
    sqlite.pragma('synchronous = FULL')
    invariant(sqlite.pragma('synchronous', { simple: true }) === FULL, 'a commit is on disk when it returns')
    invariant(sqlite.pragma('page_size', { simple: true }) === PAGE_SIZE, `pages have ${PAGE_SIZE} bytes`)
  }
  sqlite.pragma('foreign_keys = ON')
  invariant(sqlite.pragma('foreign_keys', { simple: true }) === 1, 'references are enforced')
  sqlite.pragma('trusted_schema = OFF')
}

/** A copy that counts only once it was read back whole. */
function backUp(folder: string, before: string, now: Instant): void {
  const backups = join(folder, 'backups')
  mkdirSync(backups, { recursive: true, mode: 0o700 })
  const copy = join(backups, `before-${before}-${now}.db`)
  // SQLite fills an empty file, and would make its own for others to read.
  writeFileSync(copy, '', { mode: 0o600, flag: 'wx' })
  withReader(databaseFile(folder), (reader) => reader.prepare('vacuum into ?').run(copy))
  const verdict = withReader(copy, (reader) => reader.pragma('integrity_check', { simple: true }))
  invariant(verdict === 'ok', `the backup before ${before} is whole (${String(verdict)})`)
}

function isAtLeast(version: string, oldest: readonly number[]): boolean {
  const parts = version.split('.').map(Number)
  for (const [index, wanted] of oldest.entries()) {
    const part = parts[index] ?? 0
    if (part !== wanted) return part > wanted
  }
  return true
}
