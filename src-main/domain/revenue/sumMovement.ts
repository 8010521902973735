import type { Instant } from '../../../src-shared/model/instant.ts'
import type { RevenueLine } from './measureRevenueLines.ts'

/** What changed the monthly revenue between two instants, in a currency's minor unit; losses are below 0. */
export interface Movement {
  /** Of companies that had never brought in anything. */
  new: number
  expansion: number
  /** Of companies that had brought in something once, and nothing at the beginning. */
  reactivation: number
  contraction: number
  /** Of companies that bring in nothing any more. */
  churn: number
  /** What it came to at the end. */
  end: number
}

/**
 * Adds up what changed the monthly revenue from each instant to the next, by currency (domain.md, *Revenue*: what is measured, and that
 * currencies are never added).
 *
 * Each company's change between two instants is of one kind, so that all kinds together are the whole change: an end and the kinds of the
 * next make the next end exactly. What came and went between two instants is no change. Each currency is looked at by itself: who begins to
 * pay in another one is new in that and churned in the old one.
 *
 * @param instants those at which the lines were measured
 */
export function sumMovement(lines: Iterable<RevenueLine>, instants: readonly Instant[]): Map<string, Movement[]> {
  const sums = new Map<string, Movement[]>()
  for (const { currency, amounts, firstAt } of lines) {
    const months = sums.get(currency) ?? instants.slice(1).map(createMovement)
    sums.set(currency, months)
    for (const [index, month] of months.entries()) {
      const [before = 0, after = 0] = amounts.slice(index, index + 2)
      const start = instants[index]
      month.end += after
      const kind = classifyChange(before, after, start !== undefined && firstAt < start)
      if (kind) month[kind] += after - before
    }
  }
  return sums
}

export type MovementKind = Exclude<keyof Movement, 'end'>

/** Of which kind a company's change between two instants is; null where nothing changed. @param hadAny whether anything had come in before */
export function classifyChange(before: number, after: number, hadAny: boolean): MovementKind | null {
  if (before === after) return null
  if (before === 0) return hadAny ? 'reactivation' : 'new'
  if (after === 0) return 'churn'
  return after > before ? 'expansion' : 'contraction'
}

export function createMovement(): Movement {
  return { new: 0, expansion: 0, reactivation: 0, contraction: 0, churn: 0, end: 0 }
}
