import type { SubscriptionRecord } from '../world/billingRecords.ts'
import { schedule, type World } from '../world/createWorld.ts'
import { DAY } from './cycle.ts'

const AHEAD = 7 * DAY

/** The soonest end of a period of its items, which is when it renews. */
export function findPeriodEnd({ items }: Pick<SubscriptionRecord, 'items'>): number {
  return Math.min(...items.map((item) => item.current_period_end))
}

/** Plans the next renewal, and its announcement a week ahead. */
export function planUpcoming(world: World, subscription: SubscriptionRecord): void {
  const end = findPeriodEnd(subscription)
  if (!Number.isFinite(end)) return
  schedule(world, end, 'period', subscription.id)
  if (end - AHEAD > world.now) schedule(world, end - AHEAD, 'upcoming', subscription.id)
}
