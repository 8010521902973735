import type { ReactNode } from 'react'
import styles from './overview.module.css'

/** Words that lead to another screen. */
export function LinkButton({ label, onPress, children }: { label?: string; onPress: () => void; children: ReactNode }) {
  return (
    <button type="button" className={styles.link} aria-label={label} onClick={onPress}>
      {children}
    </button>
  )
}
