import type { Instant } from '../../../src-shared/model/instant.ts'
import type { Limit } from '../../../src-shared/model/limit.ts'
import type { Window } from '../calendar/monthWindows.ts'

/** The hours of a company at an instant, in whole minutes. */
export interface HoursBalance {
  /** The month of hours that is on; null before the first and after the one that the subscription ended in. */
  window: Window | null
  /** What this month has been allocated so far. */
  included: Limit
  /** What was drawn from this month's own hours. */
  used: number
  left: Limit
  rollover: { left: number; cap: number }
  /** All bought so far, in the order in which they are drawn on. */
  packs: PackBalance[]
  /** Left of this month + rollover + live packs. */
  available: Limit
  /** All that found no hours up to the instant asked for, settled or not. */
  overage: number
  ledger: LedgerWindow[]
}

export interface PackBalance {
  ref: string
  minutes: number
  /** Of a lapsed pack: the rest that was lost with it. */
  left: number
  expiresAt: Instant
  state: PackState
}

/** `lapsed`: ended with a rest. `expired`: ended with none, which a refund makes of any pack. */
export type PackState = 'live' | 'spent' | 'lapsed' | 'expired'

/** What happened in one window, or between windows where `window` is null. */
export interface LedgerWindow {
  window: Window | null
  isPaid: boolean
  included: Limit
  used: number
  /** What found no hours in this window. */
  overage: number
  steps: LedgerStep[]
}

/** One movement of minutes. The balance after each step is the one before it and this movement. */
export interface LedgerStep {
  at: Instant
  kind: LedgerStepKind
  /**
   * How many were moved; all but `changed` from 0.
   *
   * `unlimited` where a month without limit comes or goes. Of a change from unlimited: what is left then.
   */
  minutes: Limit
  /** What it was taken from, or added to. Null for what found no hours. */
  part: 'month' | 'rollover' | 'pack' | null
  /** Ref of the pack where the part is one. */
  pack: string | null
  /** Key or ref of what led to it: entry, period, change, end of status, pack, settlement. */
  fact: string
  after: HoursParts
}

/**
 * What a step of the ledger does.
 *
 * `allocated` and `bought` grant, `changed` is what a change of plan adds to the month (below 0: takes from it), `rolled-over` moves from the
 * month to the rollover, `drawn` is work, `trimmed` (by the cap), `lapsed` and `refunded` are lost; `overage` found nothing, `billed` and
 * `waived` settle it.
 */
export type LedgerStepKind =
  | 'allocated'
  | 'bought'
  | 'changed'
  | 'rolled-over'
  | 'drawn'
  | 'trimmed'
  | 'lapsed'
  | 'refunded'
  | 'overage'
  | 'billed'
  | 'waived'

/** The parts of a balance after a step. `overage` is all so far, `unsettled` what is neither billed nor waived of it. */
export interface HoursParts {
  left: Limit
  rollover: number
  packs: number
  available: Limit
  overage: number
  unsettled: number
}
