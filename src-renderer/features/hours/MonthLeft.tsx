import type { HoursBalanceRow } from '../../../src-shared/contract/hours.ts'
import { MinutesText } from '../../ui/MinutesText.tsx'
import { Nothing } from '../../ui/Nothing.tsx'
import styles from './hours.module.css'
import { LeftBar } from './LeftBar.tsx'

/** What is left of this month's own hours. */
export function MonthLeft({ window, included, left }: Pick<HoursBalanceRow, 'window' | 'included' | 'left'>) {
  if (window === null) return <Nothing />
  return (
    <span className={styles.left}>
      <LeftBar left={left} of={included} series="month" />
      <span className={styles.amount}>
        <MinutesText minutes={left} zero="dash" isNarrow />
      </span>
    </span>
  )
}
