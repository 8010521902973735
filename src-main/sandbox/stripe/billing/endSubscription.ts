import type { InvoiceRecord, SubscriptionRecord } from '../world/billingRecords.ts'
import { change, type World } from '../world/createWorld.ts'
import { dropSchedule } from './closeSchedule.ts'
import { changeSubscription } from './standing.ts'

/** Ends a subscription at this instant. What is still open of it is no longer asked for by itself. */
export function endSubscription(
  world: World,
  subscription: SubscriptionRecord,
  reason: string | null,
  details: Partial<SubscriptionRecord['cancellation_details']> = {},
): void {
  if (subscription.status === 'canceled' || subscription.status === 'incomplete_expired') return
  for (const invoice of listInvoices(world, subscription)) {
    if ((invoice.status === 'open' || invoice.status === 'draft') && invoice.collection_method === 'charge_automatically') {
      const to = { auto_advance: false, next_payment_attempt: null, automatically_finalizes_at: null }
      change(world, 'invoice', invoice, to, 'invoice.updated')
    }
  }
  const to: Partial<SubscriptionRecord> = {
    status: 'canceled',
    ended_at: world.now,
    canceled_at: subscription.canceled_at ?? world.now,
    cancellation_details: { ...subscription.cancellation_details, reason, ...details },
    pause_collection: null,
    status_details: null,
    pending_update: null,
  }
  subscription.own = { ...subscription.own, pending: null }
  changeSubscription(world, subscription, to, 'customer.subscription.deleted')
  dropSchedule(world, subscription, reason)
}

/** A subscription's invoices, oldest first. */
export function listInvoices(world: World, subscription: SubscriptionRecord): InvoiceRecord[] {
  return world.shelves.invoice.of(subscription.customer).filter(({ own, deleted }) => own.subscription === subscription.id && !deleted)
}
