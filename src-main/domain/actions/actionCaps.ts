import type { ActionCaps, ActionKind } from '../../../src-shared/model/action.ts'
import type { Money } from '../../../src-shared/model/money.ts'

/** Where nobody set others: about 500 dollars in what one action moves, and twenty times that in a day. */
export const DEFAULT_CAPS: ActionCaps = {
  confirmAbove: { USD: 50_000, EUR: 50_000, GBP: 50_000, KES: 5_000_000, NGN: 50_000_000, GHS: 500_000, ZAR: 1_000_000 },
  confirmAboveOther: 50_000,
  moneyPerDay: { USD: 1_000_000, EUR: 1_000_000, GBP: 1_000_000, KES: 100_000_000, NGN: 1_000_000_000, GHS: 10_000_000, ZAR: 20_000_000 },
  moneyPerDayOther: 1_000_000,
  sendsPerMinute: 30,
}

/** What takes, asks for or gives back money, at once or with the next invoice. */
const MOVING: ReadonlySet<ActionKind> = new Set([
  'subscription.create',
  'subscription.change',
  'subscription.resume',
  'coupon.apply',
  'invoice.retry',
  'invoice.void',
  'payment.refund',
  'payment.push',
  'link.checkout',
  'link.payment',
])

export function movesMoney(kind: ActionKind): boolean {
  return MOVING.has(kind)
}

/** Whether an amount is so large that it is confirmed twice. */
export function needsApproval(caps: ActionCaps, amount: Money | null): boolean {
  if (amount === null) return false
  return Math.abs(amount.amount) > (caps.confirmAbove[amount.currency] ?? caps.confirmAboveOther)
}

/** Whether an amount goes beyond what may be moved in a day. @param moved what was in the last 24 hours, of its currency */
export function isBeyondDay(caps: ActionCaps, amount: Money | null, moved: number): boolean {
  if (amount === null) return false
  return moved + Math.abs(amount.amount) > (caps.moneyPerDay[amount.currency] ?? caps.moneyPerDayOther)
}
