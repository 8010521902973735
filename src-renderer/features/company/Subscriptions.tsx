import type { CompanyRow } from '../../../src-shared/contract/companies.ts'
import { describeError } from '../../lib/describeError.ts'
import { useNames } from '../../lib/useNames.ts'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { ExportButton } from '../../ui/ExportButton.tsx'
import { Hidden } from '../../ui/Hidden.tsx'
import { Section } from '../../ui/Section.tsx'
import parts from './parts.module.css'
import { SkeletonRows } from './SkeletonRows.tsx'
import { SubscriptionRow } from './SubscriptionRow.tsx'
import styles from './subscriptions.module.css'
import { toSubscriptionsCsv } from './toSubscriptionsCsv.ts'
import type { CompanyEntitlements } from './useEntitlements.ts'

interface SubscriptionsProps {
  company: Pick<CompanyRow, 'id' | 'name'>
  entitlements: CompanyEntitlements
}

/** What a company is on of each product, until when, and why. */
export function Subscriptions({ company, entitlements: { known, awaited, error, retry } }: SubscriptionsProps) {
  const names = useNames()
  return (
    <Section
      title="Subscriptions"
      tools={
        known.length > 0 && <ExportButton name={`subscriptions-${company.id}`} csv={() => toSubscriptionsCsv(company, known, names)} />
      }
    >
      {known.length + awaited > 0 && (
        <table className={`${parts.table} ${styles.table}`} aria-busy={awaited > 0}>
          <thead>
            <tr>
              <th scope="col">Product</th>
              <th scope="col">Plan</th>
              <th scope="col">Status</th>
              <th scope="col">Period</th>
              <th scope="col">
                <Hidden>Why</Hidden>
              </th>
            </tr>
          </thead>
          <tbody>
            {known.map((entitlement) => (
              <SubscriptionRow key={entitlement.product} name={company.name} entitlement={entitlement} />
            ))}
            <SkeletonRows rows={awaited} columns={5} />
          </tbody>
        </table>
      )}
      {error !== null && <ErrorState {...describeError(error)} onRetry={retry} />}
      {known.length + awaited === 0 && error === null && (
        <p className={parts.quiet}>It belongs to no product: it bought nothing, and nobody told of any use.</p>
      )}
    </Section>
  )
}
