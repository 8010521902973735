import { createStore, type StoreApi } from 'zustand/vanilla'
import type { ActionItem } from '../../src-shared/contract/actions.ts'
import type { Instant } from '../../src-shared/model/instant.ts'

/** Where an action stands still, so that staff must know. */
export const TOLD_STATES = ['conflict', 'unknown', 'rejected'] as const
export type ToldState = (typeof TOLD_STATES)[number]

interface ActionDesk {
  /** What is still to be seen, by state; the newest first. */
  gathered: Readonly<Partial<Record<ToldState, readonly ActionItem[]>>>
  /** Takes what stands so since the page was opened, and leaves out what was told already. */
  take: (items: readonly ActionItem[], openedAt: Instant) => void
  putAway: (state: ToldState) => void
}

export type ActionDeskStore = StoreApi<ActionDesk>

/** What this page was told of actions that stand still: nothing is told twice, and what goes on is no longer told. */
export function createActionDesk(): ActionDeskStore {
  const told = new Set<string>()
  return createStore<ActionDesk>((set) => ({
    gathered: {},
    take(items, openedAt) {
      const fresh = items.filter(({ id, state, since }) => since >= openedAt && !told.has(`${id} ${state} ${since}`))
      for (const { id, state, since } of fresh) told.add(`${id} ${state} ${since}`)
      set(({ gathered }) => {
        const next: Partial<Record<ToldState, readonly ActionItem[]>> = {}
        for (const state of TOLD_STATES) {
          const still = (gathered[state] ?? []).filter(({ id }) => items.some((item) => item.id === id && item.state === state))
          const own = [...fresh.filter((item) => item.state === state), ...still]
          if (own.length > 0) next[state] = own
        }
        return { gathered: next }
      })
    },
    putAway: (state) => set(({ gathered }) => ({ gathered: { ...gathered, [state]: [] } })),
  }))
}
