import { type ReactNode, useId } from 'react'
import styles from './settings.module.css'

interface SectionProps {
  title: string
  note?: ReactNode
  /** At its right end. */
  tools?: ReactNode
  children: ReactNode
}

export function Section({ title, note, tools, children }: SectionProps) {
  const id = useId()
  return (
    <section className={styles.section} aria-labelledby={id}>
      <div className={styles.sectionHead}>
        <h2 id={id} className={styles.sectionTitle}>
          {title}
        </h2>
        {note && <span className={styles.note}>{note}</span>}
        {tools && <span className={styles.sectionTools}>{tools}</span>}
      </div>
      {children}
    </section>
  )
}
