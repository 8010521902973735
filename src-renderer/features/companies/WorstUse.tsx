import type { CompanyRow } from '../../../src-shared/contract/companies.ts'
import { useNames } from '../../lib/useNames.ts'
import { classes } from '../../ui/classes.ts'
import { formatCount as formatNumber } from '../../ui/formatCount.ts'
import { LevelFlag } from '../../ui/LevelFlag.tsx'
import { Nothing } from '../../ui/Nothing.tsx'
import { UsageBar } from '../../ui/UsageBar.tsx'
import styles from './companies.module.css'

/** The limit that a company is nearest to. */
export function WorstUse({ worst }: Pick<CompanyRow, 'worst'>) {
  const names = useNames()
  if (!worst) return <Nothing />
  const { product, metric, used, limit, level } = worst
  const name = names.metric(product, metric)
  const share = limit === 0 ? 100 : Math.floor((100 * used) / limit)
  return (
    <span className={classes(styles.use, used > limit && styles.over)} title={`${name}: ${formatNumber(used)} of ${formatNumber(limit)}`}>
      <UsageBar used={used} limit={limit} level={level} />
      <span className={styles.share}>{share}%</span>
      <span className={styles.metric}>{name}</span>
      <LevelFlag level={level} used={used} limit={limit} />
    </span>
  )
}
