import { useQuery } from '@tanstack/react-query'
import { describeError } from '../../lib/describeError.ts'
import { useEngine } from '../../lib/engine.ts'
import { usePlace } from '../../lib/place.ts'
import { useNames } from '../../lib/useNames.ts'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import { OverageSkeleton } from './OverageSkeleton.tsx'
import { ProductOverage } from './ProductOverage.tsx'

export function OverageScreen() {
  const { ask } = useEngine()
  const place = usePlace()
  const names = useNames()
  const catalogs = useQuery(ask.catalogs.list.queryOptions({ input: {} }))
  const product = place.product ?? names.products.find((each) => names.metrics(each.product).length > 0)?.product ?? null
  if (catalogs.data && product !== null) return <ProductOverage key={product} product={product} names={names} />
  return (
    <>
      <PageHead title="Overage" />
      {catalogs.isPending && <OverageSkeleton />}
      {catalogs.isError && <ErrorState {...describeError(catalogs.error)} onRetry={() => void catalogs.refetch()} />}
      {catalogs.data && (
        <EmptyState icon="overage" title="No limits yet" actions={<Button onPress={() => place.go('settings')}>Open Settings</Button>}>
          <p>
            A catalog says what each plan of a product limits. With one, every company that would not fit a plan stands here, resource by
            resource.
          </p>
          <p>On the command line: tierdesk catalog import FILE.</p>
        </EmptyState>
      )}
    </>
  )
}
