import type { Topic } from '../../src-shared/contract/changes.ts'
import type { Clock, Log } from '../ports.ts'
import { readDataVersion } from '../store/reads/readDataVersion.ts'
import type { GuardedStore } from './guardStore.ts'

interface FollowParts {
  store: Pick<GuardedStore, 'read'>
  clock: Pick<Clock, 'wait'>
  log: Log
  announce: (...topics: Topic[]) => void
}

/** How often the database is looked at: a word of it costs no page. */
const LOOK_MS = 2_000
/** It does not say what was changed. */
const ALL: readonly Topic[] = ['companies', 'sync', 'connections', 'catalogs', 'backups', 'actions']

/** For who only looks: tells of what another program wrote, so that open screens show it. */
export async function followWriter({ store, clock, log, announce }: FollowParts, signal: AbortSignal): Promise<void> {
  let seen: number | null = null
  while (!signal.aborted) {
    try {
      const version = readDataVersion(store.read)
      if (seen !== null && version !== seen) announce(...ALL)
      seen = version
    } catch (error) {
      // The folder may be gone for a while, or a page be damaged: what can be read is still asked for.
      log(`following: ${error instanceof Error ? error.message : String(error)}`)
    }
    await clock.wait(LOOK_MS, signal)
  }
}
