import type { SubscriptionRecord } from '../world/billingRecords.ts'
import type { World } from '../world/createWorld.ts'
import { refuse } from '../world/refusal.ts'
import { toSubscriptionDraft } from './composeInvoice.ts'
import { finalizeInvoice } from './finalizeInvoice.ts'
import { keepPending, openInvoice } from './openInvoice.ts'
import { planUpcoming } from './planUpcoming.ts'
import { cutTrial } from './renewSubscription.ts'
import { changeSubscription } from './standing.ts'
import { planTrial } from './startSubscription.ts'
import { toCreditLine } from './subscriptionLines.ts'

/** A trial that is ended, prolonged, shortened, or begun in the middle of a period. */
export function changeTrial(world: World, subscription: SubscriptionRecord, end: number | 'now', prorates: boolean): void {
  if (end === 'now' || end <= world.now) {
    if (end !== 'now') throw refuse('The subscription trial end must be in the future.', 'trial_end')
    if (subscription.status === 'trialing') cutTrial(world, subscription)
    return
  }
  const wasTrial = subscription.status === 'trialing'
  if (!wasTrial && subscription.status !== 'active')
    throw refuse(`A trial cannot be given to a subscription that is ${subscription.status}.`, 'trial_end')
  const credits = wasTrial || !prorates ? [] : subscription.items.map((item) => toCreditLine(world, subscription, item, world.now))
  const items = subscription.items.map((item) => ({
    ...item,
    current_period_start: wasTrial ? item.current_period_start : world.now,
    current_period_end: end,
    own: { billed: wasTrial ? item.own.billed : null },
  }))
  changeSubscription(world, subscription, {
    status: 'trialing',
    trial_start: subscription.trial_start ?? world.now,
    trial_end: end,
    billing_cycle_anchor: end,
    items,
  })
  planTrial(world, subscription)
  planUpcoming(world, subscription)
  const lines = credits.filter((line) => line !== null && line.amount !== 0).filter((line) => line !== null)
  keepPending(world, subscription, lines)
  if (lines.length === 0) return
  const draft = toSubscriptionDraft(world, subscription, {
    lines: [],
    reason: 'subscription_update',
    period: { start: world.now, end: world.now },
  })
  finalizeInvoice(world, openInvoice(world, draft))
}
