import { formatCount } from '../../ui/formatCount.ts'
import styles from './move.module.css'
import type { Move } from './move.ts'

/** What is over the target's limits, and by how much; nothing where all fits. */
export function ExceedsTable({ move: { check, names, target } }: { move: Move }) {
  if (check.exceeds.length === 0) return null
  return (
    <table className={styles.table} aria-label={`Over ${target.name}’s limits`}>
      <thead>
        <tr>
          <th scope="col">Resource</th>
          <th scope="col">In use</th>
          <th scope="col">Plan’s limit</th>
          <th scope="col">Overage</th>
        </tr>
      </thead>
      <tbody>
        {check.exceeds.map(({ metric, used, limit, overage }) => (
          <tr key={metric}>
            <th scope="row">{names.metric(check.product, metric)}</th>
            <td>{formatCount(used)}</td>
            <td>{formatCount(limit)}</td>
            <td className={styles.over}>+{formatCount(overage)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
