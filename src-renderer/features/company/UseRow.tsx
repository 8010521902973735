import type { CompanyRow } from '../../../src-shared/contract/companies.ts'
import type { UseOfMetric } from '../../../src-shared/contract/usage.ts'
import { useNames } from '../../lib/useNames.ts'
import { formatCount } from '../../ui/formatCount.ts'
import { InstantText } from '../../ui/InstantText.tsx'
import { LevelFlag } from '../../ui/LevelFlag.tsx'
import { LimitText } from '../../ui/LimitText.tsx'
import { Spark } from '../../ui/Spark.tsx'
import { UsageBar } from '../../ui/UsageBar.tsx'
import { AsOf } from './AsOf.tsx'
import parts from './parts.module.css'
import { RateText } from './RateText.tsx'
import { UseWhy } from './UseWhy.tsx'
import styles from './usage.module.css'

interface UseRowProps {
  company: CompanyRow
  product: string
  use: UseOfMetric
}

/** One metric: how much is used of its limit, how that went, where it goes, and why. */
export function UseRow({ company, product, use }: UseRowProps) {
  const { metric, used, limit, level, projection, asOf, trend, window } = use
  const name = useNames().metric(product, metric)
  return (
    <tr>
      <th scope="row" title={name}>
        {name}
        {window?.end && (
          <span className={parts.second}>
            {' '}
            resets <InstantText at={window.end} look="day" />
          </span>
        )}
      </th>
      <td>
        {typeof limit === 'number' ? (
          <UsageBar
            used={used}
            limit={limit}
            level={level}
            projectedAtEnd={projection?.kind === 'projected' ? projection.atEnd : null}
            isBig
          />
        ) : (
          <LimitText limit={limit} />
        )}
      </td>
      <td className={parts.number}>
        {used === null ? <span className={parts.faint}>–</span> : <b className={styles.used}>{formatCount(used)}</b>}
        {typeof limit === 'number' && <span className={styles.limit}> / {formatCount(limit)}</span>}
      </td>
      <td>
        <LevelFlag level={level} used={used} limit={limit} />
      </td>
      <td className={styles.trend}>
        <Spark values={trend.map(({ quantity }) => quantity)} />
      </td>
      <td className={parts.small}>
        <RateText projection={projection} window={window} />
      </td>
      <td className={parts.number}>
        {asOf === null ? (
          <span className={parts.faint} title="Nobody has told">
            never
          </span>
        ) : (
          <AsOf at={asOf} />
        )}
      </td>
      <td className={parts.tool}>
        <UseWhy company={company} product={product} name={name} use={use} />
      </td>
    </tr>
  )
}
