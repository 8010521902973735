import { type ReactNode, useEffect, useRef } from 'react'

/**
 * Gives the focus to the button inside as soon as it is there.
 *
 * A dialog looks for its first focus when it opens, and that is before the answer has come.
 */
export function FirstFocus({ children }: { children: ReactNode }) {
  const place = useRef<HTMLSpanElement>(null)
  useEffect(() => place.current?.querySelector('button')?.focus(), [])
  return (
    <span ref={place} data-first>
      {children}
    </span>
  )
}
