import { AppError } from '../../src-shared/model/appError.ts'
import type { Reserve } from '../store/createReserve.ts'
import type { Store } from '../store/openStore.ts'
import { toDiskFull } from '../store/toStoreError.ts'

export interface GuardedStore extends Store {
  /** What keeps it from taking anything in, now. */
  readonly trouble: AppError | null
  /** Told of each error that a reader met: after damage nothing more is written. */
  note(error: unknown): void
}

/**
 * A store that stops in time.
 *
 * On a full disk it gives its reserve back, so that what is open can be told and closed, and takes nothing more in until there is
 * room for another. Once damage was seen, it writes nothing: every write could make more of it.
 */
export function guardStore(store: Store, reserve: Reserve | null, onTrouble: () => void): GuardedStore {
  let damage: AppError | null = null
  let isFull = reserve !== null && !reserve.isHeld

  function note(error: unknown): void {
    if (!(error instanceof AppError)) return
    const wasTrouble = damage !== null || isFull
    if (error.code === 'workspace-corrupt') damage ??= error
    else if (error.code === 'disk-full' && reserve) {
      reserve.release()
      isFull = true
    } else return
    if (!wasTrouble) onTrouble()
  }

  function run<T>(step: () => T): T {
    if (damage) throw damage
    try {
      return step()
    } catch (error) {
      note(error)
      throw error
    }
  }

  return {
    read: store.read,
    transact: (change) => {
      if (isFull && reserve) {
        if (!reserve.hold()) throw toDiskFull()
        isFull = false
        onTrouble()
      }
      return run(() => store.transact(change))
    },
    lastWord: (change) => run(() => store.lastWord(change)),
    snapshot: () => run(() => store.snapshot()),
    close: () => store.close(),
    note,
    get trouble() {
      return damage ?? (isFull ? toDiskFull() : null)
    },
  }
}
