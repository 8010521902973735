import type { ItemRecord, NewLine, SubscriptionRecord } from '../world/billingRecords.ts'
import type { WantedDiscount } from '../world/catalogRecords.ts'
import { change, put, schedule, tell, type World } from '../world/createWorld.ts'
import type { CustomerRecord } from '../world/paymentRecords.ts'
import { toSubscriptionDraft } from './composeInvoice.ts'
import { type Cycle, DAY } from './cycle.ts'
import { finalizeInvoice } from './finalizeInvoice.ts'
import { priceWhole } from './noteBilled.ts'
import { openInvoice } from './openInvoice.ts'
import { attemptInvoice } from './payInvoice.ts'
import { findEnd } from './periods.ts'
import { planUpcoming } from './planUpcoming.ts'
import { tellEntitled } from './standing.ts'
import { toDebitLine, toServiceLine } from './subscriptionLines.ts'

export interface NewItem {
  price: string
  quantity: number | null
  cycle: Cycle
  metadata: Record<string, string>
  discounts: readonly WantedDiscount[]
}

export interface NewSubscription {
  customer: CustomerRecord
  items: readonly NewItem[]
  currency: string
  collection_method: 'charge_automatically' | 'send_invoice'
  days_until_due: number | null
  trialEnd: number | null
  /** When the first whole period begins, where it is not now. */
  anchor: number | null
  proratesToAnchor: boolean
  payment: 'allow_incomplete' | 'default_incomplete'
  missingMethod: 'create_invoice' | 'pause' | 'cancel'
  cancel_at: number | null
  cancel_at_period_end: boolean
  default_payment_method: string | null
  description: string | null
  metadata: Record<string, string>
}

const INCOMPLETE_SECONDS = 23 * 3600

/** Starts a subscription. Its first invoice is `billFirst`'s. */
export function startSubscription(world: World, given: NewSubscription): SubscriptionRecord {
  const { now } = world
  const { trialEnd, anchor, customer, items, cancel_at, cancel_at_period_end } = given
  const billing_cycle_anchor = trialEnd ?? anchor ?? now
  const cutsAt = given.proratesToAnchor ? cancel_at : null
  const id = world.ids.next('sub_')
  const created: ItemRecord[] = items.map(({ price, quantity, cycle, metadata }) => ({
    id: world.ids.next('si_', 14),
    created: now,
    price,
    quantity,
    current_period_start: now,
    current_period_end: trialEnd ?? findEnd({ billing_cycle_anchor, cancel_at: cutsAt }, cycle, now),
    discounts: [],
    metadata,
    own: { billed: null },
  }))
  const ends = Math.max(...created.map((item) => item.current_period_end))
  const isScheduledToEnd = cancel_at_period_end || cancel_at !== null
  const subscription = put(world, 'subscription', {
    id,
    created: now,
    customer: customer.id,
    status: trialEnd !== null ? 'trialing' : given.collection_method === 'send_invoice' ? 'active' : 'incomplete',
    currency: given.currency,
    collection_method: given.collection_method,
    days_until_due: given.days_until_due,
    billing_cycle_anchor,
    start_date: now,
    ended_at: null,
    canceled_at: isScheduledToEnd ? now : null,
    cancel_at: cancel_at_period_end ? ends : cancel_at,
    cancel_at_period_end,
    cancellation_details: {
      comment: null,
      feedback: null,
      feedback_option: null,
      reason: isScheduledToEnd ? 'cancellation_requested' : null,
    },
    trial_start: trialEnd === null ? null : now,
    trial_end: trialEnd,
    trial_settings: { end_behavior: { billing_cycle_anchor: null, missing_payment_method: given.missingMethod } },
    pending_update: null,
    schedule: null,
    pause_collection: null,
    default_payment_method: given.default_payment_method,
    description: given.description,
    discounts: [],
    latest_invoice: null,
    metadata: given.metadata,
    items: created,
    status_details: null,
    own: { finalized: null, resuming: null, pending: null },
  })
  if (customer.currency === null) change(world, 'customer', customer, { currency: given.currency }, 'customer.updated')
  return subscription
}

/** Tells of a new subscription, bills what its first period costs, and plans what comes next. */
export function billFirst(
  world: World,
  subscription: SubscriptionRecord,
  given: Pick<NewSubscription, 'anchor' | 'proratesToAnchor' | 'payment'>,
): void {
  const { now } = world
  const isTrial = subscription.status === 'trialing'
  const isPartial = !isTrial && given.anchor !== null && given.anchor > now
  tell(world, 'customer.subscription.created', 'subscription', subscription)
  tellEntitled(world, subscription.customer)
  const lines = isPartial
    ? given.proratesToAnchor
      ? toPartialLines(world, subscription)
      : []
    : subscription.items.map((item) => toServiceLine(world, subscription, item, isTrial))
  const billed = lines.filter((line) => line !== null)
  if (billed.length > 0 || isTrial) {
    const isSent = subscription.collection_method === 'send_invoice' && !isTrial
    const draft = toSubscriptionDraft(world, subscription, {
      lines: billed,
      reason: 'subscription_create',
      period: { start: now, end: now },
    })
    const invoice = openInvoice(world, draft)
    if (!isSent) finalizeInvoice(world, invoice, 'wait')
    if (invoice.status === 'open' && !isSent && given.payment === 'allow_incomplete') attemptInvoice(world, invoice)
  } else if (subscription.status === 'incomplete') {
    // Nothing is due before something is used.
    change(world, 'subscription', subscription, { status: 'active' }, 'customer.subscription.updated')
  }
  if (subscription.status === 'incomplete') schedule(world, now + INCOMPLETE_SECONDS, 'incomplete', subscription.id)
  if (subscription.cancel_at !== null) schedule(world, subscription.cancel_at, 'cancel', subscription.id)
  planTrial(world, subscription)
  planUpcoming(world, subscription)
}

/** A first period up to the anchor is a share of a whole one. */
function toPartialLines(world: World, subscription: SubscriptionRecord): (NewLine | null)[] {
  const wholes = priceWhole(world, subscription, subscription.items, world.now)
  subscription.items = subscription.items.map((item, index) => ({ ...item, own: { billed: wholes[index] ?? null } }))
  return subscription.items.map((item) => item.own.billed && toDebitLine(world, subscription, item, item.own.billed, world.now))
}

/** The word three days ahead, or at once where the trial is shorter than that. */
export function planTrial(world: World, { status, trial_end, id }: SubscriptionRecord): void {
  if (status !== 'trialing' || trial_end === null) return
  schedule(world, Math.max(world.now, trial_end - 3 * DAY), 'trial_will_end', id)
}
