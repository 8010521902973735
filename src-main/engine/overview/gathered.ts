import type { Instant } from '../../../src-shared/model/instant.ts'
import type { NamedWindow } from '../../domain/revenue/listLastWindows.ts'
import type { Movement } from '../../domain/revenue/sumMovement.ts'
import type { NearUse, StatusCount } from '../../store/reads/overviewRows.ts'
import type { PaymentSum } from '../../store/reads/paymentDays.ts'

/** What an overview is of, and when. */
export interface Span {
  /** The instant asked for, or now. */
  at: Instant
  zone: string
  days: readonly NamedWindow[]
  /** At which the monthly revenue is measured, oldest first. */
  instants: readonly Instant[]
  /** How many of those near their limits are listed. */
  mostNear: number
}

/** What an overview is made of, whether it was read as it is kept or derived as of an instant. */
export interface Gathered {
  counts: readonly StatusCount[]
  near: { total: number; items: readonly NearUse[] }
  /** From each of the span's instants to the next, by currency. */
  movement: ReadonlyMap<string, readonly Movement[]>
  /** In the order of the days. */
  payments: readonly (readonly PaymentSum[])[]
  unmatched: { count: number; oldestAt: Instant | null }
}

/** Which ends are soon. */
export const SOON = { graceMs: 24 * 3_600_000, trialMs: 7 * 24 * 3_600_000 }
