import { invariant } from '../../../../src-shared/model/assert.ts'
import type { Sent } from '../../acting.ts'
import { readText } from '../readWire.ts'
import { applyCoupon } from './applyCoupon.ts'
import { changeAtPeriodEnd } from './changeAtPeriodEnd.ts'
import type { Frozen } from './frozen.ts'
import { keepSubscription } from './keepSubscription.ts'
import { type Line, look, tell } from './line.ts'
import { toAccepted } from './toAccepted.ts'
import { toPath } from './toWrite.ts'

/** Sends a request that was kept. The same one under the same key comes to the same. */
export async function sendFrozen(line: Line, frozen: Frozen, key: string): Promise<Sent> {
  const { order, write } = frozen
  if (order.kind === 'coupon.apply') return applyCoupon(line, { ...frozen, order }, key)
  if (order.kind === 'subscription.keep') return keepSubscription(line, { ...frozen, order }, key)
  if (order.kind === 'subscription.change' && order.when === 'period-end') return changeAtPeriodEnd(line, { ...frozen, order }, key)
  invariant(write, 'a request that depends on nothing is kept whole')
  const sent = await tell(line, write, key, (body) => toAccepted(order, body))
  if (order.kind !== 'subscription.cancel' || order.when !== 'now' || sent.kind !== 'refused' || sent.code !== 'resource_missing')
    return sent
  return findEnded(line, order.subscription, sent)
}

/** A subscription that has ended is not there to be ended: where the answer to the first request was lost, that is what the second is told. */
async function findEnded(line: Line, ref: string, refused: Sent): Promise<Sent> {
  const seen = await look(line, toPath(ref))
  if (!seen.ok) return seen.sent.kind === 'turned-away' ? { kind: 'lost', error: seen.sent.error } : refused
  if (readText(seen.body, 'status') !== 'canceled') return refused
  return { kind: 'accepted', ref, touched: [{ kind: 'subscription', ref }], link: null }
}
