import type { ReactNode } from 'react'
import styles from './Figures.module.css'
import { Icon } from './Icon.tsx'
import type { IconName } from './iconShapes.tsx'
import type { Tone } from './tone.ts'

/** The few big numbers of a screen, side by side. */
export function Figures({ children }: { children: ReactNode }) {
  return <div className={styles.figures}>{children}</div>
}

interface FigureProps {
  name: ReactNode
  value: ReactNode
  detail?: ReactNode
  icon?: IconName
  tone?: Tone
  /** Opens the list behind it. */
  onOpen?: (() => void) | undefined
}

export function Figure({ name, value, detail, icon, tone, onOpen }: FigureProps) {
  const content = (
    <>
      <span className={styles.name} data-tone={tone}>
        {icon && <Icon name={icon} size={14} />}
        {name}
      </span>
      <span className={styles.value}>{value}</span>
      {detail !== undefined && <span className={styles.detail}>{detail}</span>}
    </>
  )
  return onOpen ? (
    <button type="button" className={styles.figure} onClick={onOpen}>
      {content}
    </button>
  ) : (
    <div className={styles.figure}>{content}</div>
  )
}
