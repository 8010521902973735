import type { Limit } from '../../src-shared/model/limit.ts'
import { LimitText } from './LimitText.tsx'
import styles from './MinutesText.module.css'
import { UnlimitedSign } from './UnlimitedSign.tsx'

interface MinutesTextProps {
  minutes: Limit
  zero?: 'dash' | 'hours'
  /** As wide as a number, where the word for no limit would be cut off. */
  isNarrow?: boolean
}

/** Minutes as people speak of them: `7h 45m`, the units faint. Nothing is a faint dash where `zero` says so. */
export function MinutesText({ minutes, zero = 'hours', isNarrow = false }: MinutesTextProps) {
  if (minutes === 'unlimited') return isNarrow ? <UnlimitedSign /> : <LimitText limit="unlimited" />
  if (minutes === 0 && zero === 'dash') return <span className={styles.unit}>–</span>
  const hours = Math.trunc(Math.abs(minutes) / 60)
  const rest = Math.abs(minutes) % 60
  return (
    <span className={styles.minutes}>
      {minutes < 0 && '−'}
      {(hours > 0 || rest === 0) && (
        <>
          {hours}
          <i className={styles.unit}>h</i>
        </>
      )}
      {hours > 0 && rest > 0 && ' '}
      {rest > 0 && (
        <>
          {hours > 0 ? String(rest).padStart(2, '0') : rest}
          <i className={styles.unit}>m</i>
        </>
      )}
    </span>
  )
}
