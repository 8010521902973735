import type { Instant } from '../../../src-shared/model/instant.ts'

/** A customer's use of one meter, as it stands to be read. */
export interface Waiting {
  /** Up to when it was read; null where it never was. */
  last: { readUpTo: Instant } | null
  /** What part of its limit is used, where it is near the limit; null of all others. */
  nearShare: number | null
}

/**
 * In which order uses are read: those near a limit first, and of all others whoever has waited longest.
 *
 * Of those near a limit, too, the longest unread comes first, so that a budget that is too small for all of them goes round.
 */
export function orderReadings<Each extends Waiting>(waiting: readonly Each[]): { near: Each[]; others: Each[] } {
  const byAge = waiting.toSorted((a, b) => (a.last?.readUpTo ?? 0) - (b.last?.readUpTo ?? 0) || (b.nearShare ?? 0) - (a.nearShare ?? 0))
  return { near: byAge.filter(({ nearShare }) => nearShare !== null), others: byAge.filter(({ nearShare }) => nearShare === null) }
}
