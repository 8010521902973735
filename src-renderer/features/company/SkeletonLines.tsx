import { Skeleton } from '../../ui/Skeleton.tsx'
import styles from './parts.module.css'

const WIDTHS = ['64%', '82%', '48%', '71%']

/** Lines to come. */
export function SkeletonLines({ count }: { count: number }) {
  return (
    <div className={styles.linesToCome}>
      {Array.from({ length: count }, (_, line) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the lines are all alike and never move
        <Skeleton key={line} width={WIDTHS[line % WIDTHS.length] ?? '60%'} />
      ))}
    </div>
  )
}
