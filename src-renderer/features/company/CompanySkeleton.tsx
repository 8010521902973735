import { Skeleton } from '../../ui/Skeleton.tsx'
import styles from './company.module.css'
import parts from './parts.module.css'
import { SkeletonLines } from './SkeletonLines.tsx'
import { SkeletonRows } from './SkeletonRows.tsx'

/** A company to come, in its shape. */
export function CompanySkeleton() {
  return (
    <section className={styles.screen} aria-busy="true" aria-label="The company is loading">
      <div className={styles.headToCome}>
        <Skeleton width={220} />
        <Skeleton width={360} />
      </div>
      <div className={styles.split}>
        <div className={styles.main}>
          {[2, 4, 5].map((rows) => (
            <table key={rows} className={parts.table}>
              <tbody>
                <SkeletonRows rows={rows} columns={5} />
              </tbody>
            </table>
          ))}
        </div>
        <div className={styles.aside}>
          <div className={styles.part}>
            <SkeletonLines count={7} />
          </div>
        </div>
      </div>
    </section>
  )
}
