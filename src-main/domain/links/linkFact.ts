import type { PriceInterval } from '../../../src-shared/model/catalog.ts'
import type { Instant } from '../../../src-shared/model/instant.ts'
import type { ProviderName } from '../../../src-shared/model/provider.ts'

/** What can be said to be a company's: a provider's customer, a phone, what payers write as the account, a payment. */
export type LinkKind = 'customer' | 'phone' | 'reference' | 'payment'

/** What staff say that a payment was for. */
export interface AssignedOffer {
  product: string
  /** The plan, or the pack. */
  plan: string
  interval: PriceInterval
}

/** What staff say that a payment was for, and when they said so. */
export interface AssignedPayment extends AssignedOffer {
  at: Instant
}

/** The word of staff that something is a company's. Of one thing the newest counts; a wrong one is undone by another. */
export interface LinkFact {
  kind: LinkKind
  /** Empty for a phone and a reference: they are the company's wherever it pays. */
  provider: ProviderName | ''
  /** The provider's account; empty where there is no provider. */
  account: string
  /** A customer or payment by the provider's name of it, a phone as 2547XXXXXXXX, a reference as `toReferenceKey` gives it. */
  ref: string
  /** Our id; null where an earlier word is taken back. */
  company: string | null
  /** Of a payment, what it was for; null where the payment itself says. */
  offer: AssignedOffer | null
  at: Instant
  /** Who said it. */
  source: string
  reason: string
}
