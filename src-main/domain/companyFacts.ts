import type { Instant } from '../../src-shared/model/instant.ts'
import type { ProviderName } from '../../src-shared/model/provider.ts'
import type { BilledContents, BilledKind } from './billing/billedObject.ts'
import type { RecordedFact } from './recordedFact.ts'
import type { UsageRecord } from './usage/usageRecord.ts'

/** All that the figures of one company are derived from. Each list may come in any order. */
export interface CompanyFacts {
  billed: readonly BilledFact[]
  /** Of all that its subscriptions, invoices and sessions name, by `toPriceKey`. */
  prices: ReadonlyMap<string, PriceFact>
  usage: readonly ProductUsage[]
  recorded: readonly RecordedFact[]
}

export type BilledFact = { [Kind in BilledKind]: BilledFactOf<Kind> }[BilledKind]

/** One object of a provider with all states of it that are known. */
export interface BilledFactOf<Kind extends BilledKind> {
  kind: Kind
  provider: ProviderName
  account: string
  ref: string
  createdAt: Instant
  /** When we first or last had it from the provider. */
  seenAt: Instant
  /** The newest content, and since when it is so. */
  stateAt: Instant
  content: BilledContents[Kind]
  /** Earlier states, as far as they were observed, oldest first. */
  earlier: readonly { at: Instant; content: BilledContents[Kind] }[]
}

/** What a price is, and all lookup keys that it was ever seen with, the present one first. */
export interface PriceFact {
  provider: ProviderName
  ref: string
  content: BilledContents['price']
  lookupKeys: readonly string[]
}

export interface ProductUsage extends UsageRecord {
  product: string
}

export function toPriceKey(provider: ProviderName, ref: string): string {
  return `${provider} ${ref}`
}
