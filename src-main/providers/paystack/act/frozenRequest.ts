import { invariant } from '../../../../src-shared/model/assert.ts'
import { isRecord, parseJson } from '../readWire.ts'

/** What is asked of Paystack, as it lies on the disk until it is sent and afterwards: all of it but the key and what only Paystack knows. */
export type FrozenRequest =
  | { kind: 'subscription.create'; customer: string; plan: string; startDate: string | null }
  | { kind: 'subscription.cancel' | 'subscription.keep'; subscription: string }
  /** `note` carries our id of the action: nothing else of a refund could. */
  | { kind: 'payment.refund'; action: string; payment: string; amount: number; currency: string; note: string }
  | { kind: 'link.payment'; reference: string; email: string; amount: number; currency: string; metadata: Record<string, string> }
  /** Without a bank it is the first that Paystack offers when it is sent. */
  | { kind: 'account.create'; customer: string; bank: string | null }

export type FrozenOf<Kind extends FrozenRequest['kind']> = Extract<FrozenRequest, { kind: Kind }>

export function writeFrozen(request: FrozenRequest): string {
  return JSON.stringify(request)
}

export function readFrozen(text: string): FrozenRequest {
  const request = parseJson(text)
  invariant(isRecord(request) && typeof request['kind'] === 'string', 'a request of Paystack was frozen here')
  // Nothing else writes such a text, and what is on the disk is chained.
  return request as FrozenRequest
}
