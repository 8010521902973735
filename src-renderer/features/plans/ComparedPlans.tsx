import type { EntitlementAnswer } from '../../../src-shared/contract/entitlements.ts'
import type { PlanComparison } from '../../../src-shared/contract/plans.ts'
import type { ChosenCompany } from '../../lib/useChosenCompany.ts'
import type { Names } from '../../lib/useNames.ts'
import type { Interval, PlanColumn } from './comparisonParts.ts'
import { groupRows } from './groupRows.ts'
import { PlansTable } from './PlansTable.tsx'
import styles from './plans.module.css'
import { Recommendation } from './Recommendation.tsx'

interface ComparedPlansProps {
  comparison: PlanComparison
  interval: Interval | null
  isDifferenceOnly: boolean
  /** Whether it still answers for the company before. */
  isStale: boolean
  names: Names
  company: ChosenCompany | null
  standing: EntitlementAnswer | null
  onCheck: (plan: PlanColumn) => void
  onPickCompany: () => void
}

/** The recommendation in words, and below it the plans side by side. */
export function ComparedPlans({
  comparison,
  interval,
  isDifferenceOnly,
  isStale,
  names,
  company,
  standing,
  onCheck,
  onPickCompany,
}: ComparedPlansProps) {
  const groups = groupRows(comparison.rows, { interval, isDifferenceOnly })
  const asOfByMetric = Object.fromEntries(Object.entries(standing?.usage ?? {}).map(([metric, { asOf }]) => [metric, asOf]))
  return (
    <>
      {!isStale && <Recommendation comparison={comparison} names={names} company={company?.name ?? null} />}
      <div className={styles.scroller}>
        <PlansTable
          comparison={comparison}
          groups={groups}
          interval={interval}
          names={names}
          asOfByMetric={asOfByMetric}
          isStale={isStale}
          onCheck={company === null ? null : onCheck}
          onPickCompany={onPickCompany}
        />
        {groups.length === 0 && <p className={styles.same}>Apart from what stands in their heads, these plans do not differ.</p>}
      </div>
    </>
  )
}
