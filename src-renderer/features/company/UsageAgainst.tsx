import { useQuery } from '@tanstack/react-query'
import type { UseOfMetric } from '../../../src-shared/contract/usage.ts'
import { describeError } from '../../lib/describeError.ts'
import { useEngine } from '../../lib/engine.ts'
import { usePlace } from '../../lib/place.ts'
import { useNames } from '../../lib/useNames.ts'
import { Age } from '../../ui/Age.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { formatCount } from '../../ui/formatCount.ts'
import { InstantText } from '../../ui/InstantText.tsx'
import { LevelFlag } from '../../ui/LevelFlag.tsx'
import { LimitText } from '../../ui/LimitText.tsx'
import { Popover } from '../../ui/Popover.tsx'
import { Section } from '../../ui/Section.tsx'
import { Spark } from '../../ui/Spark.tsx'
import { UsageBar } from '../../ui/UsageBar.tsx'
import styles from './company.module.css'
import { Projection } from './Projection.tsx'
import { UseExplained } from './UseExplained.tsx'

/** What a company uses of every metric, against its limits. */
export function UsageAgainst({ companyId }: { companyId: string }) {
  const { ask } = useEngine()
  const { at } = usePlace()
  const names = useNames()
  const use = useQuery(ask.usage.against.queryOptions({ input: { company: companyId, at } }))
  if (use.isError) return <ErrorState {...describeError(use.error)} onRetry={() => void use.refetch()} />
  const rows = use.data?.products.flatMap(({ product, metrics }) => metrics.map((metric) => ({ product, ...metric }))) ?? []
  return (
    <Section title="Usage against limits">
      {use.data && rows.length === 0 ? (
        <p className={styles.quiet}>Nobody has told what it uses.</p>
      ) : (
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">Metric</th>
              <th scope="col">Share of limit</th>
              <th scope="col" className={styles.number}>
                Used
              </th>
              <th scope="col">Limit</th>
              <th scope="col" className={styles.wide}>
                30 days
              </th>
              <th scope="col">Where it goes</th>
              <th scope="col">As of</th>
              <th scope="col">
                <span className={styles.hidden}>Why</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <UseRow key={`${row.product} ${row.metric}`} row={row} name={names.metric(row.product, row.metric)} />
            ))}
          </tbody>
        </table>
      )}
    </Section>
  )
}

function UseRow({ row, name }: { row: UseOfMetric; name: string }) {
  const { used, limit, level, projection, asOf, trend, window } = row
  const atEnd = projection?.kind === 'projected' ? projection.atEnd : null
  return (
    <tr>
      <th scope="row">
        {name}
        {window?.end && (
          <span className={styles.resets}>
            {' '}
            resets <InstantText at={window.end} look="day" />
          </span>
        )}
      </th>
      <td>
        <span className={styles.use}>
          {limit === 'unlimited' || limit === null ? (
            <LimitText limit={limit} />
          ) : (
            <UsageBar used={used} limit={limit} level={level} projectedAtEnd={atEnd} isBig />
          )}
          <LevelFlag level={level} used={used} limit={limit} />
        </span>
      </td>
      <td className={styles.number}>{used === null ? <span className={styles.faint}>–</span> : formatCount(used)}</td>
      <td>{typeof limit === 'number' ? formatCount(limit) : <span className={styles.faint}>–</span>}</td>
      <td className={styles.wide}>
        <Spark values={trend.map(({ quantity }) => quantity)} />
      </td>
      <td className={styles.small}>
        <Projection projection={projection} />
      </td>
      <td>{asOf === null ? <span className={styles.faint}>never told</span> : <Age at={asOf} look="ago" />}</td>
      <td className={styles.end}>
        <Popover icon="unknown" words="Why?" label={`Why ${name}?`}>
          {() => <UseExplained name={name} use={row} />}
        </Popover>
      </td>
    </tr>
  )
}
