import type { Store } from '../store/openStore.ts'
import type { Tx } from '../store/readDb.ts'
import { takeTurn } from './takeTurn.ts'

/** Commits a change, together with others that came at the same time. Resolves once it is on disk. */
export type Commit = <T>(change: (tx: Tx) => T) => Promise<T>

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
export function createCommitter(store: Store): Commit {
  let waiting: Waiting[] = []

  async function commitNext(): Promise<void> {
    await takeTurn()
    const group = waiting
    waiting = []
    try {
      const results = store.transact((tx) => group.map(({ change }) => change(tx)))
      for (const [index, { resolve }] of group.entries()) resolve(results[index])
    } catch (error) {
      for (const { reject } of group) reject(error)
    }
  }

  return <T>(change: (tx: Tx) => T) =>
    new Promise<T>((resolve, reject) => {
      waiting.push({ change, resolve: resolve as (result: unknown) => void, reject })
      if (waiting.length === 1) void commitNext()
    })
}
