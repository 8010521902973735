import type { Instant } from '../../../src-shared/model/instant.ts'
import type { ProductUsage } from '../../domain/companyFacts.ts'

/** What of a company's use of a metric is asked for. */
export interface UsageQuestion {
  /** Our id. */
  company: string
  /** Under which ids it was told, that one among them. */
  owns: readonly string[]
  product: string
  metric: string
  /** Belongs to what is asked for; `to` does not. */
  from: Instant | null
  to: Instant | null
  /** The last instant that is looked at. */
  at: Instant | null
}

/** The place of a record in the order newest first. */
export interface UsagePosition {
  at: number
  id: number
}

/** Of which companies, by our ids; and from when on. */
export interface UsageSpan {
  companies: readonly string[]
  product: string
  metric: string
  from: Instant
  /** Belongs no more to it. */
  to: Instant
}

/** A record of use, and our id of whom it is about. */
export type CompanyUsageRow = ProductUsage & { company: string }
