import { enterPhase } from '../billing/enterPhase.ts'
import { planEnd, planSchedule, setPhase, stepSchedule } from '../billing/stepSchedule.ts'
import { change, get, type World } from '../world/createWorld.ts'
import { mergePairs, oneOf, type ParamsOf, pairs, said } from '../world/params.ts'
import { refuse } from '../world/refusal.ts'
import type { PhaseRecord, ScheduleRecord } from '../world/scheduleRecords.ts'
import { DEFAULT_SETTINGS_SHAPE, PHASES, readPhases } from './readPhases.ts'

export const UPDATE_SCHEDULE = {
  phases: PHASES,
  end_behavior: oneOf('release', 'cancel'),
  default_settings: DEFAULT_SETTINGS_SHAPE,
  proration_behavior: oneOf('create_prorations', 'always_invoice', 'none'),
  metadata: pairs,
}

/** Puts other phases in the place of those that are there. What the running phase is changed to, it is at once. */
export function updateSchedule(world: World, schedule: ScheduleRecord, params: ParamsOf<typeof UPDATE_SCHEDULE>): void {
  mustBeOpen(schedule, 'update')
  const customer = get(world, 'customer', schedule.customer, 'customer')
  const running = schedule.current_phase
  const phases = params.phases
    ? readPhases(world, customer, params.phases, running?.start_date ?? schedule.phases[0]?.start_date ?? world.now)
    : null
  if (phases) mustFit(world, schedule, phases)
  const to = said({
    phases: phases ?? undefined,
    end_behavior: params.end_behavior ?? undefined,
    metadata: params.metadata === undefined ? undefined : mergePairs(schedule.metadata, params.metadata),
    own: params.default_settings ? { defaults: readDefaults(params.default_settings, schedule.own.defaults) } : undefined,
  })
  change(world, 'subscription_schedule', schedule, to, 'subscription_schedule.updated')
  planSchedule(world, schedule)
  stepSchedule(world, schedule)
  const subscription = schedule.subscription === null ? null : get(world, 'subscription', schedule.subscription)
  const phase = schedule.phases.find(({ start_date }) => start_date === schedule.current_phase?.start_date)
  if (schedule.status !== 'active' || !subscription || !phase) return
  if (phases) setPhase(world, schedule, phase)
  const prorating = params.proration_behavior ?? 'create_prorations'
  planEnd(world, schedule, subscription, prorating)
  if (phases && phase.start_date === running?.start_date) enterPhase(world, schedule, subscription, phase, prorating)
}

/** Phases that are over stay over, and the one that runs has begun. */
function mustFit(world: World, schedule: ScheduleRecord, phases: readonly PhaseRecord[]): void {
  const subscription = schedule.subscription === null ? null : get(world, 'subscription', schedule.subscription)
  if (subscription && phases[0]?.currency !== subscription.currency)
    throw refuse(`The phases of this schedule must be in \`${subscription.currency}\`, as its subscription is.`, 'phases')
  const { current_phase: running } = schedule
  const end = phases.at(-1)?.end_date ?? 0
  if (end < world.now) throw refuse('The last phase of a schedule must end in the future.', 'phases')
  if (!running && (phases[0]?.start_date ?? 0) < world.now)
    throw refuse('The sandbox begins no schedule in the past.', 'phases[0][start_date]')
  if (running && !phases.some(({ start_date }) => start_date === running.start_date))
    throw refuse('You can not modify the start date of the current phase.', 'phases[0][start_date]')
}

export function mustBeOpen({ status }: ScheduleRecord, verb: string): void {
  if (status !== 'active' && status !== 'not_started')
    throw refuse(`You cannot ${verb} a subscription schedule that is currently in the \`${status}\` status.`)
}

export function readDefaults(
  given: ParamsOf<typeof UPDATE_SCHEDULE>['default_settings'],
  before: ScheduleRecord['own']['defaults'] | null,
): ScheduleRecord['own']['defaults'] {
  return {
    billing_cycle_anchor: given?.billing_cycle_anchor ?? before?.billing_cycle_anchor ?? 'automatic',
    collection_method: given?.collection_method ?? before?.collection_method ?? null,
    days_until_due: given?.invoice_settings?.days_until_due ?? before?.days_until_due ?? null,
    default_payment_method: given?.default_payment_method ?? before?.default_payment_method ?? null,
    description: given?.description ?? before?.description ?? null,
  }
}
