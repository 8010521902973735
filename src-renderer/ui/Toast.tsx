import { type ReactNode, useEffect, useEffectEvent, useRef } from 'react'
import { Button } from './Button.tsx'
import { Icon } from './Icon.tsx'
import type { IconName } from './iconShapes.tsx'
import styles from './Toast.module.css'

interface ToastProps {
  icon: IconName
  tone: 'ok' | 'warn' | 'bad'
  title: string
  children: ReactNode
  /** What it leads to, in words, and the way there. */
  way: { words: string; onGo: () => void }
  onClose: () => void
  /** When it goes away by itself, unless somebody looks at it; null where it stays. */
  leavesAfterMs: number | null
  /** Grows with what it tells: then its time begins anew. */
  occasion: number
}

/** Something that staff must know, over the page until it is put away. It never holds the only copy of anything. */
export function Toast({ icon, tone, title, children, way, onClose, leavesAfterMs, occasion }: ToastProps) {
  const own = useRef<HTMLLIElement>(null)
  const leave = useEffectEvent(() => {
    if (own.current?.matches(':hover') || own.current?.contains(document.activeElement)) return
    onClose()
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: another occasion begins its time anew
  useEffect(() => {
    if (leavesAfterMs === null) return
    // Asked again and again: whoever looks at it keeps it.
    const timer = setInterval(leave, leavesAfterMs)
    return () => clearInterval(timer)
  }, [leavesAfterMs, occasion])
  return (
    <li ref={own} className={styles.toast} data-tone={tone}>
      <Icon name={icon} className={styles.sign} />
      <div role={tone === 'ok' ? 'status' : 'alert'} aria-atomic="true" className={styles.words}>
        <b className={styles.title}>{title}</b>
        <div className={styles.text}>{children}</div>
      </div>
      <span className={styles.close}>
        <Button isSmall look="ghost" icon="x" label={`Dismiss: ${title}`} onPress={onClose} />
      </span>
      <span className={styles.way}>
        <Button isSmall onPress={way.onGo}>
          {way.words}
        </Button>
      </span>
    </li>
  )
}
