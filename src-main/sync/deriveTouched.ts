import { deriveFigures } from '../store/writes/deriveFigures.ts'
import { countTouched, takeTouched } from '../store/writes/saveTouched.ts'
import type { ConnectionParts } from './syncParts.ts'
import { takeTurn } from './takeTurn.ts'

/** So many companies a transaction: nobody else who asks the engine waits for longer than that. */
const AT_ONCE = 50

/** Derives the figures of all that was noted as touched since they were last derived. What a stop leaves is derived at the next sync. */
export async function deriveTouched(
  parts: Pick<ConnectionParts, 'store' | 'clock' | 'signal' | 'connection' | 'figures' | 'announce' | 'onLeft'>,
): Promise<void> {
  const { store, clock, signal, connection, figures, announce, onLeft } = parts
  const { account } = connection
  let left = countTouched(store.read, account.id)
  if (left === 0) return
  while (!signal.aborted) {
    const isMore = store.transact((tx) => {
      const touched = takeTouched(tx, account.id, AT_ONCE)
      if (touched) deriveFigures(tx, { ...figures(tx), now: clock.now() }, touched, account)
      return touched !== null
    })
    if (!isMore) return
    // A price stood for all who have it.
    left = left > AT_ONCE ? left - AT_ONCE : countTouched(store.read, account.id)
    onLeft(left)
    announce('companies')
    await takeTurn()
  }
}
