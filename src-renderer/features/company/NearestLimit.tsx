import type { CompanyRow } from '../../../src-shared/contract/companies.ts'
import { usePlace } from '../../lib/place.ts'
import { useNames } from '../../lib/useNames.ts'
import { formatCount } from '../../ui/formatCount.ts'
import { LevelFlag } from '../../ui/LevelFlag.tsx'
import styles from './head.module.css'

/** Of all its limits the one that a company is nearest to. It opens what was used of that, day by day. */
export function NearestLimit({ worst }: { worst: NonNullable<CompanyRow['worst']> }) {
  const { company, go } = usePlace()
  const names = useNames()
  const { product, metric, used, limit, level } = worst
  const name = names.metric(product, metric)
  return (
    <button
      type="button"
      className={styles.nearest}
      title={`Nearest limit: ${name} of ${names.product(product)}`}
      onClick={() => go('usage', { company, product, metric })}
    >
      {name}{' '}
      <b className={styles.figure}>
        {formatCount(used)} of {formatCount(limit)}
      </b>
      <LevelFlag level={level} used={used} limit={limit} />
    </button>
  )
}
