import type { ReactNode } from 'react'
import styles from './Switch.module.css'

interface SwitchProps {
  isOn: boolean
  /** What it switches, beside it. */
  children: ReactNode
  title?: string
  onSwitch: (isOn: boolean) => void
  /** Why it cannot be switched now. */
  obstacle?: string | null
}

/** On or off, at once. With an obstacle it stays reachable by keyboard, so that its reason can be read. */
export function Switch({ isOn, children, title, onSwitch, obstacle }: SwitchProps) {
  return (
    <label className={styles.row} title={obstacle ?? title}>
      {children}
      <input
        type="checkbox"
        role="switch"
        className={styles.switch}
        checked={isOn}
        aria-checked={isOn}
        aria-disabled={obstacle ? true : undefined}
        onChange={(event) => {
          if (!obstacle) onSwitch(event.target.checked)
        }}
      />
    </label>
  )
}
