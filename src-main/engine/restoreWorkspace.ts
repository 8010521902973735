import type { CopyProgress } from '../../src-shared/contract/backups.ts'
import type { Check } from '../../src-shared/contract/workspace.ts'
import type { HostPorts } from '../ports.ts'
import { buildRestored } from '../store/backups/buildRestored.ts'
import { removeDrafts, swapDatabase } from '../store/backups/swapDatabase.ts'
import { withRoom } from '../store/withRoom.ts'
import { prepareRestore, removeEmptyFolder } from '../store/workspaceFolder.ts'
import { takeWorkspaceLock } from '../store/workspaceLock.ts'

export interface RestoreAsk {
  folder: string
  file: string
  /** Whether it may take the place of a workspace that is there. */
  isForced: boolean
}

/**
 * Makes a workspace of a backup, whatever has become of the one that was there: sound, torn, damaged or gone.
 *
 * Nothing that was there is lost: its database is kept aside. While another program holds the workspace, it is refused.
 */
export function restoreWorkspace(
  { clock }: Pick<HostPorts, 'clock'>,
  { folder, file, isForced }: RestoreAsk,
  onProgress?: (progress: CopyProgress) => void,
): { ok: boolean; checks: Check[] } {
  const isNewFolder = prepareRestore(folder, isForced)
  try {
    const lock = withRoom(folder, () => takeWorkspaceLock(folder, 'restore', clock.now()))
    let isDone = false
    try {
      removeDrafts(folder)
      const built = buildRestored({ folder, file, at: clock.now() }, onProgress)
      if (!built.ok) return built
      const keptAs = swapDatabase(folder, clock.now())
      isDone = true
      const aside: Check = { name: 'kept aside', ok: true, detail: keptAs ?? 'nothing: there was no database' }
      return { ok: true, checks: [...built.checks, aside] }
    } finally {
      // What was there and stays is looked at by whoever opens it next.
      if (isDone) lock.release()
      else lock.putBack()
    }
  } finally {
    if (isNewFolder) removeEmptyFolder(folder)
  }
}
