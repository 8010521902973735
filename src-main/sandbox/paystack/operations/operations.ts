import { ACCOUNTS } from './accounts.ts'
import { CUSTOMERS } from './customers.ts'
import type { Operation } from './operation.ts'
import { PLANS } from './plans.ts'
import { RETURNS } from './returns.ts'
import { SUBSCRIPTIONS } from './subscriptions.ts'
import { TRANSACTIONS } from './transactions.ts'

/** Everything that can be asked or made to happen, by name. */
export const OPERATIONS: Readonly<Record<string, Operation>> = {
  ...ACCOUNTS,
  ...CUSTOMERS,
  ...PLANS,
  ...RETURNS,
  ...SUBSCRIPTIONS,
  ...TRANSACTIONS,
}
