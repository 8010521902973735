import type { MetricKind } from '../../../src-shared/model/catalog.ts'

/** A change to a higher tier, to a lower one, or to another interval of the same. */
export type ChangeKind = 'upgrade' | 'downgrade' | 'switch'

/** What the downgrade check says, from what never goes on to what needs no check. */
export type ChangeVerdict = 'blocked' | 'unknown' | 'period-end' | 'warning' | 'ok'

/** How staff may go on: not at all, with a written reason that is kept, scheduled for the period's end, knowingly, or just so. */
export type WayOn = 'none' | 'written-reason' | 'at-period-end' | 'acknowledged' | 'free'

const WORST_FIRST: readonly ChangeVerdict[] = ['blocked', 'unknown', 'period-end', 'warning', 'ok']

const WAYS_ON: Readonly<Record<ChangeVerdict, WayOn>> = {
  blocked: 'none',
  unknown: 'written-reason',
  'period-end': 'at-period-end',
  warning: 'acknowledged',
  ok: 'free',
}

/** @param current null where the company is on no plan: whatever it takes then is more */
export function toChangeKind(current: { tier: number } | null, target: { tier: number }): ChangeKind {
  if (!current || target.tier > current.tier) return 'upgrade'
  return target.tier < current.tier ? 'downgrade' : 'switch'
}

/** The worst of what holds: blocked, then unknown, then period end, then warning. A stale metric that is over blocks all the same. */
export function toVerdict(kind: ChangeKind, exceeds: readonly { kind: MetricKind }[], staleCount: number): ChangeVerdict {
  if (kind !== 'downgrade') return 'ok'
  if (exceeds.some((each) => each.kind === 'stock')) return 'blocked'
  if (staleCount > 0) return 'unknown'
  return exceeds.length > 0 ? 'period-end' : 'warning'
}

/** Below 0 where `a` is the worse. */
export function compareVerdicts(a: ChangeVerdict, b: ChangeVerdict): number {
  return WORST_FIRST.indexOf(a) - WORST_FIRST.indexOf(b)
}

/** Whether the check at sending found worse than what staff saw and agreed to: a conflict for them to settle. */
export function isConflict(seen: ChangeVerdict, found: ChangeVerdict): boolean {
  return compareVerdicts(found, seen) < 0
}

export function toWayOn(verdict: ChangeVerdict): WayOn {
  return WAYS_ON[verdict]
}
