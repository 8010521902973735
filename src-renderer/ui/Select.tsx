import type { ReactNode } from 'react'
import styles from './Select.module.css'

interface SelectProps {
  id: string
  value: string
  onChange: (value: string) => void
  /** Its options, or groups of them. */
  children: ReactNode
}

/** One of a few, in the system's own list. */
export function Select({ id, value, onChange, children }: SelectProps) {
  return (
    <select id={id} className={styles.select} value={value} onChange={(event) => onChange(event.target.value)}>
      {children}
    </select>
  )
}
