import type { Instant } from '../../../src-shared/model/instant.ts'

/** How many of what is in the order of its instants had happened at one: by halves, for it is asked at each turn of a long history. */
export function countUntil(items: readonly { at: Instant }[], at: Instant): number {
  let from = 0
  let to = items.length
  while (from < to) {
    const middle = (from + to) >>> 1
    const item = items[middle]
    if (item && item.at <= at) from = middle + 1
    else to = middle
  }
  return from
}
