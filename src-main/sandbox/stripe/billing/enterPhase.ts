import type { ItemRecord, SubscriptionRecord } from '../world/billingRecords.ts'
import { get, type World } from '../world/createWorld.ts'
import { mergePairs } from '../world/params.ts'
import type { PhaseRecord, Prorating, ScheduleRecord } from '../world/scheduleRecords.ts'
import { changeItems } from './changeItems.ts'
import { changeTrial } from './changeTrial.ts'
import { setDiscounts } from './discounts.ts'
import { findEnd } from './periods.ts'
import { type ItemChange, planItems } from './planItems.ts'
import { advance } from './renewSubscription.ts'
import { changeSubscription } from './standing.ts'
import { toWanted } from './startByPhase.ts'

/** Makes of a subscription what a phase wants of it, at the phase's beginning or where the phase itself was changed. */
export function enterPhase(
  world: World,
  schedule: ScheduleRecord,
  subscription: SubscriptionRecord,
  phase: PhaseRecord,
  prorating = phase.proration_behavior,
): void {
  applyTerms(world, schedule, subscription, phase)
  setDiscounts(world, subscription, toWanted(world, subscription, phase.discounts))
  const changes = toChanges(world, subscription, phase)
  const isBilled = subscription.status === 'active' || subscription.status === 'past_due' || subscription.status === 'unpaid'
  // Who owes something is given no trial.
  const canTry = subscription.status === 'active' || subscription.status === 'trialing'
  const isTrial = canTry && phase.trial_end !== null && phase.trial_end > world.now
  const anchor = phase.billing_cycle_anchor ?? schedule.own.defaults.billing_cycle_anchor
  const isOver = subscription.items.every((item) => item.current_period_end <= world.now)
  if (isBilled && isOver && !isTrial) {
    renewInto(world, subscription, changes, anchor === 'phase_start')
    return
  }
  if (isBilled && !isTrial)
    changeRunning(world, subscription, changes, anchor === 'phase_start' && phase.start_date === world.now, prorating)
  else changeSubscription(world, subscription, { items: planUnbilled(world, subscription, changes) })
  if (isTrial && phase.trial_end !== subscription.trial_end)
    changeTrial(world, subscription, phase.trial_end ?? 'now', prorating !== 'none')
}

function applyTerms(world: World, { own }: ScheduleRecord, subscription: SubscriptionRecord, phase: PhaseRecord): void {
  const { defaults } = own
  const to: Partial<SubscriptionRecord> = {
    collection_method: phase.collection_method ?? defaults.collection_method ?? subscription.collection_method,
    days_until_due: phase.days_until_due ?? defaults.days_until_due ?? subscription.days_until_due,
    default_payment_method: phase.default_payment_method ?? defaults.default_payment_method ?? subscription.default_payment_method,
    description: phase.description ?? defaults.description ?? subscription.description,
    metadata: mergePairs(subscription.metadata, phase.metadata),
  }
  const isOther = Object.entries(to).some(([name, value]) => JSON.stringify(value) !== JSON.stringify(Reflect.get(subscription, name)))
  if (isOther) changeSubscription(world, subscription, to)
}

/** Every period ends as the phase begins: one renewal bills what is over and what begins. */
function renewInto(world: World, subscription: SubscriptionRecord, changes: readonly ItemChange[], restartsAnchor: boolean): void {
  const planned = planUnbilled(world, subscription, changes)
  const keepsCycle = !restartsAnchor && planned.some((item) => subscription.items.some((before) => isSameCycle(world, before, item)))
  const anchor = keepsCycle ? subscription.billing_cycle_anchor : world.now
  const items = planned.map((item) => {
    const cycle = get(world, 'price', item.price).recurring
    const end = cycle ? findEnd({ ...subscription, billing_cycle_anchor: anchor }, cycle, world.now) : world.now
    return { ...item, current_period_start: world.now, current_period_end: end, own: { billed: null } }
  })
  advance(world, subscription, { items, anchor })
}

function changeRunning(
  world: World,
  subscription: SubscriptionRecord,
  changes: readonly ItemChange[],
  restartsAnchor: boolean,
  prorating: Prorating,
): void {
  const isSame = changes.every(({ id, price, quantity, isDeleted }) => {
    const item = subscription.items.find((each) => each.id === id)
    return item && !isDeleted && item.price === price?.id && item.quantity === (quantity ?? null)
  })
  if (isSame && !restartsAnchor) return
  const planned = planItems(world, subscription, changes, { at: world.now, restartsAnchor, prorates: prorating !== 'none' })
  changeItems(world, subscription, planned, prorating, world.now)
}

/** What the items are to be, with the periods that they have: nothing is charged or given back. */
function planUnbilled(world: World, subscription: SubscriptionRecord, changes: readonly ItemChange[]): ItemRecord[] {
  const unbilled = {
    ...subscription,
    status: 'trialing' as const,
    trial_end: Math.min(...subscription.items.map((item) => item.current_period_end)),
  }
  const { items } = planItems(world, unbilled, changes, { at: world.now, restartsAnchor: false, prorates: false })
  return items.map((item) => (item.id === '' ? { ...item, id: world.ids.next('si_', 14) } : item))
}

function isSameCycle(world: World, one: ItemRecord, other: ItemRecord): boolean {
  const [a, b] = [get(world, 'price', one.price).recurring, get(world, 'price', other.price).recurring]
  return a?.interval === b?.interval && a?.interval_count === b?.interval_count
}

/** An item with the same price goes on; what is left takes the place of what is new, one for one; the rest goes or comes. */
function toChanges(world: World, { items }: SubscriptionRecord, phase: PhaseRecord): ItemChange[] {
  const left = items.filter((item) => !phase.items.some(({ price }) => price === item.price))
  const wanted = phase.items.map(({ price, quantity, metadata }): ItemChange => {
    const known = items.find((item) => item.price === price) ?? left.shift()
    return { id: known?.id, price: get(world, 'price', price), quantity, ...(Object.keys(metadata).length > 0 ? { metadata } : {}) }
  })
  return [...wanted, ...left.map(({ id }) => ({ id, isDeleted: true }))]
}
