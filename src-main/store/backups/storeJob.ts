import type { CopyProgress } from '../../../src-shared/contract/backups.ts'
import { buildRestored, type Restored, type RestoreJob } from './buildRestored.ts'
import { type BackupAsk, type BackupOutcome, makeBackup } from './makeBackup.ts'

/** Work on a whole database, which takes as long as it is large. */
export type StoreJob = { kind: 'backup'; ask: BackupAsk } | ({ kind: 'restore' } & RestoreJob)

export type StoreJobResult<J extends StoreJob> = J extends { kind: 'backup' } ? BackupOutcome : Restored

/** What a job says from its thread. */
export type StoreJobWord =
  | { kind: 'progress'; progress: CopyProgress }
  | { kind: 'done'; result: BackupOutcome | Restored }
  | { kind: 'refused'; code: string; message: string; hint: string }

export async function doStoreJob(job: StoreJob, onProgress: (progress: CopyProgress) => void): Promise<BackupOutcome | Restored> {
  return job.kind === 'backup' ? makeBackup(job.ask, onProgress) : buildRestored(job, onProgress)
}
