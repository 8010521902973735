import type { CouponRecord, PromotionCodeRecord } from '../world/catalogRecords.ts'
import type { World } from '../world/createWorld.ts'
import type { CustomerRecord } from '../world/paymentRecords.ts'
import { refuse } from '../world/refusal.ts'

/** Whether a coupon can still be redeemed. */
export function isCouponValid({ max_redemptions, times_redeemed, redeem_by, deleted }: CouponRecord, now: number): boolean {
  const isUsedUp = max_redemptions !== null && times_redeemed >= max_redemptions
  return !deleted && !isUsedUp && (redeem_by === null || now < redeem_by)
}

/** A code is active no longer than its coupon is valid. */
export function isCodeActive(world: World, { active, coupon, expires_at, max_redemptions, times_redeemed }: PromotionCodeRecord): boolean {
  const of = world.shelves.coupon.find(coupon)
  if (!active || !of || !isCouponValid(of, world.now)) return false
  return (expires_at === null || world.now < expires_at) && (max_redemptions === null || times_redeemed < max_redemptions)
}

/** What is bought with a code, as far as its restrictions ask. */
export interface Purchase {
  /** Null where nobody is known yet. */
  customer: CustomerRecord | null
  amount: number
  currency: string
}

/** Throws a `Refusal` where a code must not be used for this purchase. */
export function mustBeRedeemable(world: World, code: PromotionCodeRecord, { customer, amount, currency }: Purchase): void {
  const { restrictions } = code
  if (!isCodeActive(world, code)) throw refuseCode('This promotion code has expired.', 'promotion_code_expired')
  if (code.customer !== null && code.customer !== customer?.id)
    throw refuseCode('This promotion code cannot be redeemed because it belongs to another customer.')
  if (restrictions.first_time_transaction && customer && hasPaid(world, customer))
    throw refuseCode('This promotion code cannot be redeemed because the associated customer has prior transactions.')
  if (restrictions.minimum_amount === null) return
  if (restrictions.minimum_amount_currency !== currency || amount < restrictions.minimum_amount)
    throw refuseCode('This promotion code cannot be redeemed because the minimum amount is not reached.')
}

function refuseCode(message: string, code?: string) {
  return refuse(message, 'discounts[promotion_code]', code)
}

function hasPaid(world: World, { id }: CustomerRecord): boolean {
  return (
    world.shelves.charge.of(id).some(({ status }) => status === 'succeeded') ||
    world.shelves.invoice.of(id).some(({ amount_paid, deleted }) => amount_paid > 0 && !deleted)
  )
}
