import type { Limit } from '../../src-shared/model/limit.ts'
import type { UseLevel } from '../../src-shared/model/useLevel.ts'
import { classes } from './classes.ts'
import styles from './UsageBar.module.css'

interface UsageBarProps {
  /** Null where nobody has told. */
  used: number | null
  /** Null without a plan. */
  limit: Limit | null
  level: UseLevel
  /** Where it goes by the end of its window. */
  projectedAtEnd?: number | null
  isBig?: boolean
}

/**
 * A use against its limit. Above the limit the bar is scaled to the use: a mark stands at the limit, and what lies beyond is hatched.
 *
 * It says nothing by itself: the number and the word stand beside it.
 */
export function UsageBar({ used, limit, level, projectedAtEnd = null, isBig = false }: UsageBarProps) {
  if (limit === 'unlimited' || limit === null) return null
  const look = classes(styles.bar, styles[level], isBig && styles.big)
  if (used === null) return <span className={look} aria-hidden="true" />
  const scale = Math.max(used, limit, 1)
  const toPercent = (count: number) => `${Math.min(100, (100 * count) / scale)}%`
  const isOver = used > limit
  const isGrowing = projectedAtEnd !== null && projectedAtEnd > used && !isOver
  return (
    <span className={look} aria-hidden="true">
      <span className={styles.fill} style={{ width: toPercent(Math.min(used, limit)) }} />
      {isGrowing && (
        <span
          className={styles.projection}
          style={{ left: toPercent(used), width: `calc(${toPercent(Math.min(projectedAtEnd, limit))} - ${toPercent(used)})` }}
        />
      )}
      {isOver && <span className={styles.excess} style={{ left: toPercent(limit) }} />}
      {isOver && <span className={styles.mark} style={{ left: toPercent(limit) }} />}
      {isBig && !isOver && <span className={styles.tick} style={{ left: '75%' }} />}
      {isBig && !isOver && <span className={styles.tick} style={{ left: '90%' }} />}
    </span>
  )
}
