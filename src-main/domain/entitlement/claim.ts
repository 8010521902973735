import type { EntitlementStatus } from '../../../src-shared/model/entitlementStatus.ts'
import type { Instant } from '../../../src-shared/model/instant.ts'
import type { FactSource } from '../quota/oneOffPayment.ts'
import type { Track } from './listTracks.ts'

/** What one subscription's item, or one term, says of a product at an instant. */
export interface Claim {
  fact: FactSource
  plan: string
  status: Exclude<EntitlementStatus, 'none'>
  /** When it was bought: of two that grant as much, the newest counts. */
  boughtAt: Instant
  /** Since when the status is what it is. */
  since: Instant
  period: { start: Instant; end: Instant | null } | null
  /** When what it grants ends or ended; null where it goes on. */
  endsAt: Instant | null
  cancelAtPeriodEnd: boolean
  /** Of one in grace: until when. */
  graceEnd: Instant | null
  /** Since when it grants nothing; null while it grants. */
  fellAt: Instant | null
  notes: string[]
  of: { kind: 'subscription'; track: Track } | { kind: 'term' }
}
