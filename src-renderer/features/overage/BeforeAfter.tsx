import { formatCount } from '../../ui/formatCount.ts'
import { Hidden } from '../../ui/Hidden.tsx'
import { Icon } from '../../ui/Icon.tsx'
import styles from './whatIf.module.css'

interface BeforeAfterProps {
  before: number
  then: number
  isTried: boolean
}

/** How many there are, and how many there would be. */
export function BeforeAfter({ before, then, isTried }: BeforeAfterProps) {
  if (!isTried) return <span className={styles.number}>{formatCount(before)}</span>
  return (
    <span className={styles.number}>
      {formatCount(before)}
      <Icon name="arrowRight" size={12} />
      <Hidden> then </Hidden>
      <b>{formatCount(then)}</b>
    </span>
  )
}
