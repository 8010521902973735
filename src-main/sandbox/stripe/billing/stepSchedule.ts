import type { SubscriptionRecord } from '../world/billingRecords.ts'
import { change, get, tell, type World } from '../world/createWorld.ts'
import type { PhaseRecord, Prorating, ScheduleRecord } from '../world/scheduleRecords.ts'
import { cancelAsPlanned, planCancel } from './cancelSubscription.ts'
import { cutPeriods } from './cutPeriods.ts'
import { DAY } from './cycle.ts'
import { enterPhase } from './enterPhase.ts'
import { changeSubscription } from './standing.ts'
import { startByPhase } from './startByPhase.ts'

/** Plans the instants at which a schedule has something to do. */
export function planSchedule(world: World, schedule: ScheduleRecord): void {
  for (const { start_date } of schedule.phases) if (start_date > world.now) world.queue.add(start_date, 'phase', schedule.id)
  const end = endOf(schedule)
  if (end > world.now) world.queue.add(end, 'phase', schedule.id)
  if (end - 7 * DAY >= world.now) world.queue.add(end - 7 * DAY, 'expiring', schedule.id)
}

export function endOf({ phases }: ScheduleRecord): number {
  return phases.at(-1)?.end_date ?? 0
}

/** Brings a schedule to where it is to be at this instant: begun, in another phase, or at its end. */
export function stepSchedule(world: World, schedule: ScheduleRecord): void {
  if (schedule.status !== 'active' && schedule.status !== 'not_started') return
  const phase = schedule.phases.find(({ start_date, end_date }) => start_date <= world.now && world.now < end_date)
  const subscription = schedule.subscription === null ? null : get(world, 'subscription', schedule.subscription)
  if (!subscription) {
    if (phase) beginSchedule(world, schedule, phase)
    return
  }
  if (endOf(schedule) <= world.now) endSchedule(world, schedule, subscription)
  else if (phase && phase.start_date !== schedule.current_phase?.start_date) {
    setPhase(world, schedule, phase, 'subscription_schedule.updated')
    // Its end comes first: what the phase charges ends there.
    planEnd(world, schedule, subscription, phase.proration_behavior)
    enterPhase(world, schedule, subscription, phase)
  }
}

/** The schedule's first phase begins, and with it the subscription; where its customer is gone, nothing does. */
function beginSchedule(world: World, schedule: ScheduleRecord, phase: PhaseRecord): void {
  if (world.shelves.customer.find(schedule.customer)?.deleted) {
    change(world, 'subscription_schedule', schedule, { status: 'canceled', canceled_at: world.now })
    tell(world, 'subscription_schedule.canceled', 'subscription_schedule', schedule)
    return
  }
  const subscription = startByPhase(world, schedule, phase)
  schedule.subscription = subscription.id
  setPhase(world, schedule, phase, 'subscription_schedule.updated')
  planEnd(world, schedule, subscription, phase.proration_behavior)
}

export function setPhase(world: World, schedule: ScheduleRecord, { start_date, end_date }: PhaseRecord, type?: string): void {
  change(world, 'subscription_schedule', schedule, { status: 'active', current_phase: { start_date, end_date } }, type)
}

/** In its last phase a schedule that cancels says so on the subscription; before, and where it releases, it does not. */
export function planEnd(world: World, schedule: ScheduleRecord, subscription: SubscriptionRecord, prorating: Prorating): void {
  const isLast = schedule.current_phase?.end_date === endOf(schedule)
  const at = isLast && schedule.end_behavior === 'cancel' ? endOf(schedule) : null
  if (at === subscription.cancel_at) return
  changeSubscription(world, subscription, planCancel(world, subscription, at, false))
  cutPeriods(world, subscription, prorating)
}

function endSchedule(world: World, schedule: ScheduleRecord, subscription: SubscriptionRecord): void {
  if (schedule.end_behavior === 'release') {
    releaseSchedule(world, schedule, true)
    return
  }
  change(world, 'subscription_schedule', schedule, { status: 'completed', completed_at: world.now, current_phase: null })
  cancelAsPlanned(world, subscription)
  tell(world, 'subscription_schedule.completed', 'subscription_schedule', schedule)
}

/** Lets the subscription go on by itself. @param keepsEnd whether an end that the schedule planned for it stays */
export function releaseSchedule(world: World, schedule: ScheduleRecord, keepsEnd: boolean): void {
  const { subscription: id } = schedule
  const subscription = id === null ? null : get(world, 'subscription', id)
  change(world, 'subscription_schedule', schedule, {
    status: 'released',
    released_at: world.now,
    released_subscription: id,
    subscription: null,
    current_phase: null,
  })
  if (subscription) {
    const takesBack = !keepsEnd && subscription.cancel_at !== null && subscription.cancel_at === endOf(schedule)
    changeSubscription(world, subscription, {
      schedule: null,
      ...(takesBack ? planCancel(world, subscription, null, false) : {}),
    })
    if (takesBack) cutPeriods(world, subscription, 'create_prorations')
  }
  tell(world, 'subscription_schedule.released', 'subscription_schedule', schedule)
}
