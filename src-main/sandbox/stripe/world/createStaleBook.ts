/** How objects were before they were changed, as long as a search still finds them so. */
export interface StaleBook {
  /** @param at seconds, of the change */
  keep(at: number, id: string, record: object, lag: number): void
  /** By id, how objects were at an instant, where they were changed after it. */
  since(at: number): ReadonlyMap<string, object>
  /** What was changed after an instant, oldest first. */
  all(at: number): readonly Stale[]
}

interface Stale {
  at: number
  id: string
  record: object
}

const PURGE = 1024

export function createStaleBook(): StaleBook {
  let kept: Stale[] = []
  return {
    keep(at, id, record, lag) {
      if (kept.length >= PURGE && (kept[PURGE / 2]?.at ?? at) <= at - lag) kept = kept.filter((each) => each.at > at - lag)
      // What a change puts in the place of what was leaves the old value as it is: a copy of the names is enough.
      kept.push({ at, id, record: { ...record } })
    },
    since(at) {
      const oldest = new Map<string, object>()
      for (const each of kept) if (each.at > at && !oldest.has(each.id)) oldest.set(each.id, each.record)
      return oldest
    },
    all: (at) => kept.filter((each) => each.at > at),
  }
}
