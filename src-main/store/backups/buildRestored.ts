import { existsSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import Sqlite, { type Database } from 'better-sqlite3'
import type { CopyProgress } from '../../../src-shared/contract/backups.ts'
import type { Check } from '../../../src-shared/contract/workspace.ts'
import { AppError } from '../../../src-shared/model/appError.ts'
import type { Instant } from '../../../src-shared/model/instant.ts'
import { databaseFile } from '../databaseFile.ts'
import { freeBytes } from '../freeBytes.ts'
import { migrate, readSchemaVersion } from '../migrate.ts'
import { migrations } from '../migrations/migrations.ts'
import { openGuest } from '../openReader.ts'
import { PAGE_SIZE, toStore } from '../openStore.ts'
import { examineDatabase } from '../reads/examineDatabase.ts'
import { examineWhole } from '../reads/examineWhole.ts'
import { getWorkspace } from '../reads/getWorkspace.ts'
import { toStoreError } from '../toStoreError.ts'
import { holdRestoredActions } from '../writes/holdRestoredActions.ts'
import { rebuildSearch } from '../writes/rebuildSearch.ts'
import { compareCopies } from './compareCopies.ts'
import { copyRows } from './copyRows.ts'
import { fingerprint } from './fingerprint.ts'

const SPARE_BYTES = 32 * 1024 * 1024

export interface Restored {
  ok: boolean
  checks: Check[]
}

/** A backup that is to be made a workspace's database, and when somebody said so. */
export interface RestoreJob {
  folder: string
  file: string
  at: Instant
}

/** Where a database is built that is to take the place of the workspace's own. */
export function restoringFile(folder: string): string {
  return `${databaseFile(folder)}.restoring`
}

/**
 * Builds a new database out of a backup, beside the one of the workspace, which is not touched.
 *
 * The backup is opened to read alone. Its rows are copied into a schema of ours of its version, which is then brought up to date; an
 * older one comes along that way, a newer one is refused. With `ok` false nothing was built.
 */
export function buildRestored(
  { folder, file, at }: RestoreJob,
  onProgress: (progress: CopyProgress) => void = () => {},
  free: (path: string) => number = freeBytes,
): Restored {
  const draft = restoringFile(folder)
  removeRestoring(folder)
  try {
    checkFile(folder, file, free)
    const restored = build(file, draft, at, onProgress)
    if (!restored.ok) removeRestoring(folder)
    return restored
  } catch (error) {
    removeRestoring(folder)
    throw toStoreError(error, folder)
  }
}

export function removeRestoring(folder: string): void {
  for (const end of ['', '-journal', '-wal', '-shm']) rmSync(restoringFile(folder) + end, { force: true })
}

function build(file: string, draft: string, at: Instant, onProgress: (progress: CopyProgress) => void): Restored {
  const opened = openBackup(file)
  if ('refusal' in opened) return { ok: false, checks: [opened.refusal] }
  const { sqlite: backup, close } = opened.reader
  try {
    const whole = [...opened.checks, ...examineWhole(backup)]
    if (!whole.every(({ ok }) => ok)) return { ok: false, checks: whole }
    const { tables, isRestored, checks } = fill(backup, draft, { version: opened.version, at }, onProgress)
    return { ok: isRestored, checks: [...whole, tables, ...checks] }
  } finally {
    close()
  }
}

function fill(
  backup: Database,
  draft: string,
  { version, at }: { version: number; at: Instant },
  onProgress: (progress: CopyProgress) => void,
) {
  writeFileSync(draft, '', { mode: 0o600, flag: 'wx' })
  const sqlite = new Sqlite(draft)
  try {
    sqlite.pragma(`page_size = ${PAGE_SIZE}`)
    // A draft that is lost is made again: it is brought to the disk once, when it is whole.
    sqlite.pragma('journal_mode = MEMORY')
    sqlite.pragma('synchronous = OFF')
    sqlite.pragma('trusted_schema = OFF')
    migrate(sqlite, migrations.slice(0, version), () => {})
    sqlite.pragma('foreign_keys = OFF')
    const tables = sqlite.transaction(() => copyRows(backup, sqlite, onProgress))()
    if (!tables.ok) return { tables, isRestored: false, checks: [] }
    const copied = fingerprint(sqlite)
    // What else lies in the backup is not ours, and was left there.
    const original = new Map([...fingerprint(backup)].filter(([table]) => copied.has(table)))
    const comparison = compareCopies(original, copied)
    sqlite.pragma('foreign_keys = ON')
    migrate(sqlite, migrations, () => {})
    onProgress({ step: 'checking', done: 0, total: 1 })
    const store = toStore(sqlite)
    store.transact((tx) => {
      rebuildSearch(tx)
      holdRestoredActions(tx, at)
    })
    const checks = [...comparison, ...examineDatabase(store.read).map(toRestoredCheck), toIdentity(store.read)]
    onProgress({ step: 'checking', done: 1, total: 1 })
    return { tables, isRestored: checks.every(({ ok }) => ok), checks }
  } finally {
    sqlite.close()
  }
}

type Opened = { reader: ReturnType<typeof openGuest>; version: number; checks: Check[] } | { refusal: Check }

function openBackup(file: string): Opened {
  let reader: ReturnType<typeof openGuest> | null = null
  try {
    reader = openGuest(file)
    const version = readSchemaVersion(reader.sqlite, migrations.length)
    if (version === 0) throw new AppError('workspace-corrupt', 'It holds no workspace.', 'Choose another.')
    return { reader, version, checks: [{ name: 'backup', ok: true, detail: `${file}, schema ${version}` }] }
  } catch (error) {
    reader?.close()
    const known = toStoreError(error, dirname(file))
    if (known instanceof AppError && known.code === 'workspace-from-future')
      return { refusal: { name: 'backup', ok: false, detail: 'a newer Tierdesk made it; get that version' } }
    if (known instanceof AppError && known.code === 'workspace-corrupt')
      return { refusal: { name: 'backup', ok: false, detail: `${file} is no backup of Tierdesk, or it is damaged; choose another` } }
    throw known
  }
}

function toRestoredCheck(check: Check): Check {
  return check.name === 'database' || check.name === 'references' ? { ...check, name: `restored ${check.name}` } : check
}

function toIdentity(db: Parameters<typeof getWorkspace>[0]): Check {
  const { name, mode } = getWorkspace(db)
  return { name: 'workspace', ok: true, detail: `${name}, ${mode}` }
}

function checkFile(folder: string, file: string, free: (path: string) => number): void {
  const found = statSync(file, { throwIfNoEntry: false })
  if (!found?.isFile())
    throw new AppError('file-unreadable', `There is no file ${file}. Nothing was changed.`, 'Name a file that tierdesk backup made.')
  if (existsSync(databaseFile(folder)) && found.ino === statSync(databaseFile(folder)).ino)
    throw new AppError('usage', `${file} is the database itself. Nothing was changed.`, 'Name a backup of it.')
  const needed = found.size + SPARE_BYTES
  if (free(folder) < needed)
    throw new AppError(
      'disk-full',
      `There is no room to restore: it takes ${Math.ceil(needed / 1_000_000)} MB beside what is there. Nothing was changed.`,
      'Make room on the disk and try again.',
    )
}
