import type { EntitlementAnswer } from '../../../src-shared/contract/entitlements.ts'
import type { Names } from '../../lib/useNames.ts'

type Noted = Pick<EntitlementAnswer, 'product' | 'plan' | 'subscribedPlan' | 'notes' | 'doubles'>

/** What staff should see beside a status: what was bought and does not hold, what the provider says, and what is held twice. */
export function listPlanNotes({ product, plan, subscribedPlan, notes, doubles }: Noted, names: Names): string[] {
  return [
    ...(subscribedPlan === null || subscribedPlan === plan ? [] : [`bought ${names.plan(product, subscribedPlan).name}`]),
    // The doubles themselves say more than the word.
    ...notes.filter((note) => note !== 'double' || doubles.length === 0),
    ...doubles.map((double) => `double: ${names.plan(product, double.plan).name}, ${double.status}`),
  ]
}
