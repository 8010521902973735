import { Skeleton } from '../../ui/Skeleton.tsx'
import screen from '../../ui/screen.module.css'
import styles from './overage.module.css'

const ROWS = ['52%', '38%', '47%', '41%', '55%', '36%', '49%', '44%']

/** The totals and the rows to come, in their shape. */
export function OverageSkeleton() {
  return (
    <div className={screen.skeleton} role="status" aria-label="Overage is loading" aria-busy="true">
      {ROWS.map((width) => (
        <div key={width} className={styles.skeletonRow}>
          <Skeleton width={width} />
          <Skeleton width="70%" />
          <Skeleton width="50%" />
          <Skeleton width="60%" />
        </div>
      ))}
    </div>
  )
}
