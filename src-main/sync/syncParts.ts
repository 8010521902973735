import type { Topic } from '../../src-shared/contract/changes.ts'
import type { StreamName } from '../../src-shared/contract/sync.ts'
import type { Clock, Log, Randomness } from '../ports.ts'
import type { Provider } from '../providers/provider.ts'
import type { Store } from '../store/openStore.ts'
import type { ReadDb } from '../store/readDb.ts'
import type { Connection } from '../store/reads/connections.ts'
import type { FigureContext } from '../store/writes/deriveFigures.ts'
import type { Committer } from './createCommitter.ts'
import type { RateLimit } from './createRateLimit.ts'

/** What every part of a sync is given. */
export interface SyncParts {
  store: Store
  clock: Clock
  random: Randomness
  log: Log
  announce: (...topics: Topic[]) => void
  /** What figures follow from beside the facts and the clock. */
  figures: (db: ReadDb) => Omit<FigureContext, 'now'>
}

/** A sync of one connection under way. */
export interface ConnectionParts extends SyncParts {
  provider: Provider
  connection: Connection
  limit: RateLimit
  signal: AbortSignal
  /** Whether somebody waits for what is asked: it goes before the rest. */
  isUrgent: boolean
  /** For pages of lists, of which many come at once. */
  committer: Committer
  /** Tells how many objects this run has taken so far. */
  onProgress: (stream: StreamName, objects: number) => void
  /** Tells of how many companies the figures are still to be derived. */
  onLeft: (left: number) => void
}
