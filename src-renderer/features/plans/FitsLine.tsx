import { formatCount } from '../../ui/formatCount.ts'
import { Icon } from '../../ui/Icon.tsx'
import styles from './move.module.css'
import type { Move } from './move.ts'

/** Which of the target's limits are kept, by usage that can be judged by. */
export function FitsLine({ move: { check, comparison, names, target } }: { move: Move }) {
  const index = comparison.columns.indexOf(target)
  const fits = comparison.rows.flatMap((row) => {
    if (row.kind !== 'limit' || row.used === null || check.stale.some(({ metric }) => metric === row.metric)) return []
    const cell = row.cells[index]
    if (cell?.overage !== 0 || cell.limit === 'unlimited') return []
    return [`${names.metric(check.product, row.metric)} ${formatCount(row.used)} of ${formatCount(cell.limit)}`]
  })
  if (fits.length === 0) return null
  return (
    <p className={styles.fits}>
      <Icon name="check" />
      <span>Within the limit: {fits.join(', ')}.</span>
    </p>
  )
}
