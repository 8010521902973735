import type { ReactNode } from 'react'
import styles from './Nothing.module.css'

/** Where there is nothing to tell: a faint dash, or a faint word of its own. */
export function Nothing({ children = '–' }: { children?: ReactNode }) {
  return <span className={styles.nothing}>{children}</span>
}
