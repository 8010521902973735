import type { HoursBalanceRow } from '../../../src-shared/contract/hours.ts'
import { useNames } from '../../lib/useNames.ts'
import { PlanMark } from '../../ui/PlanMark.tsx'
import { StandingStatus } from '../../ui/StandingStatus.tsx'
import styles from './hours.module.css'

/** What a company is on and how it stands with it. Where there is room for one of them, the usual state gives way to the plan, and the plan to any other. */
export function PlanStanding({ product, plan, status }: Pick<HoursBalanceRow, 'product' | 'plan' | 'status'>) {
  const names = useNames()
  return (
    <span className={styles.standing} data-usual={plan !== null && status === 'active'}>
      {plan !== null && (
        <span className={styles.plan}>
          <PlanMark {...names.plan(product, plan)} />
        </span>
      )}
      <span className={styles.status}>
        <StandingStatus status={status} />
      </span>
    </span>
  )
}
