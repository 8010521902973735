import { mkdirSync, readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Backup } from '../../../src-shared/contract/backups.ts'
import { parseBackupName } from './backupName.ts'

export function backupsFolder(folder: string): string {
  return join(folder, 'backups')
}

/** Made where it is not there, for its owner alone. */
export function makeBackupsFolder(folder: string): string {
  mkdirSync(backupsFolder(folder), { recursive: true, mode: 0o700 })
  return backupsFolder(folder)
}

export function backupFile(folder: string, name: string): string {
  return join(backupsFolder(folder), name)
}

export function removeBackup(folder: string, name: string): void {
  rmSync(backupFile(folder, name))
}

/**
 * The backups of a workspace, newest first.
 *
 * A file has its name only once it was read back whole, so what is listed was verified when it was made. What was kept aside by a restore was not.
 */
export function listBackups(folder: string): Backup[] {
  const names = listNames(backupsFolder(folder))
  const backups = names.flatMap((name) => {
    const parsed = parseBackupName(name)
    const file = statSync(join(backupsFolder(folder), name), { throwIfNoEntry: false })
    if (!parsed || !file?.isFile()) return []
    return [{ name, ...parsed, bytes: file.size, isVerified: parsed.kind !== 'replaced' }]
  })
  return backups.sort((a, b) => b.at - a.at || (a.name < b.name ? -1 : 1))
}

function listNames(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch (error) {
    // None was made yet; or the folder cannot be read, which whoever writes there is told.
    if (error instanceof Error && 'code' in error) return []
    throw error
  }
}
