import { useQueries, useQuery } from '@tanstack/react-query'
import { describeError } from '../../lib/describeError.ts'
import { useEngine } from '../../lib/engine.ts'
import { usePlace } from '../../lib/place.ts'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { CompanyAside } from './CompanyAside.tsx'
import { CompanyHead } from './CompanyHead.tsx'
import { CompanyPayments } from './CompanyPayments.tsx'
import styles from './company.module.css'
import { HoursPanel } from './HoursPanel.tsx'
import { Subscriptions } from './Subscriptions.tsx'
import { UsageAgainst } from './UsageAgainst.tsx'

/** All of one company: what it is on and why, what it uses, what is left, what it paid. */
export function CompanyScreen() {
  const { ask } = useEngine()
  const { company: id, at, go } = usePlace()
  const company = useQuery(ask.companies.get.queryOptions({ input: { company: id ?? '' }, enabled: id !== null }))
  const products = company.data?.subscriptions.map(({ product }) => product) ?? []
  const entitlements = useQueries({
    queries: products.map((product) => ask.entitlements.get.queryOptions({ input: { company: id ?? '', product, at } })),
  })
  if (id === null)
    return (
      <EmptyState icon="companies" title="No company is chosen" actions={<Button onPress={() => go('companies')}>Companies</Button>}>
        <p>Choose one from the list.</p>
      </EmptyState>
    )
  if (company.isError)
    return (
      <div className={styles.lost}>
        <ErrorState {...describeError(company.error)} onRetry={() => void company.refetch()} />
        <Button onPress={() => go('companies')}>Companies</Button>
      </div>
    )
  if (!company.data)
    return (
      <div className={styles.lost}>
        <Skeleton width={240} />
      </div>
    )
  const known = entitlements.flatMap(({ data }) => data ?? [])
  return (
    <div className={styles.screen}>
      <CompanyHead company={company.data} />
      <div className={styles.split}>
        <div className={styles.main}>
          <Subscriptions company={company.data} entitlements={known} isLoading={entitlements.some(({ isPending }) => isPending)} />
          <UsageAgainst companyId={id} />
          <div className={styles.two}>
            {company.data.hours && <HoursPanel companyId={id} product={company.data.hours.product} />}
            <CompanyPayments companyId={id} />
          </div>
        </div>
        <CompanyAside company={company.data} entitlements={known} />
      </div>
    </div>
  )
}
