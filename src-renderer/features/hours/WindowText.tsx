import type { HoursBalanceRow } from '../../../src-shared/contract/hours.ts'
import { InstantText } from '../../ui/InstantText.tsx'
import { Nothing } from '../../ui/Nothing.tsx'
import styles from './hours.module.css'

/** A month of hours by its two days. */
export function WindowText({ window }: Pick<HoursBalanceRow, 'window'>) {
  if (window === null) return <Nothing />
  return (
    <span className={styles.window}>
      <InstantText at={window.start} look="day" /> – <InstantText at={window.end} look="day" />
    </span>
  )
}
