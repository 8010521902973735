import type { ItemRecord, NewLine, SubscriptionRecord } from '../world/billingRecords.ts'
import { schedule, tell, type World } from '../world/createWorld.ts'
import { refuse } from '../world/refusal.ts'
import { findSchedule } from './closeSchedule.ts'
import { toSubscriptionDraft } from './composeInvoice.ts'
import { finalizeInvoice } from './finalizeInvoice.ts'
import { noteBilled, priceWhole } from './noteBilled.ts'
import { keepPending, openInvoice } from './openInvoice.ts'
import { attemptInvoice } from './payInvoice.ts'
import { findEnd } from './periods.ts'
import { planUpcoming } from './planUpcoming.ts'
import { changeSubscription } from './standing.ts'
import { toCreditLine, toDebitLine, toServiceLine, toUsageLine } from './subscriptionLines.ts'

export interface PauseTerms {
  creditsUnused: boolean
  billsUsage: boolean
  invoicesNow: boolean
}

/** Pauses a subscription: no period passes and nothing is billed until it is resumed. */
export function pauseSubscription(world: World, subscription: SubscriptionRecord, terms: PauseTerms): void {
  if (!['active', 'trialing', 'past_due', 'unpaid'].includes(subscription.status)) {
    throw refuse(`This subscription cannot be paused because its status is \`${subscription.status}\`.`)
  }
  const schedule = findSchedule(world, subscription)
  if (schedule) throw refuse(`The subscription is managed by the subscription schedule \`${schedule.id}\`, and cannot be paused.`)
  const at = world.now
  const lines = subscription.items.flatMap((item): NewLine[] => {
    const credit = terms.creditsUnused && subscription.status !== 'trialing' ? toCreditLine(world, subscription, item, at) : null
    const used = terms.billsUsage ? toUsageLine(world, subscription, item, { start: item.current_period_start, end: at }) : null
    return [credit, used].filter((line) => line !== null)
  })
  keepPending(
    world,
    subscription,
    lines.filter(({ amount }) => amount !== 0),
  )
  const status_details = { paused: { subscription: { type: 'pause_requested' }, transitioned_at: at, type: 'subscription' } } as const
  if (terms.invoicesNow && lines.length > 0) {
    const draft = toSubscriptionDraft(world, subscription, { lines: [], reason: 'subscription_update', period: { start: at, end: at } })
    finalizeInvoice(world, openInvoice(world, draft))
  }
  const items = terms.creditsUnused ? subscription.items.map((item) => ({ ...item, own: { billed: null } })) : subscription.items
  changeSubscription(world, subscription, { status: 'paused', status_details, items })
  tell(world, 'customer.subscription.paused', 'subscription', subscription)
}

export interface ResumeTerms {
  restartsAnchor: boolean
  waitsForPayment: boolean
  prorates: boolean
}

/** Takes a paused subscription up again. Where its payment is waited for, it stays paused until that is made. */
export function resumeSubscription(world: World, subscription: SubscriptionRecord, terms: ResumeTerms): void {
  if (subscription.status !== 'paused') throw refuse('This subscription is not paused, so it cannot be resumed.')
  if (subscription.collection_method !== 'charge_automatically')
    throw refuse('Only subscriptions that charge automatically can be resumed.')
  const at = world.now
  const anchor = terms.restartsAnchor ? at : subscription.billing_cycle_anchor
  const lines: NewLine[] = []
  const of = { ...subscription, billing_cycle_anchor: anchor }
  const wholes = priceWhole(world, of, subscription.items, at)
  const items = subscription.items.map((item, index): ItemRecord => {
    const cycle = world.shelves.price.find(item.price)?.recurring
    // A period that is paid for and still runs goes on.
    if (!cycle || (!terms.restartsAnchor && item.current_period_end > at)) return item
    const started = { ...item, current_period_start: at, current_period_end: findEnd(of, cycle, at), own: { billed: null } }
    const whole = wholes[index] ?? null
    const line = terms.restartsAnchor
      ? toServiceLine(world, of, started)
      : terms.prorates && whole && toDebitLine(world, of, started, whole, at)
    if (line) lines.push(line)
    return { ...started, own: { billed: terms.prorates ? whole : null } }
  })
  if (lines.length === 0) {
    goOn(world, subscription, items, anchor)
    return
  }
  const draft = toSubscriptionDraft(world, subscription, { lines, reason: 'subscription_update', period: { start: at, end: at } })
  if (terms.waitsForPayment) {
    const invoice = openInvoice(world, draft)
    subscription.own = { ...subscription.own, resuming: { invoice: invoice.id, items: noteBilled(items, invoice), anchor } }
    tell(world, 'customer.subscription.updated', 'subscription', subscription)
    finalizeInvoice(world, invoice)
    if (subscription.status === 'paused') schedule(world, at + 23 * 3600, 'unresumed', subscription.id)
    return
  }
  goOn(world, subscription, items, anchor)
  const invoice = openInvoice(world, draft)
  finalizeInvoice(world, invoice, 'wait')
  if (invoice.status === 'open') attemptInvoice(world, invoice)
}

function goOn(world: World, subscription: SubscriptionRecord, items: ItemRecord[], anchor: number): void {
  changeSubscription(world, subscription, { status: 'active', status_details: null, items, billing_cycle_anchor: anchor })
  tell(world, 'customer.subscription.resumed', 'subscription', subscription)
  planUpcoming(world, subscription)
}
