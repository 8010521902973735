import type { Mode } from '../../../../src-shared/model/provider.ts'
import type { Acting, LookedUp } from '../../acting.ts'
import type { Way } from '../../provider.ts'
import type { PaystackClient } from '../createPaystackClient.ts'
import { toProviderError } from '../toProviderError.ts'
import { findObstacle } from './findObstacle.ts'
import { freezeOrder } from './freezeOrder.ts'
import { readFrozen } from './frozenRequest.ts'
import { lookUpOrder } from './lookUpOrder.ts'
import { sendOrder } from './sendOrder.ts'

/** What was made a moment ago may not be found yet. */
const ABSENT_AFTER_MS = 3 * 60_000

/** Asks Paystack to do something. It knows no idempotency keys: what was lost is looked for before it is sent again. */
export function createPaystackActing(client: (way: Way) => PaystackClient, mode: Mode): Acting {
  return {
    findObstacle,
    // A key of Paystack's may do everything: there are no restricted ones.
    probe: async () => ({ ok: true, value: { subscriptions: true, refunds: true, checkouts: true, accounts: true } }),
    freeze: (order, mark) => freezeOrder(order, mark, mode),
    send: (request, _key, way) => sendOrder(readFrozen(request), client(way), mode, way.signal),
    sameKeyForMs: 0,
    lookUp: (request, sentAt, way) =>
      lookUpOrder(readFrozen(request), sentAt, client(way).ask, mode).catch((error): LookedUp => {
        return { kind: 'unanswered', error: toProviderError(error, way.signal) }
      }),
    absentAfterMs: ABSENT_AFTER_MS,
  }
}
