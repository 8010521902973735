import { Skeleton } from '../../ui/Skeleton.tsx'
import screen from '../../ui/screen.module.css'

const ROWS = ['62%', '48%', '55%', '40%', '58%', '45%']

/** The chart and the rows to come, in their shape. */
export function UsageSkeleton() {
  return (
    <div className={screen.skeleton} role="status" aria-label="Usage is loading" aria-busy="true">
      {ROWS.map((width) => (
        <Skeleton key={width} width={width} />
      ))}
    </div>
  )
}
