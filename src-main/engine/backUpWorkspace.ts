import type { CopyProgress } from '../../src-shared/contract/backups.ts'
import { AppError } from '../../src-shared/model/appError.ts'
import { type BackupAsk, type BackupOutcome, makeBackup } from '../store/backups/makeBackup.ts'
import { hasWorkspace } from '../store/workspaceFolder.ts'

/** Copies a workspace into a file of its own, also while another program has it open. */
export async function backUpWorkspace(ask: BackupAsk, onProgress: (progress: CopyProgress) => void): Promise<BackupOutcome> {
  if (!hasWorkspace(ask.folder))
    throw new AppError(
      'workspace-missing',
      `There is no workspace in ${ask.folder}.`,
      'Make one: tierdesk init, or name another with --workspace.',
    )
  return makeBackup(ask, onProgress)
}
