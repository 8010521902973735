import { toIso } from '../../../src-shared/model/instant.ts'
import { formatAge } from '../../ui/formatAge.ts'
import { formatCount } from '../../ui/formatCount.ts'
import { Icon } from '../../ui/Icon.tsx'
import { LimitText } from '../../ui/LimitText.tsx'
import { findLimitRow } from './comparisonParts.ts'
import styles from './move.module.css'
import type { Move } from './move.ts'

/** What nobody told, or too long ago to judge by; nothing where all is known. */
export function StaleTable({ move: { check, comparison, names, target, standing } }: { move: Move }) {
  if (check.stale.length === 0) return null
  const index = comparison.columns.indexOf(target)
  return (
    <table className={styles.table} aria-label="Usage that cannot be judged by">
      <thead>
        <tr>
          <th scope="col">Not known well enough</th>
          <th scope="col">Last known</th>
          <th scope="col">Plan’s limit</th>
          <th scope="col">Told</th>
        </tr>
      </thead>
      <tbody>
        {check.stale.map(({ metric, asOf, ageMs }) => {
          const row = findLimitRow(comparison.rows, metric)
          const missing = standing?.usage[metric]?.missingParts ?? []
          return (
            <tr key={metric}>
              <th scope="row">
                {names.metric(check.product, metric)}
                {asOf !== null && missing.length > 0 && <small>without {missing.join(', ')}</small>}
              </th>
              <td>{typeof row?.used === 'number' ? formatCount(row.used) : <span className={styles.quiet}>Unknown</span>}</td>
              <td>
                <LimitText limit={row?.cells[index]?.limit ?? null} />
              </td>
              <td className={styles.stale} title={asOf === null ? undefined : toIso(asOf)}>
                <Icon name={asOf === null ? 'unknown' : 'warn'} size={12} />
                {asOf === null || ageMs === null ? 'Never' : `${formatAge(ageMs)} ago`}
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
