import type { ReactNode } from 'react'
import styles from './Badge.module.css'
import { classes } from './classes.ts'
import { Icon } from './Icon.tsx'
import type { IconName } from './iconShapes.tsx'
import type { Tone } from './tone.ts'

interface BadgeProps {
  children: ReactNode
  tone?: Tone
  icon?: IconName
  title?: string
}

/** A word in a small box; without a tone only outlined. */
export function Badge({ children, tone, icon, title }: BadgeProps) {
  return (
    <span className={classes(styles.badge, !tone && styles.line)} data-tone={tone} title={title}>
      {icon && <Icon name={icon} size={12} />}
      {children}
    </span>
  )
}
