import { type Instant, toInstant } from '../../../src-shared/model/instant.ts'
import type { BilledFactOf } from '../companyFacts.ts'
import type { PaymentContent } from './billedObject.ts'
import type { Completed } from './matchExpected.ts'

/** What became of a payment, since when, and why. */
interface PaymentEnd {
  outcome: PaymentContent['status']
  at: Instant
  reason: string | null
}

/** What was begun and then paid another way is over from then on: it is one purchase, and the other tells of it. */
export function toPaymentEnd({ createdAt, stateAt, content }: BilledFactOf<'payment'>, completed: Completed | null): PaymentEnd {
  const { status, succeededAt, failedAt } = content
  if (status === 'pending' && completed?.by.content.status === 'succeeded') {
    const { ref, createdAt: begunAt, content: paid } = completed.by
    const at = toInstant(Math.max(createdAt, paid.succeededAt ?? begunAt))
    const isTransfer = (paid.via?.account ?? null) !== null
    return { outcome: 'canceled', at, reason: `Completed by ${isTransfer ? 'the transfer' : 'the payment'} ${ref}.` }
  }
  // An attempt that was refused has no time of its own.
  const at = succeededAt ?? failedAt ?? (status === 'failed' ? stateAt : createdAt)
  return { outcome: status, at, reason: status === 'failed' ? content.failure : null }
}
