import type { Company } from '../../../src-shared/contract/companies.ts'
import type { EntitlementAnswer } from '../../../src-shared/contract/entitlements.ts'
import { useNames } from '../../lib/useNames.ts'
import { InstantText } from '../../ui/InstantText.tsx'
import { PlanMark } from '../../ui/PlanMark.tsx'
import { Popover } from '../../ui/Popover.tsx'
import { Section } from '../../ui/Section.tsx'
import { StandingStatus } from '../../ui/StandingStatus.tsx'
import styles from './company.module.css'
import { Why } from './Why.tsx'

interface SubscriptionsProps {
  company: Company
  entitlements: readonly EntitlementAnswer[]
  isLoading: boolean
}

/** What a company is on of each product, until when, and why. */
export function Subscriptions({ company, entitlements, isLoading }: SubscriptionsProps) {
  const names = useNames()
  if (company.subscriptions.length === 0)
    return (
      <Section title="Subscriptions">
        <p className={styles.quiet}>It belongs to no product yet: nothing was bought, and nobody told of any use.</p>
      </Section>
    )
  return (
    <Section title="Subscriptions">
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">Product</th>
            <th scope="col">Plan</th>
            <th scope="col">Status</th>
            <th scope="col">Period</th>
            <th scope="col">
              <span className={styles.hidden}>Why</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {entitlements.map((entitlement) => {
            const { product, plan, status, endsAt, period, cancelAtPeriodEnd, notes, doubles } = entitlement
            const title = names.product(product)
            return (
              <tr key={product}>
                <th scope="row">{title}</th>
                <td>{plan === null ? <span className={styles.faint}>No plan</span> : <PlanMark {...names.plan(product, plan)} />}</td>
                <td>
                  <StandingStatus
                    status={status}
                    until={endsAt ?? period?.end ?? null}
                    isEnding={cancelAtPeriodEnd && status === 'active'}
                  />
                  {notes.length + doubles.length > 0 && (
                    <span className={styles.notes}>
                      {[...notes, ...doubles.map((double) => `double: ${names.plan(product, double.plan).name}`)].join(' · ')}
                    </span>
                  )}
                </td>
                <td>
                  {period ? (
                    <>
                      <InstantText at={period.start} look="day" /> – {period.end ? <InstantText at={period.end} look="day" /> : 'open'}
                    </>
                  ) : (
                    <span className={styles.faint}>–</span>
                  )}
                </td>
                <td className={styles.end}>
                  <Popover icon="unknown" words="Why?" label={`Why ${title}?`}>
                    {() => <Why title={answer(entitlement, names.plan(product, plan ?? '').name)} lines={entitlement.why} />}
                  </Popover>
                </td>
              </tr>
            )
          })}
          {isLoading && entitlements.length === 0 && (
            <tr>
              <td colSpan={5} className={styles.faint}>
                Loading
              </td>
            </tr>
          )}
        </tbody>
      </table>
    </Section>
  )
}

/** The answer in one sentence. */
function answer({ plan, status, subscribedPlan }: EntitlementAnswer, name: string): string {
  if (plan === null) return 'It is on no plan.'
  const words = {
    trialing: 'on trial',
    active: 'active',
    grace: 'in its days of grace',
    paused: 'paused',
    canceled: 'canceled',
    expired: 'expired',
    none: 'none',
  }
  if (subscribedPlan === null) return `It is on ${name}, and never bought anything else.`
  return subscribedPlan === plan ? `It is on ${name}: ${words[status]}.` : `It is on ${name}, because what it bought is ${words[status]}.`
}
