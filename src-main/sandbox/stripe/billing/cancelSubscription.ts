import type { SubscriptionRecord } from '../world/billingRecords.ts'
import { change, tell, type World } from '../world/createWorld.ts'
import { toSubscriptionDraft } from './composeInvoice.ts'
import { endSubscription } from './endSubscription.ts'
import { finalizeInvoice } from './finalizeInvoice.ts'
import { keepPending, listPending, openInvoice } from './openInvoice.ts'
import { toCreditLine, toUsageLine } from './subscriptionLines.ts'

/** Ends a subscription now, on request. */
export function cancelNow(
  world: World,
  subscription: SubscriptionRecord,
  options: { invoicesNow: boolean; prorates: boolean; details: Partial<SubscriptionRecord['cancellation_details']> },
): void {
  if (options.prorates && subscription.status !== 'trialing') {
    const lines = subscription.items.map((item) => toCreditLine(world, subscription, item, world.now))
    keepPending(
      world,
      subscription,
      lines.filter((line) => line !== null && line.amount !== 0).filter((line) => line !== null),
    )
  }
  if (options.invoicesNow) billLast(world, subscription, 'subscription_update')
  else if (!options.prorates) {
    // Credits that no invoice will bear are dropped.
    for (const item of listPending(world, subscription.customer, subscription.id)) {
      if (item.subscription !== subscription.id || !item.proration) continue
      item.deleted = true
      tell(world, 'invoiceitem.deleted', 'invoiceitem', item)
    }
  }
  change(world, 'subscription', subscription, { canceled_at: world.now })
  endSubscription(world, subscription, 'cancellation_requested', options.details)
}

/** Ends a subscription that was to end at this instant; what it still owes is billed. */
export function cancelAsPlanned(world: World, subscription: SubscriptionRecord): void {
  if (subscription.status === 'canceled' || subscription.cancel_at === null || subscription.cancel_at > world.now) return
  billLast(world, subscription, 'subscription_cycle')
  endSubscription(world, subscription, subscription.cancellation_details.reason)
}

function billLast(world: World, subscription: SubscriptionRecord, reason: string): void {
  const { id, customer, items, status } = subscription
  if (status === 'trialing' || status === 'paused' || status === 'incomplete') return
  const used = items.map((item) => toUsageLine(world, subscription, item, { start: item.current_period_start, end: world.now }))
  const lines = used.filter((line) => line !== null)
  const pending = listPending(world, customer, id).some((item) => item.subscription === id)
  if (!pending && lines.every(({ amount }) => amount === 0)) return
  const start = Math.min(...items.map((item) => item.current_period_start))
  finalizeInvoice(world, openInvoice(world, toSubscriptionDraft(world, subscription, { lines, reason, period: { start, end: world.now } })))
}

/** Plans the end, or takes the plan back with null. */
export function planCancel(
  world: World,
  subscription: SubscriptionRecord,
  at: number | null,
  atPeriodEnd: boolean,
): Partial<SubscriptionRecord> {
  if (at !== null) world.queue.add(at, 'cancel', subscription.id)
  return {
    cancel_at: at,
    cancel_at_period_end: at !== null && atPeriodEnd,
    canceled_at: at === null ? null : world.now,
    cancellation_details: {
      ...subscription.cancellation_details,
      reason: at === null ? null : 'cancellation_requested',
    },
  }
}
