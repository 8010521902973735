import type { PriceInterval } from '../../../src-shared/model/catalog.ts'
import type { Instant } from '../../../src-shared/model/instant.ts'

/** The fact behind a line of a why. */
export interface FactSource {
  provider: string
  type: string
  ref: string
}

/** A payment for a plan that is no subscription's, as its provider ended it. */
export interface OneOffPayment {
  /** Stable per payment: the same one, read again, has the same key. */
  key: string
  plan: string
  interval: PriceInterval
  /** In the currency's minor unit. */
  amount: number
  /** When it succeeded, or failed. */
  at: Instant
  outcome: 'succeeded' | 'failed'
  /** Of a failure: the provider's words. */
  reason?: string
  /** It came as a transfer to the company's virtual account. */
  isIntoAccount?: true
  fact: FactSource
}

/** Money of a one-off payment that went back. A reversal and a lost dispute take all of it, whatever their amount. */
export interface TakenBack {
  key: string
  /** The payment's key. */
  payment: string
  kind: 'refund' | 'reversal' | 'dispute-lost'
  /** In the minor unit of the payment's currency. */
  amount: number
  at: Instant
  fact: FactSource
}
