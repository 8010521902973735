import Sqlite from 'better-sqlite3'
import { AppError } from '../../src-shared/model/appError.ts'
import { listBackups } from './backups/listBackups.ts'
import { freeBytes } from './freeBytes.ts'

/** Less than SQLite needs for the index of its log. */
const NO_ROOM_BYTES = 64 * 1024

/**
 * Says in words what SQLite says in codes, where a person can do something about it.
 *
 * @param folder the workspace's
 */
export function toStoreError(error: unknown, folder: string): unknown {
  if (!(error instanceof Sqlite.SqliteError)) return toFileError(error, folder)
  const { code } = error
  const options = { cause: error }
  if (code === 'SQLITE_CORRUPT' || code === 'SQLITE_NOTADB' || code.startsWith('SQLITE_CORRUPT_')) return toDamaged(folder, options)
  // On a full disk SQLite cannot make the files that it works with, and says so in other words.
  if (code === 'SQLITE_FULL' || ((code.startsWith('SQLITE_IOERR') || code.startsWith('SQLITE_CANTOPEN')) && isWithoutRoom(folder)))
    return toDiskFull(options)
  if (code.startsWith('SQLITE_READONLY') || code.startsWith('SQLITE_CANTOPEN') || code === 'SQLITE_PERM') return toReadOnly(folder, options)
  if (code.startsWith('SQLITE_IOERR')) {
    return new AppError(
      'workspace-unreadable',
      `The disk does not give or take what belongs to the workspace in ${folder} (${code}). Everything before that is kept.`,
      'Look whether the disk is there and sound, then open the workspace again; tierdesk doctor says what is readable.',
      options,
    )
  }
  if (code.startsWith('SQLITE_BUSY')) {
    return new AppError(
      'workspace-in-use',
      `Another program is using the database in ${folder}. Nothing was changed.`,
      'Close that program and try again.',
      options,
    )
  }
  return error
}

function toFileError(error: unknown, folder: string): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : null
  if (code === 'ENOSPC' || code === 'EDQUOT') return toDiskFull({ cause: error })
  return code === 'EROFS' || code === 'EACCES' || code === 'EPERM' ? toReadOnly(folder, { cause: error }) : error
}

function toReadOnly(folder: string, options: ErrorOptions): AppError {
  return new AppError(
    'workspace-read-only',
    `The workspace in ${folder} cannot be written by this user. Nothing was changed.`,
    'Give this user the right to write in that folder, or choose another with --workspace.',
    options,
  )
}

/** What SQLite could not read is told with the way back. */
export function toDamaged(folder: string, options?: ErrorOptions): AppError {
  return new AppError('workspace-corrupt', `The database in ${folder} is damaged. It was left as it is.`, toRestoreHint(folder), options)
}

/** How a workspace is had back that cannot be opened any more. */
export function toRestoreHint(folder: string): string {
  const newest = listBackups(folder).find(({ isVerified }) => isVerified)
  return newest
    ? `Restore the newest backup: tierdesk --workspace "${folder}" restore "${folder}/backups/${newest.name}" --force. What is there now is kept aside.`
    : 'There is no backup in it. Restore one from elsewhere (tierdesk restore FILE --force), or make a new workspace and sync it from the providers.'
}

export function toDiskFull(options?: ErrorOptions): AppError {
  return new AppError(
    'disk-full',
    'The disk is full. The last step was not kept; everything before it was.',
    'Make room on the disk and try again.',
    options,
  )
}

function isWithoutRoom(folder: string): boolean {
  try {
    return freeBytes(folder) < NO_ROOM_BYTES
  } catch {
    // The disk does not even say: then fullness is not what can be told.
    return false
  }
}
