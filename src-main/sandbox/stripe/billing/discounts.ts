import type { NewLine } from '../world/billingRecords.ts'
import type { CouponRecord, DiscountRecord } from '../world/catalogRecords.ts'
import { change, put, tell, type World } from '../world/createWorld.ts'
import { addMonths } from './cycle.ts'
import { percentOf } from './multiply.ts'

/** Ties a coupon to a customer, a subscription or an item of one, from now on. */
export function addDiscount(
  world: World,
  coupon: CouponRecord,
  of: { customer: string; subscription?: string | null; subscription_item?: string | null },
): string {
  const { duration, duration_in_months } = coupon
  const discount = put(world, 'discount', {
    id: world.ids.next('di_'),
    created: world.now,
    coupon: coupon.id,
    customer: of.customer,
    subscription: of.subscription ?? null,
    subscription_item: of.subscription_item ?? null,
    start: world.now,
    end: duration === 'repeating' ? addMonths(world.now, duration_in_months ?? 1) : null,
  })
  change(world, 'coupon', coupon, { times_redeemed: coupon.times_redeemed + 1 })
  tell(world, 'customer.discount.created', 'discount', discount)
  if (discount.end !== null) world.queue.add(discount.end, 'discount', discount.id)
  return discount.id
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

/** What percentages leave of an amount. An amount off is taken from whole invoices, not from a share of a price. */
export function afterPercent(world: World, amount: number, ids: readonly string[]): number {
  return listActive(world, ids).reduce(
    (left, { coupon }) => (coupon.percent_off === null ? left : left - percentOf(left, coupon.percent_off)),
    amount,
  )
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
  let discounted = [...lines]
  const ofItems = [...new Set([...onItems.values()].flat())]
  for (const { discount, coupon } of listActive(world, [...ofItems, ...discounts])) {
    const fits = (line: L) =>
      !line.proration &&
      line.amount > 0 &&
      (discounts.includes(discount.id) ||
        (line.subscription_item !== null && onItems.get(line.subscription_item)?.includes(discount.id) === true))
    let left = coupon.amount_off ?? 0
    discounted = discounted.map((line) => {
      if (!fits(line)) return line
      const open = line.amount - line.discount_amounts.reduce((sum, { amount }) => sum + amount, 0)
      const amount = coupon.percent_off === null ? Math.min(open, left) : percentOf(open, coupon.percent_off)
      left -= coupon.percent_off === null ? amount : 0
      return amount === 0 ? line : { ...line, discount_amounts: [...line.discount_amounts, { amount, discount: discount.id }] }
    })
  }
  return discounted
}
