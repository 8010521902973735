import type { SyncProgress } from '../../src-shared/contract/sync.ts'

/** How far the sync that runs has come. */
export function describeProgress(progress: SyncProgress | null): string {
  return progress ? `${progress.stream}: ${progress.objects.toLocaleString('en')} read` : 'Sync begins'
}
