import type { ReactNode } from 'react'
import styles from './PageHead.module.css'

/** What a screen is, what its figures are as of, and what can be done with all of it. */
export function PageHead({ title, children, tools }: { title: string; children?: ReactNode; tools?: ReactNode }) {
  return (
    <header className={styles.head}>
      <h1 className={styles.title}>{title}</h1>
      {children}
      {tools && <div className={styles.tools}>{tools}</div>}
    </header>
  )
}
