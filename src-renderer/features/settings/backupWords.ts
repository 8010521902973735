import type { BackupKind } from '../../../src-shared/contract/backups.ts'

/** Why a copy is there. */
export const BACKUP_WORDS: Readonly<Record<BackupKind, string>> = {
  daily: 'Daily',
  asked: 'Asked for',
  migration: 'Before an update',
  replaced: 'Replaced by a restore',
}
