import type { ProviderActionKind } from '../../../src-shared/model/action.ts'
import type { Instant } from '../../../src-shared/model/instant.ts'
import type { Money } from '../../../src-shared/model/money.ts'

/**
 * What a provider is asked to do, in words that no provider owns, with the provider's own ids of what it is done to.
 *
 * It is made when staff decide, and does not change any more: a catalog that is edited meanwhile changes no order.
 */
export type Order =
  | { kind: 'subscription.create'; customer: string; price: string; quantity: number; trialEnd: Instant | null; startAt: Instant | null }
  | {
      kind: 'subscription.change'
      subscription: string
      /** The item whose price changes. */
      item: string
      price: string
      /** As it is; null where nothing is counted. */
      quantity: number | null
      when: 'now' | 'period-end'
      /** What of the running period is settled with the next invoice, at once, or not at all. */
      proration: 'next-invoice' | 'at-once' | 'none'
    }
  | { kind: 'subscription.pause'; subscription: string }
  | { kind: 'subscription.resume'; subscription: string }
  | { kind: 'subscription.cancel'; subscription: string; when: 'now' | 'period-end' | 'date'; at: Instant | null }
  | { kind: 'subscription.keep'; subscription: string }
  | { kind: 'trial.extend'; subscription: string; until: Instant }
  | { kind: 'coupon.apply'; subscription: string; coupon: string }
  | { kind: 'invoice.retry'; invoice: string }
  | { kind: 'invoice.void'; invoice: string }
  | { kind: 'payment.refund'; payment: string; amount: Money; cause: RefundCause }
  /** `reference` is what the payer is shown as the account, `description` a word on what it is for. */
  | { kind: 'payment.push'; phone: string; amount: Money; reference: string; description: string }
  | { kind: 'link.checkout'; customer: string; price: string; quantity: number; isRecurring: boolean }
  | { kind: 'link.portal'; customer: string }
  /** A page on which one payment is made. `plan` is what it is for, as `product.plan`; `reference` is ours, and unique. */
  | { kind: 'link.payment'; email: string; amount: Money; plan: string; reference: string }
  | { kind: 'account.create'; customer: string }

export type RefundCause = 'requested' | 'duplicate' | 'fraudulent'

export type OrderOf<Kind extends ProviderActionKind> = Extract<Order, { kind: Kind }>

/** What may have only one order under way at a time: two of them could undo or double each other. */
export function toSerial(order: Order): string {
  switch (order.kind) {
    case 'subscription.create':
    case 'link.portal':
    case 'account.create':
      return `customer:${order.customer}`
    case 'subscription.change':
    case 'subscription.pause':
    case 'subscription.resume':
    case 'subscription.cancel':
    case 'subscription.keep':
    case 'trial.extend':
    case 'coupon.apply':
      return `subscription:${order.subscription}`
    case 'invoice.retry':
    case 'invoice.void':
      return `invoice:${order.invoice}`
    case 'payment.refund':
      return `payment:${order.payment}`
    // Another push to the phone for the same purpose may charge it twice.
    case 'payment.push':
      return `phone:${order.phone}:${order.reference}`
    case 'link.checkout':
      return `link:${order.customer}:${order.price}`
    case 'link.payment':
      return `link:${order.reference}`
  }
}
