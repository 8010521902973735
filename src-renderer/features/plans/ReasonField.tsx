import { useId } from 'react'
import styles from './move.module.css'
import type { UsageRefresh } from './useUsageRefresh.ts'

interface ReasonFieldProps {
  reason: string
  onReason: (reason: string) => void
  refresh: UsageRefresh
}

/** The written reason without which nobody goes on over usage that is unknown. */
export function ReasonField({ reason, onReason, refresh }: ReasonFieldProps) {
  const id = useId()
  return (
    <div className={styles.reason}>
      <p role="status" className={styles.word}>
        {refresh.isRunning ? 'Usage is being read from the providers.' : refresh.word}
      </p>
      <label htmlFor={id}>Or a reason to go on without fresh usage, kept in the audit log</label>
      <textarea id={id} rows={2} required maxLength={2000} value={reason} onChange={(event) => onReason(event.target.value)} />
    </div>
  )
}
