import { useStore } from 'zustand'
import { Toast } from '../ui/Toast.tsx'
import type { UndoDeskStore } from './createUndoDesk.ts'

/** Long enough to read what was done, and to see that it was wrong. */
const SHOWN_MS = 15_000

/** What was done last, with the way back. */
export function UndoToast({ desk }: { desk: UndoDeskStore }) {
  const { offered, undo, putAway } = useStore(desk)
  if (!offered) return null
  const { title, text, number, isUndoing, fault } = offered
  return (
    <Toast
      icon={fault ? 'failed' : 'check'}
      tone={fault ? 'bad' : 'ok'}
      title={fault ? fault.title : title}
      occasion={number}
      leavesAfterMs={fault || isUndoing ? null : SHOWN_MS}
      way={{ words: isUndoing ? 'Undoing…' : fault ? 'Try again' : 'Undo', onGo: () => void undo() }}
      onClose={putAway}
    >
      {fault ? fault.hint : text}
    </Toast>
  )
}
