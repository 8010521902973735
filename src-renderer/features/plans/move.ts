import type { EntitlementAnswer } from '../../../src-shared/contract/entitlements.ts'
import type { ChangeCheckAnswer, PlanComparison } from '../../../src-shared/contract/plans.ts'
import type { ChosenCompany } from '../../lib/useChosenCompany.ts'
import type { Names } from '../../lib/useNames.ts'
import type { Interval, PlanColumn } from './comparisonParts.ts'

/** A change of plan that is looked at, with what was answered about it. */
export interface Move {
  check: ChangeCheckAnswer
  comparison: PlanComparison
  /** Null where the company is on no plan. */
  current: PlanColumn | null
  target: PlanColumn
  company: ChosenCompany
  interval: Interval | null
  names: Names
  standing: EntitlementAnswer | null
}
