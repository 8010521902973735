import { type Instant, toInstant } from '../../src-shared/model/instant.ts'

/** A part of a list that is being read, newest first: what was created from `fromAt` on, up to where it was read. */
export interface Shard {
  id: number
  fromAt: Instant | null
  untilAt: Instant | null
  position: string | null
  /** How many pages this process has read of it, and the oldest creation on the first of them. */
  pages: number
  firstAt: Instant | null
  /** The oldest creation that was read; null before the first page and after the last. */
  reachedAt: Instant | null
}

/** No provider here has anything that is older. */
const BEGINNING = Date.UTC(2010, 0, 1)
/** Where no more pages than these are to come, another reader would cost more than it saves. */
const FEWEST_PAGES = 4

/**
 * Where to split what is left to read: the part that has most before it, in the middle of its time.
 *
 * How much lies in a span is not known before it is read; it is taken to be as much as in what was read of that part. A part that turns out to
 * be empty costs one request, and its reader splits another.
 *
 * @returns null where nothing is worth splitting
 */
export function chooseSplit(shards: readonly Shard[]): { shard: Shard; at: Instant } | null {
  let fullest: { shard: Shard; from: number; reached: number; pagesLeft: number } | null = null
  for (const shard of shards) {
    const { fromAt, firstAt, reachedAt: reached, pages } = shard
    if (reached === null || firstAt === null || pages < 2) continue
    const from = fromAt ?? BEGINNING
    // Of a whole import of one instant nobody can take over half.
    if (reached >= firstAt) continue
    const pagesLeft = ((reached - from) * (pages - 1)) / (firstAt - reached)
    if (pagesLeft > FEWEST_PAGES && (fullest === null || pagesLeft > fullest.pagesLeft)) fullest = { shard, from, reached, pagesLeft }
  }
  if (fullest === null) return null
  const { shard, from, reached } = fullest
  // Providers count creation in seconds.
  return { shard, at: toInstant(Math.floor((from + (reached - from) / 2) / 1000) * 1000) }
}
