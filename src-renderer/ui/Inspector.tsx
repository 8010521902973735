import type { ReactNode } from 'react'
import { Button } from './Button.tsx'
import styles from './Inspector.module.css'

/** What belongs to the thing in hand. Esc closes it: the screen around it takes the key, wherever the focus is. */
export function Inspector({ title, children, onClose }: { title: string; children: ReactNode; onClose: () => void }) {
  return (
    <aside data-panel className={styles.inspector} aria-label={`Details of ${title}`}>
      <header className={styles.head}>
        <h2 className={styles.title} dir="auto" title={title}>
          {title}
        </h2>
        <Button icon="x" look="ghost" isSmall label="Close details" onPress={onClose} />
      </header>
      {children}
    </aside>
  )
}

export function InspectorSection({ title, children }: { title?: string; children: ReactNode }) {
  return (
    <section className={styles.section}>
      {title && <h3 className={styles.sectionTitle}>{title}</h3>}
      {children}
    </section>
  )
}
