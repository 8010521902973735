import type { CompanyRow } from '../../../src-shared/contract/companies.ts'
import type { Instant } from '../../../src-shared/model/instant.ts'

/** The first instant at which something ends, or is billed again. */
export function findNext(subscriptions: CompanyRow['subscriptions']): Instant | null {
  return subscriptions
    .flatMap(({ until, status }) => (until === null || status === 'canceled' || status === 'expired' ? [] : [until]))
    .reduce<Instant | null>((first, at) => (first === null || at < first ? at : first), null)
}
