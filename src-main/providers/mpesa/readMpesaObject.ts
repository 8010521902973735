import type { BilledKind } from '../../domain/billing/billedObject.ts'
import type { MirroredBilled } from '../../domain/mirrored.ts'
import { readPayment } from './readPayment.ts'
import { readPush } from './readPush.ts'
import { readReversal } from './readReversal.ts'
import { isRecord, parseJson } from './readWire.ts'
import { UnreadableAnswer } from './unreadableAnswer.ts'

/**
 * Reads an object from the JSON that is kept of it, and from nothing else: so it can be read again.
 *
 * Throws an `UnreadableAnswer` where it is not what Daraja or the organisation portal documents.
 */
export function readMpesaObject(kind: BilledKind, json: string): MirroredBilled {
  const kept = parseJson(json)
  if (!isRecord(kept)) throw new UnreadableAnswer(`it is no ${kind}`)
  switch (kind) {
    case 'payment':
      return { kind, customer: null, partOf: null, json, ...readPayment(kept) }
    case 'push':
      return { kind, customer: null, partOf: null, json, ...readPush(kept) }
    case 'refund':
      return { kind, customer: null, json, ...readReversal(kept) }
    case 'product':
    case 'price':
    case 'subscription':
    case 'invoice':
    case 'checkout':
    case 'dispute':
    case 'account':
      throw new UnreadableAnswer(`M-Pesa has no ${kind}`)
  }
}
