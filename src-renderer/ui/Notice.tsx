import type { ReactNode } from 'react'
import { Icon } from './Icon.tsx'
import type { IconName } from './iconShapes.tsx'
import styles from './Notice.module.css'
import type { Tone } from './tone.ts'

interface NoticeProps {
  icon: IconName
  title: string
  children: ReactNode
  tone?: Tone
  actions?: ReactNode
}

/** What stands where rows would: why there are none, and what to do. */
export function Notice({ icon, title, children, tone, actions }: NoticeProps) {
  return (
    <div className={styles.notice} data-tone={tone} role={tone === 'bad' ? 'alert' : undefined}>
      <Icon name={icon} size={20} className={styles.sign} />
      <h2 className={styles.title}>{title}</h2>
      <div className={styles.text}>{children}</div>
      {actions && <div className={styles.actions}>{actions}</div>}
    </div>
  )
}
