import type { Limit } from '../../../src-shared/model/limit.ts'
import { classes } from '../../ui/classes.ts'
import styles from './hours.module.css'

interface LeftBarProps {
  left: Limit
  of: Limit
  series: 'month' | 'pack'
}

/** What is left of a balance. It says nothing by itself: the number stands beside it. */
export function LeftBar({ left, of, series }: LeftBarProps) {
  if (left === 'unlimited' || of === 'unlimited') return null
  const percent = of === 0 ? 0 : Math.min(100, (100 * left) / of)
  return (
    <span className={classes(styles.bar, styles[series])} aria-hidden="true">
      <span style={{ width: `${percent}%` }} />
    </span>
  )
}
