import type { EntitlementAnswer } from '../../../src-shared/contract/entitlements.ts'
import { type Instant, toIso } from '../../../src-shared/model/instant.ts'
import type { Names } from '../../lib/useNames.ts'
import { toCsv } from '../../ui/toCsv.ts'
import { listPlanNotes } from './listPlanNotes.ts'

const HEAD = ['Company', 'Company id', 'Product', 'Plan', 'Bought', 'Status', 'Period start', 'Period end', 'Ends', 'Notes']

/** Ids beside the company's name, instants in UTC. */
export function toSubscriptionsCsv(company: { id: string; name: string }, rows: readonly EntitlementAnswer[], names: Names): string {
  return toCsv(
    HEAD,
    rows.map((row) => [
      company.name,
      company.id,
      row.product,
      row.plan,
      row.subscribedPlan,
      row.status,
      toText(row.period?.start),
      toText(row.period?.end),
      toText(row.endsAt),
      listPlanNotes(row, names).join('; '),
    ]),
  )
}

function toText(at: Instant | null | undefined): string | null {
  return at === null || at === undefined ? null : toIso(at)
}
