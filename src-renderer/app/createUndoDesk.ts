import { createStore, type StoreApi } from 'zustand/vanilla'
import { type DescribedError, describeError } from '../lib/describeError.ts'
import type { Undoable } from '../lib/useOfferUndo.ts'

interface Offered extends Undoable {
  /** Grows with every offer: another one's time begins anew. */
  number: number
  isUndoing: boolean
  fault: DescribedError | null
}

interface UndoDesk {
  /** What was done last; an earlier one is undone where it stands. */
  offered: Offered | null
  offer: (undoable: Undoable) => void
  undo: () => Promise<void>
  putAway: () => void
}

export type UndoDeskStore = StoreApi<UndoDesk>

/** Keeps the way back from what was done last, for as long as it is shown. */
export function createUndoDesk(): UndoDeskStore {
  return createStore<UndoDesk>((set, get) => ({
    offered: null,
    offer: (undoable) =>
      set(({ offered }) => ({ offered: { ...undoable, number: (offered?.number ?? 0) + 1, isUndoing: false, fault: null } })),
    async undo() {
      const { offered } = get()
      if (!offered || offered.isUndoing) return
      // Another may be offered meanwhile, and is none of this one's business.
      const say = (more: Partial<Offered> | null) =>
        set((state) =>
          state.offered?.number === offered.number ? { offered: more === null ? null : { ...state.offered, ...more } } : state,
        )
      say({ isUndoing: true, fault: null })
      try {
        await offered.undo()
        say(null)
      } catch (error) {
        say({ isUndoing: false, fault: describeError(error) })
      }
    },
    putAway: () => set({ offered: null }),
  }))
}
