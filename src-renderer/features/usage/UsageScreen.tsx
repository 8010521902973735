import { useQuery } from '@tanstack/react-query'
import { describeError } from '../../lib/describeError.ts'
import { useEngine } from '../../lib/engine.ts'
import { usePlace } from '../../lib/place.ts'
import { useNames } from '../../lib/useNames.ts'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import { MetricUse } from './MetricUse.tsx'
import { UsageSkeleton } from './UsageSkeleton.tsx'

export function UsageScreen() {
  const { ask } = useEngine()
  const place = usePlace()
  const names = useNames()
  const catalogs = useQuery(ask.catalogs.list.queryOptions({ input: {} }))
  const product = place.product ?? names.products.find((each) => names.metrics(each.product).length > 0)?.product ?? null
  const metric = place.metric ?? (product === null ? null : (names.metrics(product)[0]?.metric ?? null))
  if (catalogs.data && product !== null && metric !== null)
    return <MetricUse key={`${product}.${metric}`} product={product} metric={metric} names={names} />
  return (
    <>
      <PageHead title="Usage" />
      {catalogs.isPending && <UsageSkeleton />}
      {catalogs.isError && <ErrorState {...describeError(catalogs.error)} onRetry={() => void catalogs.refetch()} />}
      {catalogs.data && (
        <EmptyState
          icon="usage"
          title={product === null ? 'Nothing is counted yet' : `${names.product(product)} counts nothing`}
          actions={<Button onPress={() => place.go('settings')}>Open Settings</Button>}
        >
          <p>A catalog says what a product counts. With a metric in it, what every company uses of it stands here, against its limit.</p>
          <p>On the command line: tierdesk catalog import FILE.</p>
        </EmptyState>
      )}
    </>
  )
}
