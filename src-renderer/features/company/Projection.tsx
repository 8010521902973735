import type { UseOfMetric } from '../../../src-shared/contract/usage.ts'
import { formatCount } from '../../ui/formatCount.ts'
import { InstantText } from '../../ui/InstantText.tsx'
import styles from './company.module.css'

/** Where a use goes if it goes on like this, in words. */
export function Projection({ projection }: Pick<UseOfMetric, 'projection'>) {
  if (projection === null) return <span className={styles.faint}>–</span>
  if (projection.kind === 'too-early') return <span className={styles.faint}>Too early to say</span>
  const { atEnd, isReached, reachedAt } = projection
  if (isReached) return <>Full</>
  if (reachedAt !== null)
    return (
      <>
        Full <InstantText at={reachedAt} look="day" />
      </>
    )
  return <>{formatCount(atEnd)} at the end</>
}
