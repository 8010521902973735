import { useQuery } from '@tanstack/react-query'
import { describeError } from '../../lib/describeError.ts'
import { useEngine } from '../../lib/engine.ts'
import { usePlace } from '../../lib/place.ts'
import { useNames } from '../../lib/useNames.ts'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import { PlansSkeleton } from './PlansSkeleton.tsx'
import { ProductPlans } from './ProductPlans.tsx'

export function PlansScreen() {
  const { ask } = useEngine()
  const place = usePlace()
  const names = useNames()
  const catalogs = useQuery(ask.catalogs.list.queryOptions({ input: {} }))
  const product = place.product ?? names.products[0]?.product ?? null
  if (catalogs.data && product !== null) return <ProductPlans product={product} names={names} />
  return (
    <>
      <PageHead title="Plans" />
      {catalogs.isPending && <PlansSkeleton />}
      {catalogs.isError && <ErrorState {...describeError(catalogs.error)} onRetry={() => void catalogs.refetch()} />}
      {catalogs.data && (
        <EmptyState icon="plans" title="No plans yet" actions={<Button onPress={() => place.go('settings')}>Open Settings</Button>}>
          <p>A catalog says which plans a product has, with their prices, limits and features. With one, they stand here side by side.</p>
          <p>On the command line: tierdesk catalog import FILE.</p>
        </EmptyState>
      )}
    </>
  )
}
