import { deriveFigures } from '../store/writes/deriveFigures.ts'
import { countTouched, takeTouched } from '../store/writes/saveTouched.ts'
import type { ConnectionParts } from './syncParts.ts'
import { takeTurn } from './takeTurn.ts'

/** So many companies a transaction: nobody else who asks the engine waits for longer than that. */
const AT_ONCE = 50

/** Derives the figures of all that lists have brought since they were last derived. What a stop leaves is derived at the next sync. */
export async function deriveTouched(
  parts: Pick<ConnectionParts, 'store' | 'clock' | 'signal' | 'connection' | 'figures' | 'announce' | 'onLeft'>,
): Promise<void> {
  const { store, clock, signal, connection, figures, announce, onLeft } = parts
  const { account } = connection
  let left = countTouched(store.read, account.id)
  while (!signal.aborted) {
    const isMore = store.transact((tx) => {
      const touched = takeTouched(tx, account.id, AT_ONCE)
      if (touched) deriveFigures(tx, { ...figures(tx), now: clock.now() }, touched, account)
      return touched !== null
    })
    if (!isMore) return
    left = Math.max(0, left - AT_ONCE)
    onLeft(left)
    announce('companies')
    await takeTurn()
  }
}
