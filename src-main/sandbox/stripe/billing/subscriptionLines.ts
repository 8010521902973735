import type { Billed, ItemRecord, NewLine, SubscriptionRecord } from '../world/billingRecords.ts'
import type { PriceRecord } from '../world/catalogRecords.ts'
import { get, type World } from '../world/createWorld.ts'
import { amountOf } from './amountOf.ts'
import { measureUsage } from './measureUsage.ts'
import { shareOf } from './multiply.ts'
import { type Period, toWholePeriod } from './periods.ts'

type Of = Pick<SubscriptionRecord, 'id' | 'customer' | 'billing_cycle_anchor'>
type Item = Omit<ItemRecord, 'created' | 'metadata'>

/** What is sold of an item for its period: the price, or a share of it where the period is no whole one. Null for what is metered. */
export function toServiceLine(world: World, of: Of, item: Item, isTrial = false): NewLine | null {
  const price = get(world, 'price', item.price)
  if (isMetered(price) || !price.recurring) return null
  const period = { start: item.current_period_start, end: item.current_period_end }
  const whole = toWholePeriod(of.billing_cycle_anchor, price.recurring, period.start)
  const quantity = item.quantity ?? 1
  const name = nameOf(world, price)
  return {
    ...toBare(of, item, price, period),
    amount: isTrial ? 0 : shareOf(amountOf(price, quantity), period.end - period.start, whole.end - whole.start),
    description: isTrial ? `Trial period for ${name}` : `${quantity} × ${name} (${toPriceWords(price)})`,
    quantity,
  }
}

/** What was used of a metered item in a period that is over; null for what is licensed. */
export function toUsageLine(world: World, of: Of, item: Item, period: Period): NewLine | null {
  const price = get(world, 'price', item.price)
  if (!isMetered(price)) return null
  const used = measureUsage(world, price.recurring?.meter ?? null, of.customer, period.start, period.end)
  return {
    ...toBare(of, item, price, period),
    amount: amountOf(price, used),
    description: `${used} × ${nameOf(world, price)}`,
    quantity: used,
  }
}

/** What is given back of a period: a share of what was charged for it. Null where nothing was. */
export function toCreditLine(world: World, of: Of, item: Item, from: number, until = item.current_period_end): NewLine | null {
  const { billed } = item.own
  return billed === null || from >= until ? null : toShareLine(world, of, item, billed, { start: from, end: until }, -1)
}

/** What a part of a period costs. @param whole what the whole of it does */
export function toDebitLine(
  world: World,
  of: Of,
  item: Item,
  whole: Billed,
  from: number,
  until = item.current_period_end,
): NewLine | null {
  return toShareLine(world, of, item, whole, { start: from, end: until }, 1)
}

/** To the second, as Stripe counts. */
function toShareLine(world: World, of: Of, item: Item, whole: Billed, period: Period, sign: 1 | -1): NewLine | null {
  const price = get(world, 'price', item.price)
  if (isMetered(price)) return null
  const quantity = item.quantity ?? 1
  const name = nameOf(world, price)
  const day = toDay(period.start)
  return {
    ...toBare(of, item, price, period),
    // Minus nothing is nothing.
    amount: sign * shareOf(whole.amount, Math.max(0, period.end - period.start), whole.end - whole.start) || 0,
    description: sign < 0 ? `Unused time on ${quantity} × ${name} after ${day}` : `Remaining time on ${quantity} × ${name} after ${day}`,
    quantity,
    proration: true,
  }
}

export function isMetered(price: PriceRecord): boolean {
  return price.recurring?.usage_type === 'metered'
}

function toBare(of: Of, item: Item, price: PriceRecord, period: Period): NewLine {
  return {
    amount: 0,
    description: '',
    period,
    price: price.id,
    product: price.product,
    unit_amount_decimal: price.unit_amount_decimal,
    quantity: null,
    subscription: of.id,
    subscription_item: item.id,
    invoice_item: null,
    proration: false,
    discount_amounts: [],
    credit_amounts: [],
    metadata: {},
  }
}

function nameOf(world: World, price: PriceRecord): string {
  return world.shelves.product.find(price.product)?.name ?? price.product
}

function toPriceWords({ unit_amount, currency, recurring }: PriceRecord): string {
  const every = recurring ? ` / ${recurring.interval_count === 1 ? '' : `${recurring.interval_count} `}${recurring.interval}` : ''
  return `at ${((unit_amount ?? 0) / 100).toFixed(2)} ${currency.toUpperCase()}${every}`
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

function toDay(seconds: number): string {
  const date = new Date(seconds * 1000)
  return `${String(date.getUTCDate()).padStart(2, '0')} ${MONTHS[date.getUTCMonth()]} ${date.getUTCFullYear()}`
}
