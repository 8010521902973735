import type { PriceInterval } from './catalog.ts'
import type { Instant } from './instant.ts'
import type { Limit } from './limit.ts'
import type { ProviderName } from './provider.ts'

/** What is sold: a plan or a pack by one of its prices. */
export interface WishedOffer {
  product: string
  plan: string
  interval: PriceInterval
}

/** What staff want done. Ids are the provider's own; amounts are in the currency's minor unit. */
export type Wish =
  | {
      kind: 'subscription.create'
      provider: 'stripe' | 'paystack'
      customer: string
      offer: WishedOffer
      /** Null for the first of its prices that the provider has. */
      currency: string | null
      quantity: number
      trialEnd: Instant | null
      startAt: Instant | null
    }
  | {
      kind: 'subscription.change'
      provider: ProviderName
      subscription: string
      offer: WishedOffer
      when: 'now' | 'period-end'
      proration: 'next-invoice' | 'at-once' | 'none'
    }
  | { kind: 'subscription.pause' | 'subscription.resume' | 'subscription.keep'; provider: ProviderName; subscription: string }
  | {
      kind: 'subscription.cancel'
      provider: ProviderName
      subscription: string
      when: 'now' | 'period-end' | 'date'
      at: Instant | null
    }
  | { kind: 'trial.extend'; provider: ProviderName; subscription: string; until: Instant }
  | { kind: 'coupon.apply'; provider: ProviderName; subscription: string; coupon: string }
  | { kind: 'invoice.retry' | 'invoice.void'; provider: ProviderName; invoice: string }
  | {
      kind: 'payment.refund'
      provider: ProviderName
      /** As the list of payments has it. */
      payment: string
      /** Null for all that is left of it. */
      amount: number | null
      cause: 'requested' | 'duplicate' | 'fraudulent'
    }
  | { kind: 'payment.push'; provider: ProviderName; phone: string; offer: WishedOffer }
  | {
      kind: 'link.checkout'
      provider: ProviderName
      customer: string
      offer: WishedOffer
      currency: string | null
      quantity: number
    }
  | { kind: 'link.portal'; provider: ProviderName; customer: string }
  | { kind: 'link.payment'; provider: ProviderName; customer: string; offer: WishedOffer; currency: string | null }
  | { kind: 'account.create'; provider: ProviderName; customer: string }
  | { kind: 'pack.credit'; product: string; minutes: number; expiresAt: Instant }
  | { kind: 'plan.override'; plan: string | null; limits: Record<string, Limit>; product: string | null; until: Instant }

export type WishOf<Kind extends Wish['kind']> = Extract<Wish, { kind: Kind }>
