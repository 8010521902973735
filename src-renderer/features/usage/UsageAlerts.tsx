import { useQuery } from '@tanstack/react-query'
import { describeError } from '../../lib/describeError.ts'
import { useEngine } from '../../lib/engine.ts'
import { usePlace } from '../../lib/place.ts'
import type { Names } from '../../lib/useNames.ts'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { ExportButton } from '../../ui/ExportButton.tsx'
import { Popover } from '../../ui/Popover.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { AlertRow } from './AlertRow.tsx'
import styles from './alerts.module.css'
import { toAlertsCsv } from './toAlertsCsv.ts'

interface UsageAlertsProps {
  product: string
  metric: string
  names: Names
}

/** Which thresholds were crossed lately, by whom. */
export function UsageAlerts(props: UsageAlertsProps) {
  return (
    <Popover icon="bell" words="Alerts">
      {() => <Alerts {...props} />}
    </Popover>
  )
}

function Alerts({ product, metric, names }: UsageAlertsProps) {
  const { ask } = useEngine()
  const { at } = usePlace()
  const alerts = useQuery(ask.usage.alerts.queryOptions({ input: { metric: `${product}.${metric}`, at } }))
  const name = names.metric(product, metric)
  const items = alerts.data?.items ?? []
  return (
    <section aria-label={`Alerts of ${name}`} className={styles.alerts}>
      <header className={styles.head}>
        <h3 className={styles.title}>Alerts of {name}</h3>
        {items.length > 0 && <ExportButton name={`alerts-${product}-${metric}`} csv={() => toAlertsCsv(items, product, metric)} />}
      </header>
      <p className={styles.help}>
        Each threshold that was crossed in the window in course, by who is near the limit or above it, the newest first.
        {alerts.data?.isCut && ' More companies are near it than were looked at: these are of whom it was told last.'}
      </p>
      {alerts.isPending && (
        <div role="status" aria-label="Alerts are loading" className={styles.loading}>
          <Skeleton width="80%" />
          <Skeleton width="64%" />
        </div>
      )}
      {alerts.isError && <ErrorState {...describeError(alerts.error)} onRetry={() => void alerts.refetch()} />}
      {alerts.isSuccess && items.length === 0 && (
        <p className={styles.none}>Nobody is near the limit{at === null ? '' : ' then'}. A crossed threshold would stand here.</p>
      )}
      {items.length > 0 && (
        <table className={styles.table} aria-label={`Alerts of ${name}`}>
          <thead>
            <tr>
              <th scope="col">Company</th>
              <th scope="col">Threshold</th>
              <th scope="col">Used of limit</th>
              <th scope="col">Crossed</th>
            </tr>
          </thead>
          <tbody>
            {items.map((alert) => (
              <AlertRow key={`${alert.company} ${alert.percent}`} alert={alert} />
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}
