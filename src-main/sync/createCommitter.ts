import type { Store } from '../store/openStore.ts'
import type { Tx } from '../store/readDb.ts'
import { takeTurn } from './takeTurn.ts'

export interface Committer {
  /** Commits a change, together with others that came at the same time. Resolves once it is on disk. */
  commit<T>(change: (tx: Tx) => T): Promise<T>
  /** Whether changes come faster than they are stored: to ask for more of them at once would win nothing. */
  isBehind(): boolean
}

interface Waiting {
  change: (tx: Tx) => unknown
  resolve: (result: unknown) => void
  reject: (error: unknown) => void
}

/**
 * Makes one transaction of changes that wait for each other anyway: to be on disk is what a transaction costs most.
 *
 * All of a group are on disk or none, in the order in which they came. One that breaks breaks its group.
 */
export function createCommitter(store: Store): Committer {
  let waiting: Waiting[] = []
  let isBehind = false

  async function commitNext(): Promise<void> {
    await takeTurn()
    const group = waiting
    waiting = []
    isBehind = group.length > 1
    try {
      const results = store.transact((tx) => group.map(({ change }) => change(tx)))
      for (const [index, { resolve }] of group.entries()) resolve(results[index])
    } catch (error) {
      for (const { reject } of group) reject(error)
    }
  }

  return {
    commit: <T>(change: (tx: Tx) => T) =>
      new Promise<T>((resolve, reject) => {
        waiting.push({ change, resolve: resolve as (result: unknown) => void, reject })
        if (waiting.length === 1) void commitNext()
      }),
    isBehind: () => isBehind,
  }
}
