import type { SubscriptionRecord } from '../world/billingRecords.ts'
import type { World } from '../world/createWorld.ts'
import { dropInvoice } from './payInvoice.ts'

/** Voids the invoice of a change that waited for it, and with it the change. */
export function dropUpdate(world: World, { own }: SubscriptionRecord): void {
  const invoice = own.pending && world.shelves.invoice.find(own.pending.invoice)
  if (invoice?.status === 'open') dropInvoice(world, invoice, 'void')
}

/** A change that was not paid within its time. */
export function expireUpdate(world: World, subscription: SubscriptionRecord): void {
  if (subscription.pending_update && subscription.pending_update.expires_at <= world.now) dropUpdate(world, subscription)
}
