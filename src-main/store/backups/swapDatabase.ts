import { copyFileSync, existsSync, linkSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { AppError } from '../../../src-shared/model/appError.ts'
import { type Instant, toInstant } from '../../../src-shared/model/instant.ts'
import { databaseFile } from '../databaseFile.ts'
import { APPLICATION_ID } from '../migrate.ts'
import { toBackupName } from './backupName.ts'
import { removeRestoring, restoringFile } from './buildRestored.ts'
import { backupsFolder, makeBackupsFolder } from './listBackups.ts'
import { DRAFT_END } from './makeBackup.ts'
import { putFile, syncFolder } from './putFile.ts'

const BUSY_MS = 2_000

/**
 * Puts the database that was built into the place of the workspace's own, which is kept aside. Wants the workspace's lock.
 *
 * A kill at any moment leaves the old one or the new one, whole: the log of the old is folded into it first, for beside the new one it
 * would be read as its own; then it gets a second name, and then the new one takes the first in one step.
 *
 * @returns where the old one is kept; null where there was none
 */
export function swapDatabase(folder: string, now: Instant): string | null {
  const file = databaseFile(folder)
  const keptAs = existsSync(file) ? keepAside(folder, file, now) : null
  for (const end of ['-wal', '-shm']) rmSync(file + end, { force: true })
  putFile(restoringFile(folder), file, true)
  return keptAs
}

function keepAside(folder: string, file: string, now: Instant): string {
  const aside = findFreeName(makeBackupsFolder(folder), now)
  const isFolded = foldLog(file)
  nameAgain(file, aside)
  // What cannot be read may be read some day, with its log.
  if (!isFolded && existsSync(`${file}-wal`)) nameAgain(`${file}-wal`, `${aside}-wal`)
  syncFolder(backupsFolder(folder))
  return aside
}

/** Two restores may come within the same millisecond of a clock that was set back. */
function findFreeName(backups: string, now: Instant): string {
  for (let at = now; ; at = toInstant(at + 1)) {
    const aside = join(backups, toBackupName('replaced', at))
    if (!existsSync(aside) && !existsSync(`${aside}-wal`)) return aside
  }
}

/** False for a file that SQLite cannot read: nobody can say what its log belongs to. */
function foldLog(file: string): boolean {
  let journal: unknown
  try {
    const sqlite = new Sqlite(file, { timeout: BUSY_MS })
    try {
      if (sqlite.pragma('application_id', { simple: true }) !== APPLICATION_ID) return false
      journal = sqlite.pragma('journal_mode = DELETE', { simple: true })
    } finally {
      sqlite.close()
    }
  } catch (error) {
    if (!(error instanceof Sqlite.SqliteError)) throw error
    if (!error.code.startsWith('SQLITE_BUSY')) return false
    journal = 'wal'
  }
  if (journal === 'delete') return true
  throw new AppError(
    'workspace-in-use',
    'Another program is reading the database. Nothing was changed.',
    'Wait until it is done, or close it, and restore again.',
  )
}

function nameAgain(file: string, name: string): void {
  try {
    linkSync(file, name)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') throw error
    // No second names here: a copy takes longer and is as good.
    const draft = `${name}${DRAFT_END}`
    copyFileSync(file, draft)
    renameSync(draft, name)
  }
}

/** Sweeps what killed backups and restores left. Wants the workspace's lock. */
export function removeDrafts(folder: string): void {
  removeRestoring(folder)
  if (!existsSync(backupsFolder(folder))) return
  const live = statSync(databaseFile(folder), { throwIfNoEntry: false })
  for (const name of readdirSync(backupsFolder(folder))) {
    const path = join(backupsFolder(folder), name)
    // Killed between its two names, the database that was to be kept aside is still the one in use.
    const isLive = live !== undefined && name.startsWith('replaced-') && statSync(path).ino === live.ino
    if (isLive || name.includes(DRAFT_END)) rmSync(path, { force: true })
  }
}
