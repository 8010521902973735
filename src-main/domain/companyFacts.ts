import type { Instant } from '../../src-shared/model/instant.ts'
import type { ProviderName } from '../../src-shared/model/provider.ts'
import type { BilledContents, BilledKind } from './billing/billedObject.ts'
import type { AssignedPayment } from './links/linkFact.ts'
import type { MirroredMeter } from './mirrored.ts'
import type { RecordedFact } from './recordedFact.ts'
import type { UsageRecord } from './usage/usageRecord.ts'

/** All that the figures of one company are derived from. Each list may come in any order. */
export interface CompanyFacts {
  billed: readonly BilledFact[]
  /** Of all that its subscriptions, invoices and sessions name, by `toPriceKey`. */
  prices: ReadonlyMap<string, PriceFact>
  usage: readonly ProductUsage[]
  /** What providers' meters counted, of each of its customers and each meter. */
  metered: readonly MeterFact[]
  recorded: readonly RecordedFact[]
  /** What staff say that payments were for, by `toPaymentKey`. */
  assigned: ReadonlyMap<string, AssignedPayment>
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

/** What a meter counted of one customer, by its provider's last word. */
export interface MeterFact {
  provider: ProviderName
  account: string
  customer: string
  meter: Omit<MirroredMeter, 'isActive' | 'json'>
  /** No two of them overlap. */
  uses: readonly MeteredUse[]
  /** Up to when it was read. */
  readUpTo: Instant
}

export interface MeteredUse {
  from: Instant
  until: Instant
  /** As the provider says it, which may be no whole number, and below 0 where something was taken back. */
  quantity: number
  /** When the window began that it was counted for; null where there was none. */
  windowStart: Instant | null
}

export function toPaymentKey(provider: ProviderName, account: string, ref: string): string {
  return `${provider} ${account} ${ref}`
}

export function toPriceKey(provider: ProviderName, ref: string): string {
  return `${provider} ${ref}`
}
