import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { describeError } from '../../lib/describeError.ts'
import { useEngine } from '../../lib/engine.ts'
import { usePlace } from '../../lib/place.ts'
import type { Names } from '../../lib/useNames.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import { OverageSkeleton } from './OverageSkeleton.tsx'
import { OverageToolbar } from './OverageToolbar.tsx'
import { PlanOverage } from './PlanOverage.tsx'
import { findTarget, toPlanLimits } from './planLimits.ts'

/** The plans of a product, and the one that its companies are held against. */
export function ProductOverage({ product, names }: { product: string; names: Names }) {
  const { ask } = useEngine()
  const { at, plan } = usePlace()
  const compared = useQuery(ask.plans.compare.queryOptions({ input: { product, company: null, at }, placeholderData: keepPreviousData }))
  const plans = useMemo(() => (compared.data ? toPlanLimits(compared.data) : []), [compared.data])
  const target = findTarget(plans, plan)
  if (target) return <PlanOverage key={target.plan} product={product} plans={plans} target={target} names={names} />
  return (
    <>
      <PageHead title="Overage" />
      <OverageToolbar product={product} plans={plans} plan={plan} names={names} />
      {compared.isPending && <OverageSkeleton />}
      {compared.isError && <ErrorState {...describeError(compared.error)} onRetry={() => void compared.refetch()} />}
      {compared.data && (
        <EmptyState icon="overage" title={plan === null ? `${names.product(product)} has no plans` : `No plan is called ${plan}`}>
          <p>
            {plan === null
              ? 'Its catalog names none, so there is nothing that a company could be over.'
              : `The catalog of ${names.product(product)} has no such plan${at === null ? '' : ' at that instant'}. Choose one of its plans above.`}
          </p>
        </EmptyState>
      )}
    </>
  )
}
