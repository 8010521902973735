import { UnreadableAnswer } from './failures.ts'
import { INVOICE_OF, type InvoiceOf } from './mapInvoice.ts'
import { readStartedAt } from './mapSubscription.ts'
import { findText, getCurrency, getText, isRecord, readPart, readWhole, type Wire } from './readWire.ts'

/** Where a subscription names its invoices. Where one is named twice, the first word on it counts. */
const PLACES = ['most_recent_invoice', 'open_invoice', 'invoices', 'invoices_history'] as const

const RENEWING: ReadonlySet<string> = new Set(['active', 'attention'])

/**
 * The invoices that come with a subscription, each whole: as it came, with what its reading needs of the subscription, the plan and the customer.
 *
 * What is no object is a number or a code, and says nothing.
 */
export function listInvoices(subscription: Wire): Wire[] {
  const named = PLACES.flatMap((place): unknown[] => {
    const value = subscription[place]
    return Array.isArray(value) ? value : [value]
  })
  const invoices = named.filter(isRecord)
  if (invoices.length === 0) return []
  const of = toInvoiceOf(subscription)
  const seen = new Set<string>()
  return invoices.flatMap((invoice) => {
    const code = findText(invoice, 'invoice_code')
    if (code !== null && seen.has(code)) return []
    if (code !== null) seen.add(code)
    return [{ ...invoice, [INVOICE_OF]: of }]
  })
}

/** What a subscription is kept as: its invoices are objects of their own, and would make another text of it each time. */
export function withoutHistory(subscription: Wire): Wire {
  return Object.fromEntries(Object.entries(subscription).filter(([name]) => name !== 'invoices' && name !== 'invoices_history'))
}

function toInvoiceOf(subscription: Wire): InvoiceOf {
  const plan = readPart(subscription, 'plan')
  if (plan === null) throw new UnreadableAnswer('it names no plan')
  return {
    subscription_code: getText(subscription, 'subscription_code'),
    customer_code: findText(readPart(subscription, 'customer'), 'customer_code'),
    plan_code: getText(plan, 'plan_code'),
    plan_name: findText(plan, 'name'),
    interval: getText(plan, 'interval'),
    currency: getCurrency(plan),
    quantity: readWhole(subscription, 'quantity') ?? 1,
    started_at: readStartedAt(subscription),
    is_renewing: RENEWING.has(findText(subscription, 'status') ?? ''),
  }
}
