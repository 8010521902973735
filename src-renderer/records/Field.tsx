import { type ReactNode, useId } from 'react'
import { Icon } from '../ui/Icon.tsx'
import styles from './form.module.css'

interface FieldProps {
  label: string
  /** How it is read, or what it is for. */
  help?: ReactNode
  /** What is wrong with it, in place of the help. */
  fault?: string | null
  /** Gets the focus when the dialog opens. */
  isFirst?: boolean
  children: (names: { id: string; 'aria-describedby': string; 'aria-invalid': boolean }) => ReactNode
}

/** One input of a dialog with its label, and below it what helps or what is wrong. */
export function Field({ label, help, fault = null, isFirst, children }: FieldProps) {
  const id = useId()
  return (
    <div className={styles.field} data-first={isFirst || undefined}>
      <label htmlFor={id}>{label}</label>
      {children({ id, 'aria-describedby': `${id}help`, 'aria-invalid': fault !== null })}
      <p id={`${id}help`} className={styles.help}>
        {fault === null ? (
          help
        ) : (
          <span className={styles.fault}>
            <Icon name="failed" size={14} />
            {fault}
          </span>
        )}
      </p>
    </div>
  )
}
