import type { SyncProgress } from '../../src-shared/contract/sync.ts'

/** How far the sync that runs has come. */
export function describeProgress(progress: SyncProgress | null): string {
  if (!progress) return 'Sync begins'
  const { left, objects, stream } = progress
  return left === null
    ? `${objects.toLocaleString('en')} objects read (${stream})`
    : `Figures: ${left.toLocaleString('en')} companies to go`
}
