import { planCancel } from '../billing/cancelSubscription.ts'
import { changeItems } from '../billing/changeItems.ts'
import { changeTrial } from '../billing/changeTrial.ts'
import { cutPeriods, findWholeEnd } from '../billing/cutPeriods.ts'
import { setDiscounts } from '../billing/discounts.ts'
import { planItems } from '../billing/planItems.ts'
import { changeSubscription } from '../billing/standing.ts'
import type { SubscriptionRecord } from '../world/billingRecords.ts'
import { schedule, type World } from '../world/createWorld.ts'
import { anything, flag, mergePairs, must, oneOf, type ParamsOf, pairs, part, said, secondsOr, text, whole } from '../world/params.ts'
import { refuse } from '../world/refusal.ts'
import { attach } from './customers.ts'
import { DISCOUNTS, readDiscounts } from './readDiscounts.ts'
import { amountOfItems, ITEMS, readItemChanges } from './readItems.ts'

export const UPDATE = {
  items: ITEMS,
  proration_behavior: oneOf('create_prorations', 'always_invoice', 'none'),
  proration_date: whole,
  payment_behavior: oneOf('allow_incomplete', 'default_incomplete', 'error_if_incomplete', 'pending_if_incomplete'),
  billing_cycle_anchor: part({ type: oneOf('now', 'unchanged') }),
  cancel_at: secondsOr('min_period_end', 'max_period_end', 'max_billed_until'),
  cancel_at_period_end: flag,
  cancellation_details: part({ comment: text, feedback: text }),
  collection_method: oneOf('charge_automatically', 'send_invoice'),
  days_until_due: whole,
  default_payment_method: text,
  description: text,
  discounts: DISCOUNTS,
  metadata: pairs,
  pause_collection: part({ behavior: oneOf('keep_as_draft', 'mark_uncollectible', 'void'), resumes_at: whole }),
  trial_end: secondsOr('now'),
  trial_settings: anything,
  off_session: flag,
  payment_settings: anything,
}

export type UpdateParams = ParamsOf<typeof UPDATE>

/** Changes a subscription as its update endpoint does: settings first, then its trial, then what it consists of. */
export function updateSubscription(world: World, subscription: SubscriptionRecord, params: UpdateParams): void {
  const { status } = subscription
  if (status === 'canceled' || status === 'incomplete_expired') {
    const names = Object.keys(params).filter((name) => name !== 'metadata' && name !== 'cancellation_details')
    if (names.length > 0) throw refuse('A canceled subscription can only update its cancellation_details and metadata.', names[0])
  }
  const { metadata, description, collection_method, days_until_due, default_payment_method } = params
  const to = said<Partial<Record<keyof SubscriptionRecord, unknown>>>({
    description,
    collection_method: collection_method ?? undefined,
    days_until_due,
    metadata: metadata === undefined ? undefined : mergePairs(subscription.metadata, metadata),
    default_payment_method: default_payment_method
      ? attach(world, default_payment_method, subscription.customer).id
      : default_payment_method,
  }) as Partial<SubscriptionRecord>
  Object.assign(to, toEnding(world, subscription, params), toCollection(world, subscription, params))
  if (params.cancellation_details) {
    const { comment = null, feedback = null } = params.cancellation_details
    to.cancellation_details = { ...(to.cancellation_details ?? subscription.cancellation_details), comment, feedback }
  }
  if (params.discounts !== undefined) {
    const { currency, items } = subscription
    const customer = world.shelves.customer.find(subscription.customer)
    const wanted = readDiscounts(world, params.discounts ?? [], { customer, amount: amountOfItems(world, items), currency })
    setDiscounts(world, subscription, wanted)
  }
  if (Object.keys(to).length > 0 || params.discounts !== undefined) changeSubscription(world, subscription, to)
  if (to.cancel_at !== undefined) cutPeriods(world, subscription, params.proration_behavior ?? 'create_prorations')
  if (params.trial_end != null) changeTrial(world, subscription, params.trial_end, params.proration_behavior !== 'none')
  if (params.items || params.billing_cycle_anchor?.type === 'now') changeParts(world, subscription, params)
}

function changeParts(world: World, subscription: SubscriptionRecord, params: UpdateParams): void {
  const at = params.proration_date ?? world.now
  const starts = subscription.items.map((item) => item.current_period_start)
  const ends = subscription.items.map((item) => item.current_period_end)
  // Also an instant that is to come: who asks may have another clock.
  if (at < Math.min(...starts) || at > Math.max(world.now, Math.min(...ends))) {
    throw refuse('Invalid proration_date: it must lie within the current period.', 'proration_date')
  }
  const behavior = params.proration_behavior ?? 'create_prorations'
  const planned = planItems(world, subscription, readItemChanges(world, params.items ?? []), {
    at,
    restartsAnchor: params.billing_cycle_anchor?.type === 'now',
    prorates: behavior !== 'none',
  })
  changeItems(world, subscription, planned, behavior, at)
}

/** When it is to end: named by an instant or by a period, or taken back. */
function toEnding(world: World, subscription: SubscriptionRecord, params: UpdateParams): Partial<SubscriptionRecord> {
  const ends = subscription.items.map((item) => findWholeEnd(world, subscription, item))
  if (params.cancel_at_period_end === true) return planCancel(world, subscription, Math.max(...ends), true)
  if (params.cancel_at === 'min_period_end') return planCancel(world, subscription, Math.min(...ends), false)
  if (params.cancel_at === 'max_period_end' || params.cancel_at === 'max_billed_until')
    return planCancel(world, subscription, Math.max(...ends), false)
  if (typeof params.cancel_at === 'number') {
    if (params.cancel_at <= world.now) throw refuse('Invalid timestamp: must be an integer Unix timestamp in the future', 'cancel_at')
    return planCancel(world, subscription, params.cancel_at, false)
  }
  const isTakenBack = params.cancel_at === null || (params.cancel_at_period_end === false && subscription.cancel_at_period_end)
  return isTakenBack ? planCancel(world, subscription, null, false) : {}
}

function toCollection(world: World, subscription: SubscriptionRecord, { pause_collection }: UpdateParams): Partial<SubscriptionRecord> {
  if (pause_collection === undefined) return {}
  if (pause_collection === null) return { pause_collection: null }
  const resumes_at = pause_collection.resumes_at ?? null
  if (resumes_at !== null) schedule(world, resumes_at, 'resume_collection', subscription.id)
  return { pause_collection: { behavior: must(pause_collection.behavior, 'pause_collection[behavior]'), resumes_at } }
}
