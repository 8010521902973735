import { isCouponValid, mustBeRedeemable, type Purchase } from '../billing/promotionCodes.ts'
import type { WantedDiscount } from '../world/catalogRecords.ts'
import { get, type World } from '../world/createWorld.ts'
import { listOf, type ParamsOf, part, text } from '../world/params.ts'
import { refuse } from '../world/refusal.ts'

const DISCOUNT = { coupon: text, promotion_code: text, discount: text }

export const DISCOUNTS = listOf(part(DISCOUNT))

/**
 * The discounts that are named, each of which must be valid.
 *
 * @param purchase what a promotion code is used for; null where there is none to ask about
 */
export function readDiscounts(world: World, discounts: readonly ParamsOf<typeof DISCOUNT>[], purchase: Purchase | null): WantedDiscount[] {
  return discounts.flatMap(({ coupon, discount, promotion_code }) => {
    if (promotion_code) return readCode(world, promotion_code, purchase)
    const known = discount ? get(world, 'discount', discount, 'discounts') : null
    // What goes on was redeemed before.
    if (known) return { coupon: known.coupon, promotion_code: known.promotion_code, discount: known.id }
    return coupon ? readCoupon(world, coupon) : []
  })
}

function readCoupon(world: World, id: string): WantedDiscount {
  if (!isCouponValid(get(world, 'coupon', id, 'discounts'), world.now))
    throw refuse(`Coupon ${id} is expired and cannot be applied.`, 'discounts', 'coupon_expired')
  return { coupon: id, promotion_code: null, discount: null }
}

function readCode(world: World, id: string, purchase: Purchase | null): WantedDiscount {
  const code = get(world, 'promotion_code', id, 'discounts')
  if (!purchase) throw refuse('Promotion codes cannot be used here.', 'discounts')
  mustBeRedeemable(world, code, purchase)
  return { coupon: code.coupon, promotion_code: code.id, discount: null }
}
