import { useQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { useActing } from '../../actions/useActing.tsx'
import { describeError } from '../../lib/describeError.ts'
import { useEngine } from '../../lib/engine.ts'
import { usePlace } from '../../lib/place.ts'
import { useChosenCompany } from '../../lib/useChosenCompany.ts'
import type { Names } from '../../lib/useNames.ts'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import screen from '../../ui/screen.module.css'
import { CatalogBadge } from './CatalogBadge.tsx'
import { ComparedPlans } from './ComparedPlans.tsx'
import { type Interval, listPriceRows } from './comparisonParts.ts'
import { MoveDialog } from './MoveDialog.tsx'
import { PlansSkeleton } from './PlansSkeleton.tsx'
import { PlansToolbar } from './PlansToolbar.tsx'
import { PlansTools } from './PlansTools.tsx'
import styles from './plans.module.css'
import { StandingLine } from './StandingLine.tsx'
import { useStanding } from './useStanding.ts'

/** One product's plans, for the company of the place where there is one. */
export function ProductPlans({ product, names }: { product: string; names: Names }) {
  const { ask } = useEngine()
  const place = usePlace()
  const acting = useActing()
  const company = useChosenCompany(place.company)
  const standing = useStanding(place.company, product, place.at)
  const [wantedInterval, setWantedInterval] = useState<Interval>('month')
  const [isDifferenceOnly, setDifferenceOnly] = useState(false)
  const companyRef = useRef<HTMLInputElement>(null)
  const comparison = useQuery(
    ask.plans.compare.queryOptions({
      input: { product, company: place.company, at: place.at },
      // Another product's plans are no answer to be looked at meanwhile.
      placeholderData: (before) => (before?.product === product ? before : undefined),
    }),
  )
  const { data, isPlaceholderData } = comparison
  const intervals = listPriceRows(data?.rows ?? []).map(({ interval }) => interval)
  const interval = intervals.includes(wantedInterval) ? wantedInterval : (intervals[0] ?? null)
  const target = data?.columns.find(({ plan, isSubscribed }) => plan === place.plan && !isSubscribed)

  return (
    <div className={screen.screen}>
      <PageHead
        title={names.product(product)}
        tools={
          <PlansTools
            isDifferenceOnly={isDifferenceOnly}
            onDifferenceOnly={setDifferenceOnly}
            intervals={intervals}
            interval={interval}
            onInterval={setWantedInterval}
            comparison={data ?? null}
            names={names}
          />
        }
      >
        {place.at === null && <CatalogBadge product={product} />}
      </PageHead>
      <PlansToolbar
        product={product}
        products={names.products}
        company={company}
        at={place.at}
        onProduct={(chosen) => place.go('plans', { product: chosen, company: place.company })}
        onCompany={(chosen) => place.go('plans', { product, company: chosen })}
        companyRef={companyRef}
      >
        {standing && <StandingLine standing={standing} />}
      </PlansToolbar>
      {acting.said && <div className={styles.said}>{acting.said}</div>}
      {comparison.isPending && <PlansSkeleton />}
      {!data && comparison.isError && <ErrorState {...describeError(comparison.error)} onRetry={() => void comparison.refetch()} />}
      {data && (
        <ComparedPlans
          comparison={data}
          interval={interval}
          isDifferenceOnly={isDifferenceOnly}
          isStale={isPlaceholderData}
          names={names}
          company={company}
          standing={standing}
          onCheck={({ plan }) => place.amend({ product, plan })}
          onPickCompany={() => companyRef.current?.focus()}
        />
      )}
      {data && target && company && !isPlaceholderData && (
        <MoveDialog
          comparison={data}
          target={target}
          company={company}
          interval={interval}
          names={names}
          standing={standing}
          onApply={acting.ask}
          onClose={() => place.amend({ plan: null })}
        />
      )}
      {acting.dialog}
    </div>
  )
}
