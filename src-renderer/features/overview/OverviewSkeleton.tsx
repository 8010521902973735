import { Figure, Figures } from '../../ui/Figures.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import styles from './overview.module.css'

const FIGURES = ['MRR', 'Active', 'Grace', 'Trials ending', 'Unmatched']
const ROWS = ['62%', '48%', '71%', '55%', '66%', '44%']

/** The figures and regions to come, in their shape. */
export function OverviewSkeleton() {
  return (
    <div className={styles.answer} role="status" aria-label="The overview is loading" aria-busy="true">
      <div className={styles.figures}>
        <Figures>
          {FIGURES.map((name) => (
            <Figure key={name} name={name} value={<Skeleton width={64} />} detail={<Skeleton width={88} />} />
          ))}
        </Figures>
      </div>
      {[styles.upper, styles.lower].map((look) => (
        <div key={look} className={`${styles.regions} ${look}`}>
          {['left', 'right'].map((side) => (
            <div key={side} className={`${styles.region} ${styles.waiting}`}>
              {ROWS.map((width) => (
                <Skeleton key={width} width={width} />
              ))}
            </div>
          ))}
        </div>
      ))}
    </div>
  )
}
