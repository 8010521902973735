import { type ReactNode, useId } from 'react'
import styles from './sandbox.module.css'

interface SandboxSectionProps {
  title: string
  note?: string | null
  tools?: ReactNode
  children: ReactNode
}

export function SandboxSection({ title, note, tools, children }: SandboxSectionProps) {
  const id = useId()
  return (
    <section className={styles.section} aria-labelledby={id}>
      <header className={styles.sectionHead}>
        <h3 id={id} className={styles.sectionTitle}>
          {title}
        </h3>
        {note && <span className={styles.note}>{note}</span>}
        {tools && <span className={styles.tools}>{tools}</span>}
      </header>
      {children}
    </section>
  )
}
