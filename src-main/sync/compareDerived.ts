import type { Tx } from '../store/readDb.ts'
import { countCustomers, listCustomerSlice, listUnownedSlice } from '../store/reads/mirrorSlices.ts'
import { type Recount, recountSums } from '../store/reads/recountSums.ts'
import { deriveCustomersAgain, deriveUnownedAgain } from '../store/writes/deriveAgain.ts'
import { remakeSums } from '../store/writes/remakeSums.ts'
import { type DerivedDrift, saveDerivedDrift } from '../store/writes/saveDrift.ts'
import type { ConnectionParts } from './syncParts.ts'
import { takeTurn } from './takeTurn.ts'

/** So many customers a transaction: nobody else who asks the engine waits for longer than that. */
const AT_ONCE = 50

type CompareParts = Pick<ConnectionParts, 'store' | 'clock' | 'signal' | 'connection' | 'figures' | 'announce' | 'onLeft'>

/**
 * Compares all that is derived of an account with what follows from its facts now. What was kept otherwise is mended and noted as drift.
 *
 * Whoever else asks goes first between two parts of it, syncs included: each part is right by itself, whenever it is done. It needs no
 * provider. What a stop leaves is compared the next time.
 *
 * @param runId the run that it belongs to
 */
export async function compareDerived(parts: CompareParts, runId: number): Promise<void> {
  const { store, clock, signal, connection, figures, announce, onLeft } = parts
  const { account } = connection

  function mend(step: (tx: Tx, context: ReturnType<typeof figures> & { now: ReturnType<typeof clock.now> }) => DerivedDrift[]): void {
    const found = store.transact((tx) => {
      const now = clock.now()
      const drifted = step(tx, { ...figures(tx), now })
      saveDerivedDrift(tx, { accountId: account.id, runId }, drifted, now)
      return drifted.length
    })
    if (found > 0) announce('companies', 'sync')
  }

  let left = countCustomers(store.read, account.id)
  for (let after = 0; !signal.aborted; ) {
    const slice = listCustomerSlice(store.read, account.id, after, AT_ONCE)
    const last = slice.at(-1)
    if (!last) break
    const refs = slice.map(({ ref }) => ref)
    mend((tx, context) => deriveCustomersAgain(tx, context, account, refs))
    after = last.id
    left = Math.max(0, left - slice.length)
    onLeft(left)
    await takeTurn()
  }
  for (let after = 0; !signal.aborted; ) {
    const slice = listUnownedSlice(store.read, account.id, after, AT_ONCE)
    const last = slice.at(-1)
    if (!last) break
    const refs = slice.map(({ ref }) => ref)
    mend((tx, context) => deriveUnownedAgain(tx, context, account, refs))
    after = last.id
    await takeTurn()
  }
  for (const { name, differences } of (await recount(parts)) ?? []) {
    if (differences === 0) continue
    mend((tx, context) => {
      remakeSums(tx, context, name)
      return [{ kind: 'sums', ref: name }]
    })
  }
}

/** Null where it was stopped. What is counted is of one moment, though others write meanwhile. */
async function recount({ store, signal, figures }: CompareParts): Promise<Recount[] | null> {
  const snapshot = store.snapshot()
  const counting = recountSums(snapshot.read, figures(snapshot.read))
  try {
    for (let step = counting.next(); !signal.aborted; step = counting.next()) {
      if (step.done) return step.value
      await takeTurn()
    }
    return null
  } finally {
    counting.return([])
    snapshot.close()
  }
}
