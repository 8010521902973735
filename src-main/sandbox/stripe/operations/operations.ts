import { ACCOUNT } from './account.ts'
import { CATALOG } from './catalog.ts'
import { CUSTOMERS } from './customers.ts'
import { ENTITLEMENTS } from './entitlements.ts'
import { INVOICE_ITEMS } from './invoiceItems.ts'
import { INVOICES } from './invoices.ts'
import { METERS } from './meters.ts'
import type { Operation } from './operation.ts'
import { PAYMENTS } from './payments.ts'
import { PREVIEW } from './previewInvoice.ts'
import { SESSIONS } from './sessions.ts'
import { SUBSCRIPTIONS } from './subscriptions.ts'

/** Everything that can be asked or made to happen, by name. */
export const OPERATIONS: Readonly<Record<string, Operation>> = {
  ...ACCOUNT,
  ...CATALOG,
  ...CUSTOMERS,
  ...ENTITLEMENTS,
  ...INVOICE_ITEMS,
  ...INVOICES,
  ...METERS,
  ...PAYMENTS,
  ...PREVIEW,
  ...SESSIONS,
  ...SUBSCRIPTIONS,
}
