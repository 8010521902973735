import type { SubscriptionRecord } from '../world/billingRecords.ts'
import { type Cycle, lastTurn, nextTurn } from './cycle.ts'

export interface Period {
  start: number
  end: number
}

/** The whole period that an instant lies in: a price is for one of these, also where less of it is sold. */
export function toWholePeriod(anchor: number, cycle: Cycle, at: number): Period {
  return { start: lastTurn(anchor, cycle, at), end: nextTurn(anchor, cycle, at) }
}

/** Where a period that begins at an instant ends: at its turn, or with the subscription. */
export function findEnd(
  { billing_cycle_anchor, cancel_at }: Pick<SubscriptionRecord, 'billing_cycle_anchor' | 'cancel_at'>,
  cycle: Cycle,
  start: number,
): number {
  const turn = nextTurn(billing_cycle_anchor, cycle, start)
  return cancel_at !== null && cancel_at > start ? Math.min(turn, cancel_at) : turn
}
