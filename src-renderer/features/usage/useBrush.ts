import { useEffect, useState } from 'react'

/** The bars that are being chosen, by their places: where it began and where it is. */
interface Brush {
  from: number
  to: number
  /** By the pointer it ends where that is let go; by keys with Enter. */
  isDrawn: boolean
}

/** Draws over bars to choose them: with the pointer held, or with Shift and the arrows. @param onBrush with the first and the last of two or more */
export function useBrush(onBrush: (first: number, last: number) => void) {
  const [brush, setBrush] = useState<Brush | null>(null)
  const isDrawn = brush?.isDrawn ?? false

  // It may be let go anywhere on the page.
  useEffect(() => {
    if (!isDrawn) return
    const end = (event: Event) => {
      setBrush(null)
      if (event.type === 'pointerup' && brush && brush.from !== brush.to)
        onBrush(Math.min(brush.from, brush.to), Math.max(brush.from, brush.to))
    }
    window.addEventListener('pointerup', end)
    window.addEventListener('pointercancel', end)
    return () => {
      window.removeEventListener('pointerup', end)
      window.removeEventListener('pointercancel', end)
    }
  }, [isDrawn, brush, onBrush])

  return {
    /** From the first to the last; null while fewer than two are held. */
    held:
      brush === null || brush.from === brush.to ? null : { first: Math.min(brush.from, brush.to), last: Math.max(brush.from, brush.to) },
    begin: (place: number) => setBrush({ from: place, to: place, isDrawn: true }),
    reach: (place: number) => brush?.isDrawn && setBrush({ ...brush, to: place }),
    /** One more, or one fewer, from the bar that has the focus. */
    stretch: (place: number, to: number) => setBrush({ from: brush?.from ?? place, to, isDrawn: false }),
    take: () => {
      if (!brush || brush.from === brush.to) return false
      setBrush(null)
      onBrush(Math.min(brush.from, brush.to), Math.max(brush.from, brush.to))
      return true
    },
    drop: () => setBrush(null),
  }
}
