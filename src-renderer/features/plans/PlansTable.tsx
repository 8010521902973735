import type { PlanComparison } from '../../../src-shared/contract/plans.ts'
import type { Instant } from '../../../src-shared/model/instant.ts'
import type { Names } from '../../lib/useNames.ts'
import { classes } from '../../ui/classes.ts'
import { Hidden } from '../../ui/Hidden.tsx'
import type { Interval, PlanColumn } from './comparisonParts.ts'
import type { RowGroup } from './groupRows.ts'
import { PlanHead } from './PlanHead.tsx'
import styles from './PlansTable.module.css'
import { RowCell } from './RowCell.tsx'
import { toRowName } from './toRowName.ts'
import { UsedCell } from './UsedCell.tsx'

interface PlansTableProps {
  comparison: PlanComparison
  groups: readonly RowGroup[]
  interval: Interval | null
  names: Names
  /** As of when the use of each metric is. */
  asOfByMetric: Readonly<Record<string, Instant | null>>
  isStale: boolean
  /** Null where no company is chosen. */
  onCheck: ((plan: PlanColumn) => void) | null
  onPickCompany: () => void
}

/** A product's plans side by side, lowest tier first. */
export function PlansTable({ comparison, groups, interval, names, asOfByMetric, isStale, onCheck, onPickCompany }: PlansTableProps) {
  const { product, company, columns, rows } = comparison
  const isJudged = company !== null
  const toLook = ({ isSubscribed }: PlanColumn) => (isSubscribed ? styles.mine : undefined)
  return (
    <table
      className={classes(styles.table, isStale && styles.stale)}
      aria-label={`Plans of ${names.product(product)}`}
      aria-busy={isStale}
      style={{ minWidth: 300 + columns.length * 184 }}
    >
      <thead>
        <tr>
          <th scope="col" className={styles.what}>
            <Hidden>What</Hidden>
          </th>
          {isJudged && (
            <th scope="col" className={classes(styles.used, styles.usedHead)}>
              In use
            </th>
          )}
          {columns.map((column, index) => (
            <th key={column.plan} scope="col" className={toLook(column)}>
              <PlanHead
                column={column}
                index={index}
                columns={columns}
                rows={rows}
                interval={interval}
                onCheck={onCheck}
                onPickCompany={onPickCompany}
              />
            </th>
          ))}
        </tr>
      </thead>
      {groups.map((group) => (
        <tbody key={group.title}>
          <tr className={styles.group}>
            <th scope="rowgroup" colSpan={isJudged ? 2 : 1}>
              {group.title}
            </th>
            {columns.map((column) => (
              <td key={column.plan} className={toLook(column)} />
            ))}
          </tr>
          {group.rows.map((row) => {
            const name = toRowName(row, product, names)
            return (
              <tr key={name}>
                <th scope="row" title={name}>
                  {name}
                </th>
                {isJudged && (
                  <td className={styles.used}>
                    {row.kind === 'limit' && <UsedCell used={row.used} asOf={asOfByMetric[row.metric] ?? null} />}
                  </td>
                )}
                {columns.map((column, index) => (
                  <td key={column.plan} className={toLook(column)}>
                    <RowCell row={row} index={index} isJudged={isJudged} />
                  </td>
                ))}
              </tr>
            )
          })}
        </tbody>
      ))}
    </table>
  )
}
