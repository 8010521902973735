import type { Instant } from '../../../src-shared/model/instant.ts'
import type { Meter } from './meter.ts'

/** What a business leaves behind beside its providers: what its applications go on counting, and what it tells the console once. */
export interface Business {
  meters: Meter[]
  told: Told
}

/** What the operator's server and people tell the console, in the order of time. */
export interface Told {
  expected: ToldExpected[]
  merges: ToldMerge[]
}

/** A payment that the operator's server asked for. */
export interface ToldExpected {
  at: Instant
  /** The provider's id of the customer. */
  customer: string
  provider: 'paystack' | 'mpesa'
  offer: { product: string; plan: string; interval: 'month' | 'quarter' | 'year' | 'once' }
  amount: number
  currency: string
  /** The provider's own name of it: a Paystack reference, the id of an M-Pesa push. */
  ref: string | null
  /** What the payer writes as the account. */
  reference: string | null
  phone: string | null
  key: string
}

/** Two customers that people know to be one company, by their providers' ids. */
export interface ToldMerge {
  at: Instant
  customer: string
  into: string
  reason: string
}
