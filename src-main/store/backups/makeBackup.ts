import { randomBytes } from 'node:crypto'
import { existsSync, realpathSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import Sqlite, { type Database } from 'better-sqlite3'
import type { CopyProgress } from '../../../src-shared/contract/backups.ts'
import type { Check } from '../../../src-shared/contract/workspace.ts'
import { AppError } from '../../../src-shared/model/appError.ts'
import { databaseFile } from '../databaseFile.ts'
import { freeBytes } from '../freeBytes.ts'
import { readSchemaVersion } from '../migrate.ts'
import { migrations } from '../migrations/migrations.ts'
import { openReader } from '../openReader.ts'
import { examineWhole } from '../reads/examineWhole.ts'
import { toStoreError } from '../toStoreError.ts'
import { compareCopies } from './compareCopies.ts'
import { fingerprint } from './fingerprint.ts'
import { putFile } from './putFile.ts'

/** Of an unfinished copy; a killed one is swept from the folder of backups when the workspace is next opened for writing. */
export const DRAFT_END = '.part'
/** What stays free beside a new backup: a disk that it fills would stop the workspace itself. */
const SPARE_BYTES = 32 * 1024 * 1024
const PAGES_AT_ONCE = 256

export interface BackupAsk {
  /** Of the workspace. */
  folder: string
  file: string
  /** Whether what has that name is replaced. */
  isForced: boolean
}

export interface BackupOutcome {
  ok: boolean
  checks: Check[]
  /** Null where there is none. */
  bytes: number | null
}

/**
 * Copies a workspace's database by SQLite's backup interface, while others read and write it.
 *
 * The copy is of one moment. It counts, and gets its name, once it was read back and holds what the database held then. Until that
 * moment whatever had the name stays.
 */
export async function makeBackup(
  { folder, file, isForced }: BackupAsk,
  onProgress: (progress: CopyProgress) => void = () => {},
  free: (path: string) => number = freeBytes,
): Promise<BackupOutcome> {
  const source = databaseFile(folder)
  checkTarget(source, file, isForced)
  checkRoom(source, file, free)
  const draft = join(dirname(file), `.${basename(file)}.${randomBytes(4).toString('hex')}${DRAFT_END}`)
  try {
    // SQLite would make it for others to read.
    writeFileSync(draft, '', { mode: 0o600, flag: 'wx' })
    const checks = await copyAndCheck(source, draft, onProgress)
    const ok = checks.every((check) => check.ok)
    if (!ok) return { ok, checks, bytes: null }
    const bytes = statSync(draft).size
    if (!putFile(draft, file, isForced)) throw exists(file)
    return { ok, checks: [...checks, { name: 'kept', ok: true, detail: `${file}, ${bytes} bytes` }], bytes }
  } catch (error) {
    throw toBackupError(error, folder, file)
  } finally {
    for (const end of ['', '-journal', '-wal', '-shm']) rmSync(draft + end, { force: true })
  }
}

async function copyAndCheck(source: string, draft: string, onProgress: (progress: CopyProgress) => void): Promise<Check[]> {
  const reader = openReader(source)
  try {
    const version = readSchemaVersion(reader.sqlite, migrations.length)
    // The copy and what it is compared with are of one moment, however much is written meanwhile.
    reader.sqlite.exec('begin')
    const original = fingerprint(reader.sqlite)
    await copyPages(reader.sqlite, draft, onProgress)
    reader.sqlite.exec('commit')
    onProgress({ step: 'checking', done: 0, total: 1 })
    const checks = readBack(draft, original, version)
    onProgress({ step: 'checking', done: 1, total: 1 })
    return checks
  } finally {
    reader.close()
  }
}

async function copyPages(sqlite: Database, draft: string, onProgress: (progress: CopyProgress) => void): Promise<void> {
  await sqlite.backup(draft, {
    progress: ({ totalPages, remainingPages }) => {
      if (totalPages > 0) onProgress({ step: 'copying', done: totalPages - remainingPages, total: totalPages })
      return PAGES_AT_ONCE
    },
  })
  const copy = new Sqlite(draft)
  // One file that can be carried away, and read where nothing can be written.
  copy.pragma('journal_mode = DELETE')
  copy.close()
}

function readBack(draft: string, original: ReturnType<typeof fingerprint>, version: number): Check[] {
  const copy = new Sqlite(draft, { readonly: true })
  try {
    const whole = examineWhole(copy)
    if (!whole.every(({ ok }) => ok)) return whole
    const copied = readSchemaVersion(copy, migrations.length)
    return [
      ...whole,
      { name: 'schema', ok: copied === version, detail: `version ${copied}` },
      ...compareCopies(original, fingerprint(copy)),
    ]
  } finally {
    copy.close()
  }
}

function checkTarget(source: string, file: string, isForced: boolean): void {
  const folder = dirname(resolve(file))
  if (!existsSync(folder))
    throw new AppError('file-unreadable', `There is no folder ${folder}. Nothing was written.`, 'Make it, or name a file elsewhere.')
  const target = statSync(file, { throwIfNoEntry: false })
  if (target && !target.isFile())
    throw new AppError('file-exists', `${file} is no file. Nothing was written.`, 'Name the file that the backup is to be.')
  if (isSameFile(source, file)) throw new AppError('usage', `${file} is the database itself. Nothing was written.`, 'Name another file.')
  if (target && !isForced) throw exists(file)
}

function isSameFile(source: string, file: string): boolean {
  return [source, `${source}-wal`, `${source}-shm`].some((own) => {
    if (resolve(own) === resolve(file)) return true
    return existsSync(own) && existsSync(file) && realpathSync(own) === realpathSync(file)
  })
}

function checkRoom(source: string, file: string, free: (path: string) => number): void {
  const size = (path: string) => statSync(path, { throwIfNoEntry: false })?.size ?? 0
  const needed = size(source) + size(`${source}-wal`) + SPARE_BYTES
  const left = free(dirname(resolve(file)))
  if (left >= needed) return
  throw new AppError(
    'disk-full',
    `There is no room for a backup: it takes ${toMegabytes(needed)}, and ${toMegabytes(left)} are free. Nothing was written.`,
    'Make room on that disk, or name a file on another.',
  )
}

function toMegabytes(bytes: number): string {
  return `${Math.ceil(bytes / 1_000_000)} MB`
}

function exists(file: string): AppError {
  return new AppError(
    'file-exists',
    `${file} exists already. It was left as it is.`,
    'Name another file, or replace that one with --force.',
  )
}

function toBackupError(error: unknown, folder: string, file: string): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : null
  if (code === 'EACCES' || code === 'EROFS' || code === 'EPERM')
    return new AppError('file-unreadable', `${file} cannot be written by this user. Nothing was written.`, 'Name a file elsewhere.', {
      cause: error,
    })
  return toStoreError(error, folder)
}
