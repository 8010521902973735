import { createContext, useContext } from 'react'
import { invariant } from '../../src-shared/model/assert.ts'

/** Something that staff did a moment ago, and the way back from it. */
export interface Undoable {
  title: string
  text: string
  undo: () => Promise<unknown>
}

export type OfferUndo = (undoable: Undoable) => void

export const UndoContext = createContext<OfferUndo | null>(null)

/** Says what was done, with a way back, wherever the page goes next. */
export function useOfferUndo(): OfferUndo {
  const offer = useContext(UndoContext)
  return (undoable) => {
    invariant(offer, 'whoever can be undone stands inside an UndoContext')
    offer(undoable)
  }
}
