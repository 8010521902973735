import { Skeleton } from '../ui/Skeleton.tsx'
import styles from './dialog.module.css'

/** What an action would do, still to come. */
export function PreviewSkeleton() {
  return (
    <div className={styles.skeleton} role="status" aria-label="What it would do is being asked" aria-busy="true">
      <Skeleton width="60%" />
      <Skeleton width="82%" />
      <Skeleton width="74%" />
    </div>
  )
}
