import type { Order } from '../../../domain/actions/order.ts'
import type { ActionMark } from '../../acting.ts'
import { findObstacle } from './findObstacle.ts'
import type { Frozen } from './frozen.ts'
import { toWrite } from './toWrite.ts'

/** The request of an order as text, or why there can be none. */
export function freezeOrder(order: Order, mark: ActionMark): { ok: true; request: string } | { ok: false; reason: string } {
  const reason = findObstacle(order.kind) ?? findFault(order, mark)
  if (reason !== null) return { ok: false, reason }
  const frozen: Frozen = { action: mark.action, at: mark.at, order, write: toWrite(order, mark) }
  return { ok: true, request: JSON.stringify(frozen) }
}

/** What Stripe would refuse, or would take to mean something else. */
function findFault(order: Order, { at }: ActionMark): string | null {
  switch (order.kind) {
    case 'subscription.create':
      // A later start is a schedule at Stripe, and until then there is no subscription that could be seen or changed.
      if (order.startAt !== null && order.startAt > at)
        return 'Stripe begins a subscription at once. Give it a trial until then, or create it on the day.'
      return order.trialEnd !== null && order.trialEnd <= at ? 'The trial would end before the subscription begins.' : null
    case 'subscription.cancel':
      if (order.when !== 'date') return null
      if (order.at === null) return 'No date is given on which the subscription is to end.'
      return order.at <= at ? 'The date on which the subscription is to end has passed.' : null
    case 'trial.extend':
      return order.until <= at ? 'The new end of the trial has passed.' : null
    case 'payment.refund':
      return order.amount.amount > 0 ? null : 'A refund gives back more than nothing.'
    default:
      return null
  }
}
