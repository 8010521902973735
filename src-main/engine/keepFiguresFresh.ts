import type { Topic } from '../../src-shared/contract/changes.ts'
import { AppError } from '../../src-shared/model/appError.ts'
import type { Clock, Log } from '../ports.ts'
import type { Store } from '../store/openStore.ts'
import { deriveDue } from '../store/writes/deriveFigures.ts'
import { readFigureContext } from './answers/readFigureContext.ts'

const LONGEST_PAUSE_MS = 60_000

interface RefreshParts {
  store: Store
  clock: Clock
  announce: (...topics: Topic[]) => void
}

/** Derives again what the clock alone has changed: a term that ended, a month that began. */
function refreshFigures({ store, clock, announce }: RefreshParts): void {
  const changed = store.transact((tx) => deriveDue(tx, { ...readFigureContext(tx), now: clock.now() }))
  if (changed > 0) announce('companies')
}

/** Does so at least every minute, until the signal is aborted: lists say how it is now. */
export async function keepFiguresFresh(parts: RefreshParts & { log: Log }, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      refreshFigures(parts)
    } catch (error) {
      // A full disk or a damaged page ends no engine: what can be read is still asked for.
      if (!(error instanceof AppError)) throw error
      parts.log(`figures: ${error.message}`)
    }
    await parts.clock.wait(LONGEST_PAUSE_MS, signal)
  }
}
