import type { ItemRecord, NewLine, SubscriptionRecord } from '../world/billingRecords.ts'
import type { CouponRecord, DiscountRecord, WantedDiscount } from '../world/catalogRecords.ts'
import { change, get, put, tell, type World } from '../world/createWorld.ts'
import { amountOf } from './amountOf.ts'
import { addMonths } from './cycle.ts'
import { percentOf, shareOut } from './multiply.ts'

/** Ties a coupon to a customer, a subscription or an item of one, from now on. */
export function addDiscount(
  world: World,
  wanted: Pick<WantedDiscount, 'coupon' | 'promotion_code'>,
  of: { customer: string; subscription?: string | null; subscription_item?: string | null },
): string {
  const coupon = get(world, 'coupon', wanted.coupon, 'discounts')
  const { duration, duration_in_months } = coupon
  const discount = put(world, 'discount', {
    id: world.ids.next('di_'),
    created: world.now,
    coupon: coupon.id,
    promotion_code: wanted.promotion_code,
    customer: of.customer,
    subscription: of.subscription ?? null,
    subscription_item: of.subscription_item ?? null,
    start: world.now,
    end: duration === 'repeating' ? addMonths(world.now, duration_in_months ?? 1) : null,
  })
  redeem(world, wanted)
  tell(world, 'customer.discount.created', 'discount', discount)
  if (discount.end !== null) world.queue.add(discount.end, 'discount', discount.id)
  return discount.id
}

/** Counts a use of a coupon, and of the code that led to it. */
export function redeem(world: World, wanted: Pick<WantedDiscount, 'coupon' | 'promotion_code'>): void {
  const coupon = get(world, 'coupon', wanted.coupon, 'discounts')
  change(world, 'coupon', coupon, { times_redeemed: coupon.times_redeemed + 1 })
  const code = wanted.promotion_code === null ? null : world.shelves.promotion_code.find(wanted.promotion_code)
  if (code) change(world, 'promotion_code', code, { times_redeemed: code.times_redeemed + 1 })
}

/** Gives a subscription the discounts that are wanted: those that it has and that are named go on, the others end. */
export function setDiscounts(world: World, subscription: SubscriptionRecord, wanted: readonly WantedDiscount[]): void {
  const kept = new Set(wanted.map(({ discount }) => discount))
  for (const discount of subscription.discounts) if (!kept.has(discount)) removeDiscount(world, discount)
  const of = { customer: subscription.customer, subscription: subscription.id }
  subscription.discounts = wanted.map((each) =>
    each.discount !== null && subscription.discounts.includes(each.discount) ? each.discount : addDiscount(world, each, of),
  )
}

/** Takes a discount from what has it. What was billed with it keeps it. */
export function removeDiscount(world: World, id: string): void {
  const discount = world.shelves.discount.find(id)
  if (!discount || discount.deleted) return
  const { subscription, customer } = discount
  change(world, 'discount', discount, { deleted: true, end: discount.end ?? world.now })
  const of = subscription === null ? null : world.shelves.subscription.find(subscription)
  if (of) {
    of.discounts = of.discounts.filter((each) => each !== id)
    of.items = of.items.map((item) => ({ ...item, discounts: item.discounts.filter((each) => each !== id) }))
  }
  const owner = customer === null ? null : world.shelves.customer.find(customer)
  if (owner?.discount === id) owner.discount = null
  tell(world, 'customer.discount.deleted', 'discount', discount)
}

/** The discounts that hold now, of those named, with their coupons. */
export function listActive(world: World, ids: readonly string[]): { discount: DiscountRecord; coupon: CouponRecord }[] {
  return ids.flatMap((id) => {
    const discount = world.shelves.discount.find(id)
    const coupon = discount && world.shelves.coupon.find(discount.coupon)
    const isOver = discount?.deleted || (discount?.end !== null && (discount?.end ?? 0) <= world.now)
    return discount && coupon && !isOver ? [{ discount, coupon }] : []
  })
}

/** The discounts of a subscription: its own, or its customer's where it has none. */
export function discountsOf(world: World, { discounts, customer }: Pick<SubscriptionRecord, 'discounts' | 'customer'>): readonly string[] {
  const known = discounts.length > 0 ? null : world.shelves.customer.find(customer)?.discount
  return known ? [known] : discounts
}

/**
 * What each of a subscription's items costs for a whole period once discounts are taken off.
 *
 * A discount that is given once is taken off a whole invoice, and not off a share of a period.
 */
export function netAmounts(
  world: World,
  subscription: Pick<SubscriptionRecord, 'discounts' | 'customer'>,
  items: readonly Pick<ItemRecord, 'price' | 'quantity' | 'discounts'>[],
): number[] {
  const amounts = items.map(({ price, quantity }) => {
    const record = get(world, 'price', price)
    return record.recurring?.usage_type === 'metered' ? 0 : amountOf(record, quantity ?? 1)
  })
  const ofAll = discountsOf(world, subscription)
  const active = listActive(world, [...new Set(items.flatMap(({ discounts }) => discounts)), ...ofAll])
  const taken = takeDiscounts(
    active.filter(({ coupon }) => coupon.duration !== 'once'),
    amounts,
    (index, id) => ofAll.includes(id) || items[index]?.discounts.includes(id) === true,
  )
  return amounts.map((amount, index) => (taken[index] ?? []).reduce((left, each) => left - each.amount, amount))
}

/** What discounts take off amounts, one after the other: a percentage off each, an amount shared among those that it is for. */
function takeDiscounts(
  active: readonly { discount: DiscountRecord; coupon: CouponRecord }[],
  amounts: readonly number[],
  isFor: (index: number, discount: string) => boolean,
): { amount: number; discount: string }[][] {
  const taken = amounts.map((): { amount: number; discount: string }[] => [])
  for (const { discount, coupon } of active) {
    const open = amounts.map((amount, index) =>
      isFor(index, discount.id)
        ? Math.max(
            0,
            (taken[index] ?? []).reduce((left, each) => left - each.amount, amount),
          )
        : 0,
    )
    const { percent_off } = coupon
    const off = percent_off === null ? shareOut(coupon.amount_off ?? 0, open) : open.map((each) => percentOf(each, percent_off))
    for (const [index, amount] of off.entries()) if (amount > 0) taken[index]?.push({ amount, discount: discount.id })
  }
  return taken
}

/**
 * Lines with what is taken off each, one discount after the other.
 *
 * What is given for a share of a period is discounted already, and stays as it is.
 */
export function discountLines<L extends NewLine>(
  world: World,
  lines: readonly L[],
  discounts: readonly string[],
  onItems: ReadonlyMap<string, readonly string[]>,
): L[] {
  const ofItems = [...new Set([...onItems.values()].flat())]
  const taken = takeDiscounts(
    listActive(world, [...ofItems, ...discounts]),
    lines.map(({ proration, amount }) => (proration ? 0 : Math.max(0, amount))),
    (index, id) => discounts.includes(id) || onItems.get(lines[index]?.subscription_item ?? '')?.includes(id) === true,
  )
  return lines.map((line, index) => (taken[index]?.length ? { ...line, discount_amounts: taken[index] } : line))
}
