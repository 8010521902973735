import type { InvoiceRecord } from '../world/billingRecords.ts'
import { change, schedule, tell, type World } from '../world/createWorld.ts'
import { applyCredits } from './credits.ts'
import { DAY } from './cycle.ts'
import { attemptInvoice, dropInvoice, ensureIntent, findSubscription, markPaid } from './payInvoice.ts'

/**
 * Makes an invoice of a draft: its number, its due date, what the customer's balance bears of it.
 *
 * Nothing due is paid at once. What is charged by itself is charged now, unless it is told to wait for a payer.
 */
export function finalizeInvoice(world: World, invoice: InvoiceRecord, paying: 'attempt' | 'wait' = 'attempt'): void {
  if (invoice.status !== 'draft') return
  const customer = world.shelves.customer.find(invoice.customer)
  if (!customer || customer.deleted) return
  const subscription = findSubscription(world, invoice)
  applyCredits(world, invoice)
  const isAutomatic = invoice.collection_method === 'charge_automatically'
  const borne = invoice.total < 0 ? 0 : Math.max(-invoice.total, customer.balance)
  // What a balance owes is added to an invoice, what it holds is taken off; a negative invoice adds to what it holds.
  const after = invoice.total < 0 ? customer.balance + invoice.total : customer.balance - borne
  const due = invoice.total < 0 ? 0 : invoice.total + borne
  const to: Partial<InvoiceRecord> = {
    number: `${customer.invoice_prefix}-${String(customer.next_invoice_sequence).padStart(4, '0')}`,
    status: 'open',
    starting_balance: customer.balance,
    ending_balance: after,
    amount_due: due,
    amount_remaining: due,
    automatically_finalizes_at: null,
    next_payment_attempt: null,
    effective_at: world.now,
    due_date: isAutomatic ? null : world.now + (invoice.own.daysUntilDue ?? 30) * DAY,
    status_transitions: { ...invoice.status_transitions, finalized_at: world.now },
  }
  const { address, email, name, phone } = customer
  invoice.own = { ...invoice.own, written: { customer: { address, email, name, phone }, metadata: subscription?.metadata ?? {} } }
  change(world, 'invoice', invoice, to, 'invoice.updated')
  customer.next_invoice_sequence += 1
  if (after !== customer.balance) change(world, 'customer', customer, { balance: after }, 'customer.updated')
  if (subscription) subscription.own = { ...subscription.own, finalized: invoice.id }
  tell(world, 'invoice.finalized', 'invoice', invoice)
  if (due === 0) {
    markPaid(world, invoice, 'nothing-due')
    return
  }
  const pause = subscription?.pause_collection
  if (pause && pause.behavior !== 'keep_as_draft') {
    dropInvoice(world, invoice, pause.behavior === 'void' ? 'void' : 'uncollectible')
    return
  }
  ensureIntent(world, invoice)
  if (isAutomatic && invoice.auto_advance && paying === 'attempt') attemptInvoice(world, invoice)
  if (isAutomatic) return
  tell(world, 'invoice.sent', 'invoice', invoice)
  if (invoice.due_date !== null) schedule(world, invoice.due_date, 'overdue', invoice.id)
}
