import type { OrderOf } from '../../../domain/actions/order.ts'
import type { Sent } from '../../acting.ts'
import { isRecord, readId, readPart, readText, type Wire } from '../readWire.ts'
import { isMarked, toMarkMetadata } from './actionMark.ts'
import type { Frozen } from './frozen.ts'
import { type Line, look, tell } from './line.ts'
import { toAccepted } from './toAccepted.ts'
import { refuse } from './toSent.ts'
import { post, toPath } from './toWrite.ts'

/** Adds a coupon to those that a subscription has: Stripe takes the whole list, so it is read first. */
export async function applyCoupon(line: Line, { order, action }: Frozen & { order: OrderOf<'coupon.apply'> }, key: string): Promise<Sent> {
  const path = toPath(order.subscription)
  const query = { expand: ['discounts'] }
  const seen = await look(line, path, query)
  if (!seen.ok) return seen.sent
  if (isMarked(seen.body, action)) return toAccepted(order, seen.body)
  if (hasCoupon(seen.body, order.coupon)) return refuse('The subscription has this coupon already. Nothing was done.')
  const write = post(path, { discounts: toDiscounts(seen.body, order.coupon), metadata: toMarkMetadata(action) })
  const sent = await tell(line, write, key, (body) => toAccepted(order, body))
  if (sent.kind !== 'refused' || sent.code !== 'idempotency_error') return sent
  // The list was another the first time. What that led to is to be seen.
  const after = await look(line, path, query)
  return after.ok && isMarked(after.body, action) ? toAccepted(order, after.body) : sent
}

/** The discounts that there are, and a coupon more. */
export function toDiscounts(subscription: Wire, coupon: string): { discount: string }[] | { discount?: string; coupon?: string }[] {
  return [...listDiscounts(subscription).flatMap((each) => toDiscountRef(each)), { coupon }]
}

/** Whether a subscription has a coupon; its discounts must have been sent whole. */
export function hasCoupon(subscription: Wire, coupon: string): boolean {
  return listDiscounts(subscription).some((each) => isRecord(each) && readId(readPart(each, 'source') ?? each, 'coupon') === coupon)
}

function listDiscounts({ discounts }: Wire): unknown[] {
  return Array.isArray(discounts) ? discounts : []
}

function toDiscountRef(discount: unknown): { discount: string }[] {
  const ref = isRecord(discount) ? readText(discount, 'id') : discount
  return typeof ref === 'string' ? [{ discount: ref }] : []
}
