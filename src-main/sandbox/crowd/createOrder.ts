import type { Part } from './readCast.ts'

/** One object of the crowd: which part, in which copy. */
export interface Spot {
  place: number
  copy: number
}

/** Where a list begins, from where it goes on, and how much of it is wanted. */
export interface Cut {
  /** Seconds: nothing of before, and nothing from `until` on. */
  from: number
  until: number
  after: { created: number; spot: Spot } | null
  before: { created: number; spot: Spot } | null
  limit: number
}

/**
 * The objects of a kind in the order of time: those of one instant as the stand-in has them, and copy by copy.
 *
 * One number of eight bytes an object, which tells its instant and its spot.
 */
export interface Order {
  readonly length: number
  /** Newest first. */
  cut(cut: Cut): { spots: Spot[]; hasMore: boolean }
}

/**
 * @param parts of a kind, those that are not listed among them
 * @param isListed which of them are in the list
 * @param listCopies when the n-th copy of a part was made, for each copy: seconds
 */
export function createOrder(
  parts: readonly Part[],
  isListed: (part: Part) => boolean,
  copies: { most: number; count: (part: Part) => number; createdOf: (part: Part, copy: number) => number; earliest: number },
): Order {
  const { most, count, createdOf, earliest } = copies
  const span = Math.max(1, parts.length * most)
  const latest = parts.reduce((newest, { created }) => Math.max(newest, created), earliest)
  if ((latest - earliest + 1) * span >= Number.MAX_SAFE_INTEGER) throw new Error('So many objects have no room in an order.')
  const keys = makeKeys()
  return {
    length: keys.length,
    cut({ from, until, after, before, limit }) {
      const first = seek(toFirst(from))
      const end = seek(toFirst(until))
      if (before) {
        const start = Math.max(seek(toKey(before.created, before.spot) + 1), first)
        const stop = Math.min(start + limit, end)
        return { spots: readSpots(stop - 1, start), hasMore: stop < end }
      }
      const start = after ? Math.min(seek(toKey(after.created, after.spot)), end) : end
      const stop = Math.max(start - limit, first)
      return { spots: readSpots(start - 1, stop), hasMore: stop > first }
    },
  }

  function makeKeys(): Float64Array {
    const listed = parts.filter(isListed)
    const made = new Float64Array(listed.reduce((sum, part) => sum + count(part), 0))
    let at = 0
    for (const part of listed) {
      const number = count(part)
      for (let copy = 0; copy < number; copy++) {
        made[at] = (createdOf(part, copy) - earliest) * span + part.place * most + copy
        at += 1
      }
    }
    return made.sort()
  }

  function toKey(created: number, { place, copy }: Spot): number {
    return (created - earliest) * span + place * most + copy
  }

  /** The least key that an object of an instant can have. */
  function toFirst(seconds: number): number {
    return (seconds - earliest) * span
  }

  /** How many keys are less. */
  function seek(key: number): number {
    let [low, high] = [0, keys.length]
    while (low < high) {
      const middle = Math.floor((low + high) / 2)
      if ((keys[middle] ?? 0) < key) low = middle + 1
      else high = middle
    }
    return low
  }

  function readSpots(from: number, downTo: number): Spot[] {
    const spots: Spot[] = []
    for (let at = from; at >= downTo; at--) {
      const spot = (keys[at] ?? 0) % span
      const place = Math.floor(spot / most)
      spots.push({ place, copy: spot - place * most })
    }
    return spots
  }
}
