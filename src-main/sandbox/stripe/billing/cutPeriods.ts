import type { ItemRecord, NewLine, SubscriptionRecord } from '../world/billingRecords.ts'
import { change, type World } from '../world/createWorld.ts'
import type { Prorating } from '../world/scheduleRecords.ts'
import { toSubscriptionDraft } from './composeInvoice.ts'
import { finalizeInvoice } from './finalizeInvoice.ts'
import { priceWhole } from './noteBilled.ts'
import { keepPending, openInvoice } from './openInvoice.ts'
import { findEnd, toWholePeriod } from './periods.ts'
import { planUpcoming } from './planUpcoming.ts'
import { toCreditLine, toDebitLine } from './subscriptionLines.ts'

const CUT: ReadonlySet<string> = new Set(['active', 'past_due', 'unpaid'])

/**
 * Cuts the periods that run where the subscription is to end within them, and gives back what is cut; or the other way round.
 *
 * Without prorations nothing is cut: the subscription ends in the middle of what was paid for.
 */
export function cutPeriods(world: World, subscription: SubscriptionRecord, prorating: Prorating): void {
  if (!CUT.has(subscription.status)) return
  const moved = subscription.items.map((item, index) => moveEnd(world, subscription, item, index, prorating !== 'none'))
  if (moved.every(({ item }, index) => item === subscription.items[index])) return
  change(world, 'subscription', subscription, { items: moved.map(({ item }) => item) }, 'customer.subscription.updated')
  planUpcoming(world, subscription)
  const lines = moved.flatMap(({ line }) => (line && line.amount !== 0 ? [line] : []))
  keepPending(world, subscription, lines)
  if (lines.length === 0 || prorating !== 'always_invoice') return
  const { now } = world
  const period = { start: now, end: now }
  finalizeInvoice(world, openInvoice(world, toSubscriptionDraft(world, subscription, { lines: [], reason: 'subscription_update', period })))
}

function moveEnd(
  world: World,
  subscription: SubscriptionRecord,
  item: ItemRecord,
  index: number,
  prorates: boolean,
): { item: ItemRecord; line: NewLine | null } {
  const cycle = world.shelves.price.find(item.price)?.recurring
  const { current_period_start: start, current_period_end: end } = item
  // What is over is renewed, and cut then.
  if (!cycle || end <= world.now) return { item, line: null }
  const wanted = findEnd(subscription, cycle, start)
  if (wanted === end || (wanted < end && !prorates)) return { item, line: null }
  const to = { ...item, current_period_end: wanted }
  if (wanted < end) return { item: to, line: toCreditLine(world, subscription, item, wanted, end) }
  if (!prorates) return { item: to, line: null }
  // What was cut comes back at what it was charged at; what was sold short is charged for the rest of a whole period.
  const isCut = item.own.billed?.end === toWholePeriod(subscription.billing_cycle_anchor, cycle, start).end
  const whole = isCut ? item.own.billed : (priceWhole(world, subscription, subscription.items, start)[index] ?? null)
  if (!whole) return { item: to, line: null }
  return { item: { ...to, own: { billed: whole } }, line: toDebitLine(world, subscription, item, whole, end, wanted) }
}

/** Where an item's period would end if the subscription went on. */
export function findWholeEnd(world: World, { billing_cycle_anchor, status }: SubscriptionRecord, item: ItemRecord): number {
  const cycle = world.shelves.price.find(item.price)?.recurring
  if (!cycle || status === 'trialing') return item.current_period_end
  return findEnd({ billing_cycle_anchor, cancel_at: null }, cycle, item.current_period_start)
}
