import type { ReactNode } from 'react'
import styles from './Inspector.module.css'

/** What can be done with the thing in hand, below what is said of it. */
export function InspectorActions({ children }: { children: ReactNode }) {
  return <div className={styles.actions}>{children}</div>
}
