import type { SubscriptionRecord } from '../world/billingRecords.ts'
import { tell, type World } from '../world/createWorld.ts'
import { planUpcoming } from './planUpcoming.ts'
import { changeSubscription } from './standing.ts'

/** What waited for its payment has been paid: the subscription becomes what it was to be. */
export function applyPending(world: World, subscription: SubscriptionRecord): void {
  const { pending } = subscription.own
  if (!pending) return
  subscription.own = { ...subscription.own, pending: null }
  changeSubscription(world, subscription, { ...pending.to, pending_update: null })
  tell(world, 'customer.subscription.pending_update_applied', 'subscription', subscription)
  planUpcoming(world, subscription)
}

/** What waited for its payment is not waited for any longer. Its invoice is the caller's. */
export function forgetPendingUpdate(world: World, subscription: SubscriptionRecord): void {
  if (!subscription.own.pending) return
  subscription.own = { ...subscription.own, pending: null }
  changeSubscription(world, subscription, { pending_update: null })
  tell(world, 'customer.subscription.pending_update_expired', 'subscription', subscription)
}
