import type { PriceInterval } from '../../src-shared/model/catalog.ts'
import type { Instant } from '../../src-shared/model/instant.ts'
import type { Limit } from '../../src-shared/model/limit.ts'
import type { ProviderName } from '../../src-shared/model/provider.ts'

/** What staff say happened, by kind. Minutes are whole numbers from 0. */
export interface RecordedContents {
  /** Work that was done. */
  hours: { minutes: number; note: string }
  /** Hours bought outside of any provider. The fact's key is the pack's ref. */
  pack: { minutes: number; expiresAt: Instant }
  /** What was done about overage. */
  settlement: { minutes: number; as: 'billed' | 'waived'; note: string }
  /** A payment that somebody was asked for, outside of Tierdesk or by it: what arrives as it is for this. */
  expected: ExpectedPayment
  /** That a payment is expected no more, from then on. The fact's key is that of what was expected. */
  withdrawn: { provider: ProviderName; account: string; reason: string }
  /** A plan, or limits by metric, granted by hand until an instant. */
  override: { plan: string | null; limits: Record<string, Limit>; until: Instant; reason: string }
}

export interface ExpectedPayment {
  provider: ProviderName
  /** The provider's account. */
  account: string
  /** The provider's own name of it: a Paystack reference, the id of an M-Pesa push; null where it gives none before it is paid. */
  ref: string | null
  /** What the payer will write as the account, or was told to; null where nothing was agreed. */
  reference: string | null
  /** The plan, or the pack. */
  plan: string
  interval: PriceInterval
  /** In the currency's minor unit. */
  amount: number
  currency: string
  /** As 2547XXXXXXXX or 2541XXXXXXXX. */
  phone: string | null
}

/** All that is kept as recorded. Of these a note alone is no fact that figures follow from. */
export type RecordedKind = keyof RecordedContents | NoteFact['kind']

/** Something that a member of staff said happened. Never edited; a correction is a new fact. */
export type RecordedFact = {
  [Kind in keyof RecordedContents]: {
    /** Our id of the company. */
    company: string
    product: string
    kind: Kind
    /** Unique per company and kind: the same fact, sent again, has the same key. */
    key: string
    at: Instant
    /** Who said it: a command line, a console, an import. */
    source: string
    content: RecordedContents[Kind]
  }
}[keyof RecordedContents]

/** What a member of staff wrote down about a company. It is of no product, and changes no figure. */
export interface NoteFact {
  /** Our id of the company. */
  company: string
  kind: 'note'
  /** Unique per company: the same note, sent again, has the same key. */
  key: string
  at: Instant
  source: string
  content: { text: string }
}
