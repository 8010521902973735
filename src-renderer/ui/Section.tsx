import { type ReactNode, useId } from 'react'
import styles from './Section.module.css'

interface SectionProps {
  title: string
  /** Beside the title: what it is as of, how many there are. */
  note?: ReactNode
  /** At its right end. */
  tools?: ReactNode
  children: ReactNode
}

/** A part of a screen under a head of its own. */
export function Section({ title, note, tools, children }: SectionProps) {
  const id = useId()
  return (
    <section className={styles.section} aria-labelledby={id}>
      <header className={styles.head}>
        <h2 id={id} className={styles.title}>
          {title}
        </h2>
        {note && <span className={styles.note}>{note}</span>}
        {tools && <span className={styles.tools}>{tools}</span>}
      </header>
      {children}
    </section>
  )
}
