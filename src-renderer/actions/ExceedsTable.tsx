import type { Names } from '../lib/useNames.ts'
import { formatCount } from '../ui/formatCount.ts'
import styles from './evidence.module.css'

interface ExceedsTableProps {
  product: string
  /** What the plan is called. */
  plan: string
  exceeds: readonly { metric: string; used: number; limit: number; overage: number }[]
  names: Names
}

/** What is over a plan's limits, and by how much; nothing where all fits. */
export function ExceedsTable({ product, plan, exceeds, names }: ExceedsTableProps) {
  if (exceeds.length === 0) return null
  return (
    <table className={styles.table} aria-label={`Over ${plan}’s limits`}>
      <thead>
        <tr>
          <th scope="col">Resource</th>
          <th scope="col">In use</th>
          <th scope="col">Plan’s limit</th>
          <th scope="col">Overage</th>
        </tr>
      </thead>
      <tbody>
        {exceeds.map(({ metric, used, limit, overage }) => (
          <tr key={metric}>
            <th scope="row">{names.metric(product, metric)}</th>
            <td>{formatCount(used)}</td>
            <td>{formatCount(limit)}</td>
            <td className={styles.over}>+{formatCount(overage)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
