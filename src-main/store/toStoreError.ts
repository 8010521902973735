import Sqlite from 'better-sqlite3'
import { AppError } from '../../src-shared/model/appError.ts'

/** Says in words what SQLite says in codes, where a person can do something about it. */
export function toStoreError(error: unknown, where: string): unknown {
  if (error instanceof Error && 'code' in error && error.code === 'ENOSPC') return toDiskFull({ cause: error })
  if (!(error instanceof Sqlite.SqliteError)) return error
  const { code } = error
  const options = { cause: error }
  if (code === 'SQLITE_CORRUPT' || code === 'SQLITE_NOTADB' || code.startsWith('SQLITE_CORRUPT_')) {
    return new AppError(
      'workspace-corrupt',
      `The database in ${where} is damaged. It was left as it is; nothing more will be written to it.`,
      'Restore the newest backup from its folder "backups" into a new folder, or make a new workspace and sync it from the providers.',
      options,
    )
  }
  if (code.startsWith('SQLITE_READONLY') || code.startsWith('SQLITE_CANTOPEN') || code === 'SQLITE_PERM') {
    return new AppError(
      'workspace-read-only',
      `The workspace in ${where} cannot be written by this user. Nothing was changed.`,
      'Give this user the right to write in that folder, or choose another with --workspace.',
      options,
    )
  }
  if (code === 'SQLITE_FULL') return toDiskFull(options)
  if (code.startsWith('SQLITE_BUSY')) {
    return new AppError(
      'workspace-in-use',
      `Another program is using the database in ${where}. Nothing was changed.`,
      'Close that program and try again.',
      options,
    )
  }
  return error
}

function toDiskFull(options: ErrorOptions): AppError {
  return new AppError(
    'disk-full',
    'The disk is full. The last step was not kept; everything before it was.',
    'Make room on the disk and try again.',
    options,
  )
}
