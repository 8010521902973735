import { invariant } from '../../../../src-shared/model/assert.ts'
import type { Order } from '../../../domain/actions/order.ts'
import type { Acting, Sent } from '../../acting.ts'
import type { MpesaClient } from '../createMpesaClient.ts'
import type { MpesaSettings } from '../mpesaKey.ts'
import { freezePush, type PushOutcome, pushPayment } from '../pushPayment.ts'
import { findObstacle } from './findObstacle.ts'
import { readFrozenPush } from './readFrozenPush.ts'

/** What a payer is shown beside the account is short, and of plain letters; something has to stand there. */
const MOST_DESCRIBED = 13
const UNDESCRIBED = 'Payment'

/**
 * Asks M-Pesa to ask phones, and nothing else.
 *
 * It knows no idempotency keys and finds no push but by its own id: what was lost is never sent again, and nobody can look it up here.
 */
export function createMpesaActing(client: MpesaClient, passkey: string | null, settings: MpesaSettings): Acting {
  const find: Acting['findObstacle'] = (kind) => findObstacle(kind, passkey, settings)
  return {
    findObstacle: find,
    // A key that may ask nobody is told by the first push alone: any other would be on a phone.
    probe: async () => ({ ok: true, value: { pushes: find('payment.push') === null } }),
    freeze(order) {
      const obstacle = find(order.kind)
      return obstacle === null ? freeze(order, settings) : { ok: false, reason: obstacle }
    },
    async send(request, _key, way) {
      return toSent(await pushPayment(client, passkey, readFrozenPush(request), way))
    },
    sameKeyForMs: 0,
    absentAfterMs: 0,
  }
}

function freeze(order: Order, settings: MpesaSettings): { ok: true; request: string } | { ok: false; reason: string } {
  const { callbackUrl } = settings
  invariant(order.kind === 'payment.push' && callbackUrl !== null, 'all but a push, and a push without a callback, has an obstacle')
  const { phone, amount, reference } = order
  const frozen = freezePush({ phone, amount, reference, description: describe(order.description), callbackUrl }, settings)
  return 'refused' in frozen ? { ok: false, reason: frozen.refused } : { ok: true, request: JSON.stringify(frozen) }
}

function describe(text: string): string {
  const plain = text.normalize('NFKD').replace(/[^\x20-\x7e]/g, '')
  return plain.trim().slice(0, MOST_DESCRIBED).trim() || UNDESCRIBED
}

function toSent(outcome: PushOutcome): Sent {
  switch (outcome.kind) {
    case 'accepted':
      return { kind: 'accepted', ref: outcome.ref, touched: [{ kind: 'push', ref: outcome.ref }], link: null }
    case 'refused':
      return { kind: 'refused', reason: outcome.error.detail, code: outcome.code, lacksPermission: outcome.error.kind === 'forbidden' }
    case 'turned-away':
      return { kind: 'turned-away', error: outcome.error }
    case 'unknown':
      return { kind: 'lost', error: outcome.error }
  }
}
