import type { UseOfCompany } from '../../../src-shared/contract/usage.ts'
import { formatCount } from '../../ui/formatCount.ts'
import { InstantText } from '../../ui/InstantText.tsx'
import { Nothing } from '../../ui/Nothing.tsx'
import styles from './usage.module.css'

/** Where a use goes, in words. A stock goes nowhere by itself. */
export function ProjectionText({ projection }: Pick<UseOfCompany, 'projection'>) {
  if (projection === null) return <Nothing />
  if (projection.kind === 'too-early') return <span className={styles.quiet}>Too early to say</span>
  if (projection.reachedAt !== null) {
    return (
      <span>
        Full <InstantText at={projection.reachedAt} look="day" />
      </span>
    )
  }
  if (projection.isReached) return <span>Full</span>
  return <span className={styles.quiet}>{formatCount(projection.atEnd)} at the end</span>
}
