import type { InvoiceRecord, ItemRecord, SubscriptionRecord } from '../world/billingRecords.ts'
import { change, tell, type World } from '../world/createWorld.ts'
import { composeInvoice, toSubscriptionDraft } from './composeInvoice.ts'
import { endSubscription } from './endSubscription.ts'
import { finalizeInvoice } from './finalizeInvoice.ts'
import { openInvoice } from './openInvoice.ts'
import { findEnd } from './periods.ts'
import { findPeriodEnd, planUpcoming } from './planUpcoming.ts'
import { changeSubscription } from './standing.ts'
import { toServiceLine, toUsageLine } from './subscriptionLines.ts'

const RENEWING: ReadonlySet<string> = new Set(['active', 'past_due', 'unpaid', 'trialing'])

/** What is due when a period ends: the end of a trial, or the next period with its invoice. */
export function renewSubscription(world: World, subscription: SubscriptionRecord): void {
  if (!RENEWING.has(subscription.status) || findPeriodEnd(subscription) > world.now) return
  if (subscription.cancel_at !== null && subscription.cancel_at <= world.now) {
    endSubscription(world, subscription, subscription.cancellation_details.reason)
    return
  }
  if (subscription.status === 'trialing') endTrial(world, subscription)
  else advance(world, subscription)
}

interface Renewed {
  items: readonly ItemRecord[]
  anchor: number
}

/** Moves items whose period is over on to the next one, or to others in their place, and drafts what that costs. */
export function advance(
  world: World,
  subscription: SubscriptionRecord,
  { items, anchor }: Renewed = { items: renewItems(world, subscription), anchor: subscription.billing_cycle_anchor },
): InvoiceRecord {
  const draft = toRenewal(world, subscription, items, anchor)
  change(world, 'subscription', subscription, { items: [...items], billing_cycle_anchor: anchor })
  const before = { latest_invoice: subscription.latest_invoice }
  const keepsDraft = subscription.status === 'unpaid' || subscription.pause_collection?.behavior === 'keep_as_draft'
  const invoice = openInvoice(world, { ...draft, isAdvancing: !keepsDraft })
  tell(world, 'customer.subscription.updated', 'subscription', subscription, before)
  planUpcoming(world, subscription)
  return invoice
}

function renewItems(world: World, subscription: SubscriptionRecord): ItemRecord[] {
  return subscription.items.map((item) => {
    const cycle = world.shelves.price.find(item.price)?.recurring
    if (item.current_period_end > world.now || !cycle) return item
    const start = item.current_period_end
    return { ...item, current_period_start: start, current_period_end: findEnd(subscription, cycle, start), own: { billed: null } }
  })
}

/** The draft of a renewal: periods to come of what is licensed, periods that are over of what is metered. */
function toRenewal(world: World, subscription: SubscriptionRecord, renewed: readonly ItemRecord[], anchor: number) {
  const of = { ...subscription, billing_cycle_anchor: anchor }
  const ended = subscription.items.filter((item) => !renewed.includes(item))
  const used = ended.map((item) =>
    toUsageLine(world, subscription, item, { start: item.current_period_start, end: item.current_period_end }),
  )
  const begun = renewed.filter((item) => !subscription.items.includes(item))
  const sold = begun.map((item) => toServiceLine(world, of, item))
  const lines = [...used, ...sold].filter((line) => line !== null)
  const period = {
    start: Math.min(...ended.map((item) => item.current_period_start)),
    end: Math.min(...ended.map((item) => item.current_period_end)),
  }
  return toSubscriptionDraft(world, subscription, { lines, reason: 'subscription_cycle', period })
}

/** The invoice that the next renewal would make, were it now. */
export function previewRenewal(world: World, subscription: SubscriptionRecord): InvoiceRecord {
  const end = findPeriodEnd(subscription)
  const at = { ...world, now: end }
  return composeInvoice(at, toRenewal(at, subscription, renewItems(at, subscription), subscription.billing_cycle_anchor))
}

function endTrial(world: World, subscription: SubscriptionRecord): void {
  const customer = world.shelves.customer.find(subscription.customer)
  const isPayable =
    subscription.collection_method === 'send_invoice' ||
    (subscription.default_payment_method ?? customer?.default_payment_method ?? null) !== null
  const ending = isPayable ? 'create_invoice' : subscription.trial_settings.end_behavior.missing_payment_method
  if (ending === 'cancel') {
    endSubscription(world, subscription, null)
    return
  }
  if (ending === 'pause') {
    const status_details = {
      paused: { subscription: { type: 'trial_end_without_payment_method' }, transitioned_at: world.now, type: 'subscription' },
    } as const
    changeSubscription(world, subscription, { status: 'paused', status_details }, 'customer.subscription.paused')
    return
  }
  changeSubscription(world, subscription, { status: 'active' })
  advance(world, subscription)
}

/** Ends a trial before its time: the first period begins now, and is charged now. */
export function cutTrial(world: World, subscription: SubscriptionRecord): void {
  const items = subscription.items.map((item) => ({ ...item, current_period_end: world.now }))
  change(world, 'subscription', subscription, { trial_end: world.now, billing_cycle_anchor: world.now, items, status: 'active' })
  finalizeInvoice(world, advance(world, subscription))
}
