import type { ReactNode } from 'react'
import { Icon } from './Icon.tsx'
import type { IconName } from './iconShapes.tsx'
import styles from './Strip.module.css'
import type { Tone } from './tone.ts'

interface StripProps {
  icon: IconName
  title: string
  tone?: Tone
  children?: ReactNode
  /** At the right end, the quiet one first. */
  actions?: ReactNode
}

/** A state of the whole page, said quietly above it. */
export function Strip({ icon, title, tone, children, actions }: StripProps) {
  return (
    <div className={styles.strip} role="status" data-tone={tone}>
      <Icon name={icon} className={styles.sign} />
      <p className={styles.words}>
        <b>{title}</b> {children}
      </p>
      {actions && <span className={styles.actions}>{actions}</span>}
    </div>
  )
}
