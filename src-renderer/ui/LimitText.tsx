import type { Limit } from '../../src-shared/model/limit.ts'
import { formatCount } from './formatCount.ts'
import { Icon } from './Icon.tsx'
import styles from './LimitText.module.css'

/** A limit as a number, or the sign and the word for none. A dash where there is no plan. */
export function LimitText({ limit }: { limit: Limit | null }) {
  if (limit === null) return <span className={styles.nothing}>–</span>
  if (limit !== 'unlimited') return <span className={styles.number}>{formatCount(limit)}</span>
  return (
    <span className={styles.unlimited}>
      <Icon name="unlimited" size={14} />
      Unlimited
    </span>
  )
}
