import type { Topic } from '../../src-shared/contract/changes.ts'
import type { Clock } from '../ports.ts'
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
export async function keepFiguresFresh(parts: RefreshParts, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    refreshFigures(parts)
    await parts.clock.wait(LONGEST_PAUSE_MS, signal)
  }
}
