import type { ReactNode } from 'react'
import styles from './Hidden.module.css'

/** Said, not shown. */
export function Hidden({ children, isLive }: { children: ReactNode; isLive?: boolean }) {
  return (
    <span className={styles.hidden} role={isLive ? 'status' : undefined} aria-live={isLive ? 'polite' : undefined}>
      {children}
    </span>
  )
}
