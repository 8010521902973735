import type { CompanyRow } from '../../../src-shared/contract/companies.ts'
import type { UseOfMetric } from '../../../src-shared/contract/usage.ts'
import { useNames } from '../../lib/useNames.ts'
import { classes } from '../../ui/classes.ts'
import { Hidden } from '../../ui/Hidden.tsx'
import parts from './parts.module.css'
import { SkeletonRows } from './SkeletonRows.tsx'
import { UseRow } from './UseRow.tsx'
import styles from './usage.module.css'

interface UsageTableProps {
  company: CompanyRow
  products: readonly { product: string; metrics: readonly UseOfMetric[] }[]
  isLoading: boolean
}

/** Metric by metric; of several products, each under its name. */
export function UsageTable({ company, products, isLoading }: UsageTableProps) {
  const names = useNames()
  return (
    <table className={classes(parts.table, styles.table)} aria-busy={isLoading}>
      <thead>
        <tr>
          <th scope="col">Metric</th>
          <th scope="col">Share of limit</th>
          <th scope="col" className={parts.number}>
            In use
          </th>
          <th scope="col">Level</th>
          <th scope="col" className={styles.trend}>
            30 days
          </th>
          <th scope="col">At this rate</th>
          <th scope="col" className={parts.number}>
            As of
          </th>
          <th scope="col">
            <Hidden>Why</Hidden>
          </th>
        </tr>
      </thead>
      {isLoading && (
        <tbody>
          <SkeletonRows rows={3} columns={8} />
        </tbody>
      )}
      {products.map(({ product, metrics }) => (
        <tbody key={product}>
          {products.length > 1 && (
            <tr className={styles.group}>
              <th scope="rowgroup" colSpan={8}>
                {names.product(product)}
              </th>
            </tr>
          )}
          {metrics.map((use) => (
            <UseRow key={use.metric} company={company} product={product} use={use} />
          ))}
        </tbody>
      ))}
    </table>
  )
}
