import { Skeleton } from '../../ui/Skeleton.tsx'
import styles from './move.module.css'

/** The answer to come. */
export function DialogSkeleton() {
  return (
    <div className={styles.skeleton} role="status" aria-label="The move is being checked" aria-busy="true">
      <Skeleton width="60%" />
      <Skeleton width="82%" />
      <Skeleton width="74%" />
      <Skeleton width="78%" />
    </div>
  )
}
