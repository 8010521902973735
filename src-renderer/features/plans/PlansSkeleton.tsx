import { Skeleton } from '../../ui/Skeleton.tsx'
import screen from '../../ui/screen.module.css'
import styles from './plans.module.css'

const ROWS = ['72%', '54%', '63%', '48%', '70%', '58%', '66%', '50%']

/** The plans to come, in their shape. */
export function PlansSkeleton() {
  return (
    <div className={screen.skeleton} role="status" aria-label="Plans are loading" aria-busy="true">
      {ROWS.map((width) => (
        <div key={width} className={styles.skeletonRow}>
          <Skeleton width={width} />
          <Skeleton width="40%" />
          <Skeleton width="40%" />
          <Skeleton width="40%" />
        </div>
      ))}
    </div>
  )
}
