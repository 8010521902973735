import { statSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import Sqlite, { type Database } from 'better-sqlite3'
import { drizzle } from 'drizzle-orm/better-sqlite3'
import { AppError } from '../../src-shared/model/appError.ts'
import { invariant } from '../../src-shared/model/assert.ts'
import type { Instant } from '../../src-shared/model/instant.ts'
import { backUpBefore } from './backups/backUpBefore.ts'
import { checkRuntime } from './checkRuntime.ts'
import { databaseFile } from './databaseFile.ts'
import { migrate, readSchemaVersion } from './migrate.ts'
import type { Migration } from './migrations/migration.ts'
import { migrations as shipped } from './migrations/migrations.ts'
import { openReader } from './openReader.ts'
import { planOnce } from './planOnce.ts'
import type { ReadDb, Tx } from './readDb.ts'
import * as billing from './schema/billing.ts'
import * as companies from './schema/companies.ts'
import * as figures from './schema/figures.ts'
import * as mirror from './schema/mirror.ts'
import * as outbox from './schema/outbox.ts'
import * as recorded from './schema/recorded.ts'
import * as sync from './schema/sync.ts'
import * as workspace from './schema/workspace.ts'
import { toStoreError } from './toStoreError.ts'

export const PAGE_SIZE = 8192
const BUSY_MS = 5_000
const CACHE_KIB = 64 * 1024
const CHECKPOINT_PAGES = 4_000
const FULL = 2
/** Before it, a race in the write-ahead log can corrupt a file that two processes use. */
const OLDEST_SQLITE = [3, 51, 3] as const

export interface Store {
  read: ReadDb
  /** Runs `change` as one transaction: all of it is on disk when this returns, or none of it. */
  transact<T>(change: (tx: Tx) => T): T
  /** The same for what must still be told when the disk is full: how a run ended. A few rows. */
  lastWord<T>(change: (tx: Tx) => T): T
  /** What is on disk now, to be read for as long as it takes: nothing that is written meanwhile shows in it. */
  snapshot(): Snapshot
  close(): void
}

export interface Snapshot {
  read: ReadDb
  close(): void
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
  let close = () => {}
  try {
    if (access === 'read') {
      const reader = openReader(file)
      close = reader.close
      checkReadable(reader.sqlite, access, migrations.length)
      prepareHandle(reader.sqlite, access, isNew)
      return { ...toStore(reader.sqlite), close }
    }
    // A file from the future must stay as it is, so it is looked at before anything could write.
    if (!isNew) withReader(file, (reader) => checkReadable(reader, access, migrations.length))
    // SQLite would make the file readable for others; the log and its index take over the file's permissions.
    if (isNew) writeFileSync(file, '', { mode: 0o600, flag: 'wx' })
    const sqlite = new Sqlite(file, { timeout: BUSY_MS })
    close = () => sqlite.close()
    prepareHandle(sqlite, access, isNew)
    migrate(sqlite, migrations, (before) => backUpBefore(folder, before, now))
    return toStore(sqlite)
  } catch (error) {
    close()
    throw toStoreError(error, folder)
  }
}

/** What is asked of an open database. Its pragmas are whoever opened it answers for. */
export function toStore(sqlite: Database): Store {
  planOnce(sqlite)
  const db = drizzle({
    client: sqlite,
    schema: { ...billing, ...companies, ...figures, ...mirror, ...outbox, ...recorded, ...sync, ...workspace },
  })
  const tx = { drizzle: db, sqlite } as unknown as Tx
  const transact = <T>(change: (tx: Tx) => T): T => {
    try {
      return sqlite.transaction(() => change(tx)).immediate()
    } catch (error) {
      throw toStoreError(error, dirname(sqlite.name))
    }
  }
  return { read: tx, transact, lastWord: transact, snapshot: () => openSnapshot(sqlite.name), close: () => sqlite.close() }
}

/** A handle of its own, in a transaction that lasts until it is closed. */
function openSnapshot(file: string): Snapshot {
  const reader = openReader(file)
  reader.sqlite.exec('begin')
  // It is of the moment of its first question.
  reader.sqlite.prepare('select count(*) from sqlite_schema').get()
  return { read: toStore(reader.sqlite).read, close: reader.close }
}

function withReader<T>(file: string, look: (reader: Database) => T): T {
  const reader = openReader(file)
  try {
    return look(reader.sqlite)
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
    // In pages: a page that a listing changes again and again is written back once.
    sqlite.pragma(`wal_autocheckpoint = ${CHECKPOINT_PAGES}`)
    const journal = sqlite.pragma('journal_mode = WAL', { simple: true })
    invariant(journal === 'wal', `the journal is a write-ahead log, and is ${String(journal)}`)
    // better-sqlite3 falls to NORMAL in WAL by itself: a committed row could vanish with the power.
    sqlite.pragma('synchronous = FULL')
    invariant(sqlite.pragma('synchronous', { simple: true }) === FULL, 'a commit is on disk when it returns')
    invariant(sqlite.pragma('page_size', { simple: true }) === PAGE_SIZE, `pages have ${PAGE_SIZE} bytes`)
  }
  // In KiB. By default it is 2 MB, and the ids of providers fall everywhere in an index.
  sqlite.pragma(`cache_size = -${CACHE_KIB}`)
  sqlite.pragma('foreign_keys = ON')
  invariant(sqlite.pragma('foreign_keys', { simple: true }) === 1, 'references are enforced')
  sqlite.pragma('trusted_schema = OFF')
}

function isAtLeast(version: string, oldest: readonly number[]): boolean {
  const parts = version.split('.').map(Number)
  for (const [index, wanted] of oldest.entries()) {
    const part = parts[index] ?? 0
    if (part !== wanted) return part > wanted
  }
  return true
}
