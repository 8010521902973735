import type { OrderOf } from '../../../domain/actions/order.ts'
import type { Sent } from '../../acting.ts'
import { readId, type Wire } from '../readWire.ts'
import { isMarked, toMarkMetadata } from './actionMark.ts'
import type { Frozen } from './frozen.ts'
import { type Line, look, tell } from './line.ts'
import { toAccepted } from './toAccepted.ts'
import { refuse } from './toSent.ts'
import { post, toPath } from './toWrite.ts'

/** Takes back that a subscription is to end. There are two ways in which that is said, and Stripe takes one at a time. */
export async function keepSubscription(
  line: Line,
  { order, action }: Frozen & { order: OrderOf<'subscription.keep'> },
  key: string,
): Promise<Sent> {
  const path = toPath(order.subscription)
  const seen = await look(line, path)
  if (!seen.ok) return seen.sent
  if (!isEnding(seen.body)) {
    return isMarked(seen.body, action) ? toAccepted(order, seen.body) : refuse('The subscription is not going to end. Nothing was done.')
  }
  const schedule = readId(seen.body, 'schedule')
  if (schedule !== null)
    return refuse(
      `The subscription ends by a schedule of Stripe's (${schedule}). Release or change the schedule at Stripe. Nothing was done.`,
    )
  const form = seen.body['cancel_at_period_end'] === true ? { cancel_at_period_end: false } : { cancel_at: null }
  return tell(line, post(path, { ...form, metadata: toMarkMetadata(action) }), key, (body) => toAccepted(order, body))
}

/** Whether an end is planned: a customer's own word at the portal sets the date alone. */
export function isEnding(subscription: Wire): boolean {
  return subscription['cancel_at_period_end'] === true || (subscription['cancel_at'] ?? null) !== null
}
