import type { ReactNode } from 'react'
import styles from './StackedBars.module.css'

/** What a bar says, floating beside it. */
export function ChartTip({ children }: { children: ReactNode }) {
  return <div className={styles.tip}>{children}</div>
}
