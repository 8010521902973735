import type { ItemRecord, NewLine, SubscriptionRecord } from '../world/billingRecords.ts'
import type { PriceRecord } from '../world/catalogRecords.ts'
import { get, type World } from '../world/createWorld.ts'
import { refuse, refuseMissing } from '../world/refusal.ts'
import { amountOf } from './amountOf.ts'
import { lastTurn, nextTurn } from './cycle.ts'
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
      before,
      changes.find(({ id }) => id === before.id),
    ),
  }))
  for (const { id } of changes)
    if (id && !subscription.items.some((item) => item.id === id)) throw refuseMissing('subscription_item', id, 'items')
  const added = changes.filter(({ id }) => !id).map((each) => toNewItem(world, subscription, each))
  const kept = planned.flatMap(({ after }) => after ?? [])
  if (kept.length + added.length === 0) throw refuse('A subscription must have at least one active plan.', 'items')
  const isTrial = subscription.status === 'trialing'
  const isRestart = (before: ItemRecord, after: ItemRecord) =>
    !isSameCycle(get(world, 'price', before.price), get(world, 'price', after.price))
  const isPaidNow = !isTrial && sumOf(world, subscription.items) === 0 && sumOf(world, [...kept, ...added]) > 0
  const restartsAll =
    !isTrial &&
    (options.restartsAnchor ||
      isPaidNow ||
      (kept.length + added.length === 1 && planned.some(({ before, after }) => after && isRestart(before, after))))
  const anchor = restartsAll ? at : subscription.billing_cycle_anchor
  const lines: NewLine[] = []
  let restarts = restartsAll
  const items = planned.flatMap(({ before, after }) => {
    const isUnchanged = after && after.price === before.price && after.quantity === before.quantity
    if (isTrial || (isUnchanged && !restartsAll)) return after ?? []
    if (prorates) lines.push(...one(toCreditLine(world, subscription, before, at)))
    if (!after) return []
    if (restartsAll || isRestart(before, after)) {
      restarts = true
      const restarted = startAt(world, after, anchor, at)
      lines.push(...one(toServiceLine(world, subscription, restarted, { start: at, end: restarted.current_period_end })))
      return restarted
    }
    if (prorates) lines.push(...one(toDebitLine(world, subscription, after, at)))
    return after
  })
  for (const item of added) {
    const started = isTrial ? { ...item, current_period_end: subscription.trial_end ?? at } : startAt(world, item, anchor, at)
    items.push(started)
    if (isTrial) continue
    if (restartsAll) lines.push(...one(toServiceLine(world, subscription, started, { start: at, end: started.current_period_end })))
    else if (prorates) lines.push(...one(toDebitLine(world, subscription, toWhole(world, started), at)))
  }
  return { items, anchor, lines: lines.filter(({ amount }) => amount !== 0 || restarts), restarts }
}

function one(line: NewLine | null): NewLine[] {
  return line ? [line] : []
}

function applyChange(before: ItemRecord, asked: ItemChange | undefined): ItemRecord | null {
  if (!asked) return before
  if (asked.isDeleted) return null
  const price = asked.price
  return {
    ...before,
    price: price?.id ?? before.price,
    quantity: price && isMetered(price) ? null : (asked.quantity ?? before.quantity ?? (price ? 1 : null)),
    metadata: asked.metadata ?? before.metadata,
  }
}

function toNewItem(world: World, { currency, items }: SubscriptionRecord, { price, quantity, metadata }: ItemChange): ItemRecord {
  if (!price) throw refuse('Missing required param: items[price].', 'items[price]', 'parameter_missing')
  if (price.currency !== currency)
    throw refuse(`The price specified uses \`${price.currency}\` which doesn't match the currency of the subscription.`, 'items')
  if (items.some((item) => item.price === price.id))
    throw refuse(`Cannot add multiple subscription items with the same plan: ${price.id}`, 'items')
  return {
    id: '',
    created: world.now,
    price: price.id,
    quantity: isMetered(price) ? null : (quantity ?? 1),
    current_period_start: world.now,
    current_period_end: world.now,
    discounts: [],
    metadata: metadata ?? {},
  }
}

function startAt(world: World, item: ItemRecord, anchor: number, at: number): ItemRecord {
  const cycle = get(world, 'price', item.price).recurring
  return { ...item, current_period_start: at, current_period_end: cycle ? nextTurn(anchor, cycle, at) : at }
}

/** An item that joins in the middle of a period pays for the rest of a whole one. */
function toWhole(world: World, item: ItemRecord): ItemRecord {
  const cycle = get(world, 'price', item.price).recurring
  const { current_period_end: end } = item
  return cycle ? { ...item, current_period_start: lastTurn(end, cycle, end - 1) } : item
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
