import { assertNever } from '../../../src-shared/model/assert.ts'
import type { Wish } from '../../../src-shared/model/wish.ts'
import type { ActionWorld } from './actionWorld.ts'
import type { Described } from './described.ts'
import { describeAccount, describeOffer, describePortal } from './describeOffer.ts'
import { describeOverride, describePackCredit } from './describeOwn.ts'
import { describeInvoice, describePush, describeRefund } from './describePayment.ts'
import { describeSubscription } from './describeSubscription.ts'
import { refuseTwin } from './refuseTwin.ts'

/**
 * What an action would do to a company as it is.
 *
 * Asked when staff look and again when it is sent: what they saw is compared with what would be seen then.
 *
 * @param id of the action
 * @param plan of an override, the plan by its product
 */
export function describeWish(world: ActionWorld, wish: Wish, id: string, plan: { product: string; plan: string | null } | null): Described {
  return refuseTwin(world, describeAlone(world, wish, id, plan))
}

function describeAlone(world: ActionWorld, wish: Wish, id: string, plan: { product: string; plan: string | null } | null): Described {
  switch (wish.kind) {
    case 'subscription.change':
    case 'subscription.pause':
    case 'subscription.resume':
    case 'subscription.cancel':
    case 'subscription.keep':
    case 'trial.extend':
    case 'coupon.apply':
      return describeSubscription(world, wish)
    case 'subscription.create':
    case 'link.checkout':
    case 'link.payment':
      return describeOffer(world, wish, id)
    case 'link.portal':
      return describePortal(world, wish)
    case 'account.create':
      return describeAccount(world, wish)
    case 'invoice.retry':
    case 'invoice.void':
      return describeInvoice(world, wish)
    case 'payment.refund':
      return describeRefund(world, wish)
    case 'payment.push':
      return describePush(world, wish)
    case 'pack.credit':
      return describePackCredit(world, wish)
    case 'plan.override':
      return describeOverride(world, wish, plan ?? { product: wish.product ?? '', plan: null })
    default:
      return assertNever(wish)
  }
}
