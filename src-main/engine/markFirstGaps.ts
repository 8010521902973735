import type { CoverageGap } from '../../src-shared/contract/sync.ts'

type Gap = Omit<CoverageGap, 'isBeforeFirst'>

/**
 * Marks the gaps of before a provider was first asked.
 *
 * What statements make of the one without a beginning lies end to end, up to the first window that was read: a gap of later begins no earlier than
 * when that was read to.
 */
export function markFirstGaps(gaps: readonly Gap[]): CoverageGap[] {
  const oldestFirst = [...gaps].sort((a, b) => (a.from ?? Number.NEGATIVE_INFINITY) - (b.from ?? Number.NEGATIVE_INFINITY) || 0)
  let end: number | null = null
  return oldestFirst
    .map((gap) => {
      const isBeforeFirst: boolean = gap.from === null || gap.from === end
      if (isBeforeFirst) end = gap.until
      return { ...gap, isBeforeFirst }
    })
    .reverse()
}
