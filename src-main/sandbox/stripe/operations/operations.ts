import { ACCOUNT } from './account.ts'
import { ALERTS } from './alerts.ts'
import { CATALOG } from './catalog.ts'
import { CREDITS } from './credits.ts'
import { CUSTOMERS } from './customers.ts'
import { ENTITLEMENTS } from './entitlements.ts'
import { INVOICE_ITEMS } from './invoiceItems.ts'
import { INVOICES } from './invoices.ts'
import { METERS } from './meters.ts'
import type { Operation } from './operation.ts'
import { PAYMENTS } from './payments.ts'
import { PREVIEW } from './previewInvoice.ts'
import { PROMOTION_CODES } from './promotionCodes.ts'
import { SCHEDULES } from './schedules.ts'
import { SEARCH } from './search.ts'
import { SESSIONS } from './sessions.ts'
import { SETUP_INTENTS } from './setupIntents.ts'
import { SUBSCRIPTIONS } from './subscriptions.ts'

/** Everything that can be asked or made to happen, by name. */
export const OPERATIONS: Readonly<Record<string, Operation>> = {
  ...ACCOUNT,
  ...ALERTS,
  ...CATALOG,
  ...CREDITS,
  ...CUSTOMERS,
  ...ENTITLEMENTS,
  ...INVOICE_ITEMS,
  ...INVOICES,
  ...METERS,
  ...PAYMENTS,
  ...PREVIEW,
  ...PROMOTION_CODES,
  ...SCHEDULES,
  ...SEARCH,
  ...SESSIONS,
  ...SETUP_INTENTS,
  ...SUBSCRIPTIONS,
}
