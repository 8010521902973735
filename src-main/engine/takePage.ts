import type { z } from '../../src-shared/contract/zod.ts'
import { readCursor, writeCursor } from './cursor.ts'

/** Where something stands in a list. Places are compared part by part; parts of one position are of one type. */
export type Place = readonly (string | number)[]

interface PageAsk {
  /** All that decides what is in the list, and in which order. */
  question: string
  limit: number
  cursor: string | null
}

/**
 * One page of a list that is ordered here, because its order is by what is derived.
 *
 * A page begins after the place of the last one, whatever has come or gone since.
 */
export function takePage<Item>(
  items: readonly Item[],
  toPlace: (item: Item) => Place,
  { question, limit, cursor }: PageAsk,
  place: z.ZodType<Place>,
): { items: Item[]; next: string | null } {
  const after = cursor === null ? null : readCursor(cursor, question, place)
  const coming = items
    .map((item) => ({ item, place: toPlace(item) }))
    .filter((each) => after === null || comparePlaces(each.place, after) > 0)
    .sort((a, b) => comparePlaces(a.place, b.place))
  const taken = coming.slice(0, limit)
  const last = taken.at(-1)
  return { items: taken.map(({ item }) => item), next: last && coming.length > limit ? writeCursor(question, last.place) : null }
}

function comparePlaces(a: Place, b: Place): number {
  for (const [index, part] of a.entries()) {
    const other = b[index]
    if (other === undefined || part === other) continue
    return part < other ? -1 : 1
  }
  return 0
}
