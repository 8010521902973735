import type { HoursRule } from '../../../src-shared/model/catalog.ts'
import type { Instant } from '../../../src-shared/model/instant.ts'

/**
 * All that the hours of one company in one product follow from. Minutes are whole numbers from 0.
 *
 * Each list may come in any order, and name a fact more than once.
 */
export interface HoursFacts {
  periods: readonly BilledPeriod[]
  changes: readonly PlanChange[]
  /** When the status was `paused`. */
  pauses: readonly Stretch[]
  /** When the status was `canceled` or `expired`. */
  ends: readonly Stretch[]
  packs: readonly PackBought[]
  entries: readonly HoursEntry[]
  settlements: readonly OverageSettled[]
}

/** A period that the provider bills: the invoice line of the plan, prorations aside. A trial and a fixed term are periods too. */
export interface BilledPeriod {
  /** Of the invoice, or of what else billed it. */
  ref: string
  start: Instant
  end: Instant
  /** Whose day cuts the months. */
  anchor: Instant
  /** `whole`: one window with full hours, as for a stub, a trial or a fixed term. */
  cut: 'months' | 'whole'
  /**
   * What made it begin, which says what becomes of the hours before it (rule `renew`).
   *
   * `renewal`: they roll over. `start`, of a subscription or a term paid once: they lapse. `change`, of a subscription that runs (its
   * interval, its anchor, a resumption): nothing rolls over and what was used stays used.
   */
  begins: 'start' | 'renewal' | 'change'
  /** Of the plan on the line, by the catalog in force at the start. */
  rule: HoursRule
  /** What is known of its payment, and from when. */
  standings: readonly Standing[]
}

export interface Standing {
  at: Instant
  /** An invoice of 0, or paid out of band, is `paid`. */
  standing: 'draft' | 'open' | 'failed' | 'overdue' | 'paid' | 'void' | 'uncollectible'
}

/** Another rule from an instant on, until the next period brings its own: another plan, or another version of the catalog. */
export interface PlanChange {
  key: string
  at: Instant
  rule: HoursRule
}

/** A time during which a status held. `until` is no part of it; null while nothing has ended it. */
export interface Stretch {
  key: string
  from: Instant
  until: Instant | null
}

/** Hours bought once. */
export interface PackBought {
  /** Unique per company. */
  ref: string
  minutes: number
  boughtAt: Instant
  /** The instant itself is too late. */
  expiresAt: Instant
  /** When it was refunded in full, reversed, or its dispute lost. */
  refundedAt: Instant | null
}

/** Work that was done. */
export interface HoursEntry {
  key: string
  at: Instant
  minutes: number
}

/** What staff did about overage. It settles what is open at its instant and no more. */
export interface OverageSettled {
  key: string
  at: Instant
  minutes: number
  as: 'billed' | 'waived'
}
