import { useEffect, useEffectEvent } from 'react'

/** Ctrl K, or Cmd K: also while somebody types, but not over another dialog. */
export function usePaletteKey(onOpen: () => void) {
  const open = useEffectEvent(onOpen)
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return
      event.preventDefault()
      if (!document.querySelector('dialog[open]')) open()
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [])
}
