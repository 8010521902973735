import { type ReactNode, useEffect, useRef } from 'react'
import { classes } from './classes.ts'
import styles from './ToastRegion.module.css'

interface ToastRegionProps {
  label: string
  children: ReactNode
  /** Whether a panel stands at the right edge: what is done there must not be covered. */
  isBesidePanel: boolean
  /** How many toasts there are: when the last goes away with the focus in it, the focus goes back. */
  count: number
  /** Of the toast that has the focus, by its place. */
  onEscape: (index: number) => void
}

/** Where toasts stand: a landmark that F6 leads to and back from, and in which Esc puts one away. */
export function ToastRegion({ label, children, isBesidePanel, count, onEscape }: ToastRegionProps) {
  const list = useRef<HTMLOListElement>(null)
  const before = useRef<HTMLElement | null>(null)
  const hadFocus = useRef(false)

  useEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      if (event.key !== 'F6' || event.defaultPrevented || document.querySelector('dialog[open]')) return
      const own = list.current
      if (own?.contains(document.activeElement)) before.current?.focus()
      else {
        const first = own?.querySelector('button')
        if (!first) return
        before.current = document.activeElement instanceof HTMLElement ? document.activeElement : null
        first.focus()
      }
      event.preventDefault()
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [])

  useEffect(() => {
    if (!hadFocus.current || list.current?.contains(document.activeElement)) return
    hadFocus.current = false
    const next = count > 0 ? list.current?.querySelector('button') : before.current
    next?.focus()
  }, [count])

  return (
    <section aria-label={label} className={classes(styles.region, isBesidePanel && styles.beside)}>
      <ol
        ref={list}
        className={styles.list}
        onFocus={() => {
          hadFocus.current = true
        }}
        onBlur={({ relatedTarget }) => {
          // Without a next target the button itself went away, or the window was left.
          if (relatedTarget) hadFocus.current = false
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return
          event.preventDefault()
          event.stopPropagation()
          const index = [...event.currentTarget.children].findIndex((toast) => toast.contains(document.activeElement))
          if (index >= 0) onEscape(index)
        }}
      >
        {children}
      </ol>
    </section>
  )
}
