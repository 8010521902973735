import type { Instant } from '../../../src-shared/model/instant.ts'
import type { PaymentStatus } from '../../../src-shared/model/paymentStatus.ts'
import type { ProviderName } from '../../../src-shared/model/provider.ts'

/** One purchase as the list of payments shows it: of a subscription's invoice, or once. */
export interface PaymentRow {
  provider: ProviderName
  account: string
  /** The invoice, else the payment intent. */
  ref: string
  product: string | null
  /** The plan, or the pack. */
  plan: string | null
  /** In the currency's minor unit. */
  amount: number
  currency: string
  status: PaymentStatus
  /** When it came to be asked for. */
  since: Instant
  /** When it became what its status says. */
  at: Instant
  seenAt: Instant
  /** Why it failed, or matches nothing. */
  reason: string | null
}
