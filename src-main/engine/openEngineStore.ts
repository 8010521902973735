import { AppError, type AppErrorCode } from '../../src-shared/model/appError.ts'
import type { Clock } from '../ports.ts'
import { removeDrafts } from '../store/backups/swapDatabase.ts'
import { createReserve, type Reserve } from '../store/createReserve.ts'
import { isQuicklyWhole } from '../store/isQuicklyWhole.ts'
import { openStore, type Store } from '../store/openStore.ts'
import { toDamaged } from '../store/toStoreError.ts'
import { withRoom } from '../store/withRoom.ts'
import { checkWritable } from '../store/workspaceFolder.ts'
import { takeWorkspaceLock, type WorkspaceLock } from '../store/workspaceLock.ts'
import { ensureDerived, refuseUnderived } from './answers/ensureDerived.ts'

export interface OpenAsk {
  folder: string
  access: 'read' | 'write'
  what: string
  /** Whether a workspace that cannot be written is opened to look at it instead. */
  mayLook: boolean
}

export interface Opened {
  store: Store
  /** Held by whoever may write. */
  writing: { lock: WorkspaceLock; reserve: Reserve } | null
  /** Why it may only be looked at; null where it may be written, and for a command that only reads. */
  trouble: AppError | null
}

/** What keeps a workspace from being written, and not from being read. */
const LOOKED_AT: ReadonlySet<AppErrorCode> = new Set(['workspace-read-only', 'workspace-corrupt', 'workspace-unreadable', 'disk-full'])

/** Opens the database for an engine; to write it where that can be, else as its host allows. */
export function openEngineStore(clock: Pick<Clock, 'now'>, ask: OpenAsk): Opened {
  const look = () => refuseUnderived(openStore(ask.folder, 'read', clock.now()))
  if (ask.access === 'read') return { store: look(), writing: null, trouble: ask.mayLook ? toLookOnly() : null }
  try {
    return openToWrite(clock, ask)
  } catch (error) {
    if (!ask.mayLook || !(error instanceof AppError) || !LOOKED_AT.has(error.code)) throw error
    return { store: lookOrTell(look, error), writing: null, trouble: error }
  }
}

/** Whoever opened it so meant it. */
function toLookOnly(): AppError {
  return new AppError(
    'workspace-read-only',
    'It was opened to look, and so nothing was changed.',
    'To change something, start Tierdesk without --look and without TIERDESK_LOOK.',
  )
}

/** A database that cannot even be looked at is told by what was wrong first. */
function lookOrTell(look: () => Store, reason: AppError): Store {
  try {
    return look()
  } catch (error) {
    throw error instanceof AppError ? reason : error
  }
}

function openToWrite(clock: Pick<Clock, 'now'>, { folder, what }: OpenAsk): Opened {
  checkWritable(folder)
  const lock = withRoom(folder, () => takeWorkspaceLock(folder, what, clock.now()))
  let store: Store | null = null
  try {
    removeDrafts(folder)
    store = withRoom(folder, () => openStore(folder, 'write', clock.now()))
    // A process that was killed, or a power cut, may have left a page half-written by a disk that does not keep its word.
    if (lock.wasLeft && !isQuicklyWhole(store.read)) throw toDamaged(folder)
    ensureDerived(store, clock)
    const reserve = createReserve(folder)
    reserve.hold()
    return { store, writing: { lock, reserve }, trouble: null }
  } catch (error) {
    store?.close()
    // Whoever comes next looks again.
    lock.putBack()
    throw error
  }
}
