import type { EntitlementStatus } from '../../../src-shared/model/entitlementStatus.ts'

/** The first that any product stands at is what is said of all: what runs out before what runs, and that before what ended. */
const ORDER: readonly EntitlementStatus[] = ['grace', 'active', 'trialing', 'paused', 'expired', 'canceled', 'none']

interface OverallStanding {
  status: EntitlementStatus
  /** How many products stand so, of how many. */
  count: number
  of: number
}

/** One word for how a company stands over all its products; null where it belongs to none. */
export function toOverallStanding(statuses: readonly EntitlementStatus[]): OverallStanding | null {
  const status = ORDER.find((each) => statuses.includes(each))
  return status ? { status, count: statuses.filter((each) => each === status).length, of: statuses.length } : null
}
