import type { ItemRecord, NewLine, SubscriptionRecord } from '../world/billingRecords.ts'
import type { PriceRecord } from '../world/catalogRecords.ts'
import { get, type World } from '../world/createWorld.ts'
import { refuse, refuseMissing } from '../world/refusal.ts'
import { amountOf } from './amountOf.ts'
import { priceWhole } from './noteBilled.ts'
import { findEnd } from './periods.ts'
import { isMetered, toCreditLine, toDebitLine, toServiceLine } from './subscriptionLines.ts'

/** What is asked of an item: one that is named is changed, one that is not is new. */
export interface ItemChange {
  id?: string | null | undefined
  price?: PriceRecord | null | undefined
  quantity?: number | null | undefined
  isDeleted?: boolean
  metadata?: Record<string, string>
}

export interface PlannedItems {
  items: ItemRecord[]
  anchor: number
  /** What is given back and what is charged, for the rest of the periods that run. */
  lines: NewLine[]
  /** Whether a whole period begins now: that is charged now, whatever is said of prorations. */
  restarts: boolean
}

/** Works out what a change of items makes of a subscription, and changes nothing. New items have no id yet. */
export function planItems(
  world: World,
  subscription: SubscriptionRecord,
  changes: readonly ItemChange[],
  options: { at: number; restartsAnchor: boolean; prorates: boolean },
): PlannedItems {
  const { at, prorates } = options
  const planned = subscription.items.map((before) => ({
    before,
    after: applyChange(
      world,
      before,
      changes.find(({ id }) => id === before.id),
    ),
  }))
  for (const { id } of changes)
    if (id && !subscription.items.some((item) => item.id === id)) throw refuseMissing('subscription_item', id, 'items')
  const added = changes.filter(({ id }) => !id).map((each) => toNewItem(world, subscription, each))
  const kept = planned.flatMap(({ after }) => after ?? [])
  if (kept.length + added.length === 0) throw refuse('A subscription must have at least one active plan.', 'items')
  mustDiffer([...kept, ...added])
  // In a trial and in a pause nothing is charged or given back.
  const isFree = subscription.status === 'trialing' || subscription.status === 'paused'
  const freeUntil = (subscription.status === 'trialing' && subscription.trial_end) || at
  const isRestart = (before: ItemRecord, after: ItemRecord) =>
    !isSameCycle(get(world, 'price', before.price), get(world, 'price', after.price))
  const isPaidNow = !isFree && sumOf(world, subscription.items) === 0 && sumOf(world, [...kept, ...added]) > 0
  const restartsAll =
    !isFree &&
    (options.restartsAnchor ||
      isPaidNow ||
      (kept.length + added.length === 1 && planned.some(({ before, after }) => after && isRestart(before, after))))
  const anchor = restartsAll ? at : subscription.billing_cycle_anchor
  const of = { ...subscription, billing_cycle_anchor: anchor }
  const wholes = new Map(zip([...kept, ...added], priceWhole(world, of, [...kept, ...added], at)))
  const lines: NewLine[] = []
  let restarts = restartsAll
  const items = planned.flatMap(({ before, after }) => {
    const isUnchanged = after && after.price === before.price && after.quantity === before.quantity
    if (isFree || (isUnchanged && !restartsAll)) return after ?? []
    if (prorates) lines.push(...one(toCreditLine(world, of, before, at)))
    if (!after) return []
    if (restartsAll || isRestart(before, after)) {
      restarts = true
      const restarted = startAt(world, of, after, at)
      lines.push(...one(toServiceLine(world, of, restarted)))
      return restarted
    }
    return prorates ? debit(after) : after
  })
  for (const item of added) {
    const started = isFree ? { ...item, current_period_end: freeUntil } : startAt(world, of, item, at)
    if (restartsAll && !isFree) lines.push(...one(toServiceLine(world, of, started)))
    items.push(isFree || restartsAll || !prorates ? started : debit(started, wholes.get(item)))
  }
  return { items, anchor, lines: lines.filter(({ amount }) => amount !== 0 || restarts), restarts }

  /** Charges the rest of an item's period, and notes what the whole of it costs. */
  function debit(item: ItemRecord, whole = wholes.get(item)): ItemRecord {
    if (!whole) return item
    lines.push(...one(toDebitLine(world, of, item, whole, at)))
    return { ...item, own: { billed: whole } }
  }
}

function zip<A, B>(all: readonly A[], others: readonly B[]): [A, B][] {
  return all.flatMap((each, index): [A, B][] => {
    const other = others[index]
    return other === undefined ? [] : [[each, other]]
  })
}

function one(line: NewLine | null): NewLine[] {
  return line ? [line] : []
}

function mustDiffer(items: readonly ItemRecord[]): void {
  const prices = new Set<string>()
  for (const { price } of items) {
    if (prices.has(price)) throw refuse(`Cannot add multiple subscription items with the same plan: ${price}`, 'items')
    prices.add(price)
  }
}

function applyChange(world: World, before: ItemRecord, asked: ItemChange | undefined): ItemRecord | null {
  if (!asked) return before
  if (asked.isDeleted) return null
  const price = asked.price ?? null
  const isCounted = isMetered(price ?? get(world, 'price', before.price))
  if (isCounted && asked.quantity != null) throw refuse('You cannot set the quantity of an item whose price is metered.', 'items[quantity]')
  return {
    ...before,
    price: price?.id ?? before.price,
    quantity: isCounted ? null : (asked.quantity ?? before.quantity ?? 1),
    metadata: asked.metadata ?? before.metadata,
  }
}

function toNewItem(world: World, { currency }: SubscriptionRecord, { price, quantity, metadata }: ItemChange): ItemRecord {
  if (!price) throw refuse('Missing required param: items[price].', 'items[price]', 'parameter_missing')
  if (price.currency !== currency)
    throw refuse(`The price specified uses \`${price.currency}\` which doesn't match the currency of the subscription.`, 'items')
  return {
    id: '',
    created: world.now,
    price: price.id,
    quantity: isMetered(price) ? null : (quantity ?? 1),
    current_period_start: world.now,
    current_period_end: world.now,
    discounts: [],
    metadata: metadata ?? {},
    own: { billed: null },
  }
}

function startAt(
  world: World,
  of: Pick<SubscriptionRecord, 'billing_cycle_anchor' | 'cancel_at'>,
  item: ItemRecord,
  at: number,
): ItemRecord {
  const cycle = get(world, 'price', item.price).recurring
  return { ...item, current_period_start: at, current_period_end: cycle ? findEnd(of, cycle, at) : at, own: { billed: null } }
}

function isSameCycle({ recurring: a }: PriceRecord, { recurring: b }: PriceRecord): boolean {
  return a?.interval === b?.interval && a?.interval_count === b?.interval_count
}

function sumOf(world: World, items: readonly ItemRecord[]): number {
  return items.reduce((sum, item) => {
    const price = get(world, 'price', item.price)
    return sum + (isMetered(price) ? 1 : amountOf(price, item.quantity ?? 1))
  }, 0)
}
