import type { SubscriptionRecord } from '../world/billingRecords.ts'
import { change, tell, type World } from '../world/createWorld.ts'
import type { ScheduleRecord } from '../world/scheduleRecords.ts'

/** The schedule that leads a subscription; null where none does, or no longer. */
export function findSchedule(world: World, { schedule }: Pick<SubscriptionRecord, 'schedule'>): ScheduleRecord | null {
  const record = schedule === null ? null : world.shelves.subscription_schedule.find(schedule)
  return record?.status === 'active' || record?.status === 'not_started' ? record : null
}

/** Ends the schedule of a subscription that ended before it: aborted where nobody paid, canceled where somebody asked. */
export function dropSchedule(world: World, subscription: SubscriptionRecord, reason: string | null): void {
  const schedule = findSchedule(world, subscription)
  if (!schedule) return
  change(world, 'subscription_schedule', schedule, { status: 'canceled', canceled_at: world.now, current_phase: null })
  const type = reason === 'payment_failed' ? 'subscription_schedule.aborted' : 'subscription_schedule.canceled'
  tell(world, type, 'subscription_schedule', schedule)
}
