import { useEffect, useEffectEvent } from 'react'

/** How long the second key of `g c` may take. */
const SEQUENCE_MS = 1000

/**
 * Does something when a key, or two in a row (`g c`), is pressed.
 *
 * A single key is a word while somebody types, and belongs to the dialog while one is open.
 */
export function useShortcut(keys: string, action: () => void) {
  const act = useEffectEvent(action)
  useEffect(() => {
    const [first, second] = keys.split(' ')
    let firstAtMs = Number.NEGATIVE_INFINITY
    function onKeyDown(event: KeyboardEvent) {
      if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || event.defaultPrevented || isTaken(event.target)) return
      const key = event.key.toLowerCase()
      const isSequenceDone = second !== undefined && key === second && event.timeStamp - firstAtMs < SEQUENCE_MS
      firstAtMs = second !== undefined && key === first ? event.timeStamp : Number.NEGATIVE_INFINITY
      if (!isSequenceDone && (second !== undefined || key !== first)) return
      event.preventDefault()
      act()
    }
    // Sequences look first, so that the `s` of `g s` is not taken for an `s` of its own.
    const isEarly = second !== undefined
    document.addEventListener('keydown', onKeyDown, isEarly)
    return () => document.removeEventListener('keydown', onKeyDown, isEarly)
  }, [keys])
}

function isTaken(target: EventTarget | null): boolean {
  if (document.querySelector('dialog[open]')) return true
  return target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select'))
}
