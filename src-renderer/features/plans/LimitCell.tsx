import { formatCount } from '../../ui/formatCount.ts'
import { Icon } from '../../ui/Icon.tsx'
import { LimitText } from '../../ui/LimitText.tsx'
import styles from './cells.module.css'
import type { LimitRow } from './comparisonParts.ts'

interface LimitCellProps {
  cell: LimitRow['cells'][number]
  /** Whether it is compared with the use of a company. */
  isJudged: boolean
}

/** A plan's limit, and whether the company's use fits it. */
export function LimitCell({ cell, isJudged }: LimitCellProps) {
  // What nobody told may be as large as it likes here.
  const isMoot = cell.limit === 'unlimited' && cell.overage === null
  return (
    <span className={styles.limit}>
      <span className={styles.number}>
        <LimitText limit={cell.limit} />
      </span>
      {isJudged && !isMoot && <Fit overage={cell.overage} />}
    </span>
  )
}

function Fit({ overage }: { overage: number | null }) {
  if (overage === null) {
    return (
      <span className={styles.quiet} title="Nobody has told how much is in use">
        <Icon name="unknown" />
        unknown
      </span>
    )
  }
  if (overage === 0) {
    return (
      <span className={styles.fits}>
        <Icon name="check" />
        fits
      </span>
    )
  }
  return (
    <span className={styles.over} title={`${formatCount(overage)} over the limit`}>
      <Icon name="over" />+{formatCount(overage)}
    </span>
  )
}
