import type { ReactNode } from 'react'
import styles from './Select.module.css'

interface SelectProps {
  /** Of what names it from outside. */
  id?: string
  /** Its name, where nothing outside gives it one. */
  label?: string
  value: string
  onChange: (value: string) => void
  /** Its options, or groups of them. */
  children: ReactNode
}

/** One of a few, in the system's own list. */
export function Select({ id, label, value, onChange, children }: SelectProps) {
  return (
    <select id={id} aria-label={label} className={styles.select} value={value} onChange={(event) => onChange(event.target.value)}>
      {children}
    </select>
  )
}
