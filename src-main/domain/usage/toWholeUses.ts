import type { Instant } from '../../../src-shared/model/instant.ts'
import type { MeteredUse } from '../companyFacts.ts'

/** What of a span counts as used, in whole numbers. */
export interface WholeUse {
  from: Instant
  until: Instant
  windowStart: Instant | null
  /** From 0. */
  quantity: number
}

/** Finer than any meter is read. */
const DIGITS = 9
const ONE = 10n ** BigInt(DIGITS)

/**
 * Brings what a meter counted to whole numbers, window by window: a metric counts whole things, and a part of one is not one yet.
 *
 * The parts of a window are added up as they are and only then cut off, so that nothing is lost between its days. What was taken back is
 * taken from what was counted last before it.
 */
export function toWholeUses(uses: readonly MeteredUse[]): WholeUse[] {
  const inOrder = uses.toSorted((a, b) => a.from - b.from)
  return [...Map.groupBy(inOrder, ({ windowStart }) => windowStart).values()].flatMap(cutOff).sort((a, b) => a.from - b.from)
}

function cutOff(uses: readonly MeteredUse[]): WholeUse[] {
  let sum = 0n
  const standings = uses.map(({ quantity }) => {
    sum += BigInt(quantity.toFixed(DIGITS).replace('.', ''))
    return sum > 0n ? Number(sum / ONE) : 0
  })
  // Never more than what is left of it in the end.
  for (let index = standings.length - 2; index >= 0; index--) standings[index] = Math.min(standings[index] ?? 0, standings[index + 1] ?? 0)
  return uses.map(({ from, until, windowStart }, index) => {
    const quantity = (standings[index] ?? 0) - (standings[index - 1] ?? 0)
    return { from, until, windowStart, quantity }
  })
}
