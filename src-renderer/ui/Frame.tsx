import type { ReactNode } from 'react'
import styles from './Frame.module.css'

/** Sidebar and top bar on the canvas, the page as one sheet beside them. */
export function Frame({ sidebar, topBar, children }: { sidebar: ReactNode; topBar: ReactNode; children: ReactNode }) {
  return (
    <div className={styles.frame}>
      {sidebar}
      <header className={styles.topBar}>{topBar}</header>
      <main className={styles.page}>{children}</main>
    </div>
  )
}
