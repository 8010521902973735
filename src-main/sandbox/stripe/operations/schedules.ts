import { cancelNow } from '../billing/cancelSubscription.ts'
import { planSchedule, releaseSchedule, stepSchedule } from '../billing/stepSchedule.ts'
import { renderSchedule } from '../wire/renderSchedule.ts'
import type { SubscriptionRecord } from '../world/billingRecords.ts'
import { change, get, put, tell, type World } from '../world/createWorld.ts'
import { anything, flag, mergePairs, must, oneOf, type ParamsOf, pairs, secondsOr, text } from '../world/params.ts'
import { refuse } from '../world/refusal.ts'
import type { PhaseRecord, ScheduleRecord } from '../world/scheduleRecords.ts'
import { type Operation, write } from './operation.ts'
import { range, within } from './page.ts'
import { DEFAULT_SETTINGS_SHAPE, PHASES, readPhases } from './readPhases.ts'
import { list, retrieve } from './shelfOperations.ts'
import { mustBeOpen, readDefaults, UPDATE_SCHEDULE, updateSchedule } from './updateSchedule.ts'

const END = oneOf('release', 'cancel')

const CREATE = {
  customer: text,
  from_subscription: text,
  start_date: secondsOr('now'),
  phases: PHASES,
  end_behavior: END,
  default_settings: DEFAULT_SETTINGS_SHAPE,
  metadata: pairs,
  billing_mode: anything,
}

const PATH = '/v1/subscription_schedules'

export const SCHEDULES: Readonly<Record<string, Operation>> = {
  'schedules.list': list(
    'subscription_schedule',
    PATH,
    { scheduled: flag, canceled_at: range, completed_at: range, released_at: range },
    (schedule, { scheduled, canceled_at, completed_at, released_at }) =>
      (scheduled !== true || schedule.status === 'not_started') &&
      within(schedule.canceled_at, canceled_at) &&
      within(schedule.completed_at, completed_at) &&
      within(schedule.released_at, released_at),
  ),
  'schedules.retrieve': retrieve('subscription_schedule', PATH),
  'schedules.create': write(`POST ${PATH}`, CREATE, (world, params) => {
    const schedule = params.from_subscription
      ? createFrom(world, get(world, 'subscription', params.from_subscription, 'from_subscription'), params)
      : createNew(world, params)
    return renderSchedule(schedule)
  }),
  'schedules.update': write(`POST ${PATH}/:id`, UPDATE_SCHEDULE, (world, params, id) => {
    const schedule = get(world, 'subscription_schedule', id)
    updateSchedule(world, schedule, params)
    return renderSchedule(schedule)
  }),
  'schedules.release': write(`POST ${PATH}/:id/release`, { preserve_cancel_date: flag }, (world, params, id) => {
    const schedule = get(world, 'subscription_schedule', id)
    mustBeOpen(schedule, 'release')
    releaseSchedule(world, schedule, params.preserve_cancel_date === true)
    return renderSchedule(schedule)
  }),
  'schedules.cancel': write(`POST ${PATH}/:id/cancel`, { invoice_now: flag, prorate: flag }, (world, params, id) => {
    const schedule = get(world, 'subscription_schedule', id)
    mustBeOpen(schedule, 'cancel')
    const subscription = schedule.subscription === null ? null : get(world, 'subscription', schedule.subscription)
    // The end of a subscription is the end of its schedule.
    if (subscription)
      cancelNow(world, subscription, { invoicesNow: params.invoice_now !== false, prorates: params.prorate !== false, details: {} })
    else {
      change(world, 'subscription_schedule', schedule, { status: 'canceled', canceled_at: world.now })
      tell(world, 'subscription_schedule.canceled', 'subscription_schedule', schedule)
    }
    return renderSchedule(schedule)
  }),
}

/** A schedule for a subscription that runs: its first phase is the period that it is in, or lasts until it is to end. */
function createFrom(world: World, subscription: SubscriptionRecord, params: ParamsOf<typeof CREATE>): ScheduleRecord {
  if (params.phases || params.customer || params.start_date != null || params.end_behavior || params.default_settings)
    throw refuse('You cannot set other parameters when `from_subscription` is set: update the schedule.', 'from_subscription')
  const { status } = subscription
  if (['canceled', 'incomplete_expired', 'incomplete', 'paused'].includes(status))
    throw refuse(`You cannot create a schedule from a subscription that is ${status}.`, 'from_subscription')
  if (subscription.schedule !== null)
    throw refuse(`You cannot migrate a subscription that is already attached to a schedule: ${subscription.schedule}.`, 'from_subscription')
  const phase = toPhase(subscription)
  const schedule = put(world, 'subscription_schedule', {
    ...bare(world, subscription.customer, [phase], params),
    status: 'active',
    subscription: subscription.id,
    current_phase: { start_date: phase.start_date, end_date: phase.end_date },
    end_behavior: subscription.cancel_at === null ? 'release' : 'cancel',
  })
  tell(world, 'subscription_schedule.created', 'subscription_schedule', schedule)
  change(world, 'subscription', subscription, { schedule: schedule.id }, 'customer.subscription.updated')
  planSchedule(world, schedule)
  return schedule
}

function toPhase(subscription: SubscriptionRecord): PhaseRecord {
  const { items, discounts, currency, metadata, trial_end, status } = subscription
  return {
    start_date: Math.min(...items.map((item) => item.current_period_start)),
    end_date: subscription.cancel_at ?? Math.min(...items.map((item) => item.current_period_end)),
    items: items.map((item) => ({
      price: item.price,
      quantity: item.quantity,
      metadata: item.metadata,
      discounts: item.discounts.map((discount) => ({ coupon: null, discount, promotion_code: null })),
    })),
    proration_behavior: 'create_prorations',
    billing_cycle_anchor: null,
    collection_method: subscription.collection_method,
    days_until_due: subscription.days_until_due,
    currency,
    default_payment_method: subscription.default_payment_method,
    description: subscription.description,
    discounts: discounts.map((discount) => ({ coupon: null, discount, promotion_code: null })),
    metadata,
    trial_end: status === 'trialing' ? trial_end : null,
  }
}

/** A schedule that makes its subscription when its first phase begins. */
function createNew(world: World, params: ParamsOf<typeof CREATE>): ScheduleRecord {
  const customer = get(world, 'customer', must(params.customer, 'customer'), 'customer')
  const start = params.start_date === 'now' || params.start_date == null ? world.now : params.start_date
  if (start < world.now) throw refuse('The sandbox begins no schedule in the past.', 'start_date')
  const phases = readPhases(world, customer, params.phases ?? [], start)
  if (phases[0]?.start_date !== start) throw refuse('The first phase begins with the schedule.', 'phases[0][start_date]')
  const schedule = put(
    world,
    'subscription_schedule',
    { ...bare(world, customer.id, phases, params), end_behavior: params.end_behavior ?? 'release' },
    'subscription_schedule.created',
  )
  planSchedule(world, schedule)
  if (start === world.now) stepSchedule(world, schedule)
  return schedule
}

function bare(world: World, customer: string, phases: PhaseRecord[], params: ParamsOf<typeof CREATE>): ScheduleRecord {
  return {
    id: world.ids.next('sub_sched_'),
    created: world.now,
    customer,
    status: 'not_started',
    subscription: null,
    released_subscription: null,
    end_behavior: 'release',
    phases,
    current_phase: null,
    metadata: mergePairs({}, params.metadata),
    canceled_at: null,
    completed_at: null,
    released_at: null,
    own: { defaults: readDefaults(params.default_settings, null) },
  }
}
