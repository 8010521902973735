import { isWire, type Wire } from '../wire/wire.ts'
import { type Param, readParams, text, whole } from '../world/params.ts'
import { Refusal, refuse, refuseMissing } from '../world/refusal.ts'

interface Range {
  gt?: number | null | undefined
  gte?: number | null | undefined
  lt?: number | null | undefined
  lte?: number | null | undefined
}

/** An instant, or what it lies between. */
export const range: Param<Range> = (value, name) => {
  if (!isWire(value)) {
    const at = whole(value, name)
    return { gte: at, lte: at }
  }
  return readParams({ gt: whole, gte: whole, lt: whole, lte: whole }, value, name)
}

/** Whether an instant lies in a range; everything does in none, and nothing that did not come about in one. */
export function within(at: number | null, asked: Range | null | undefined): boolean {
  if (!asked) return true
  if (at === null) return false
  const { gt, gte, lt, lte } = asked
  return at > (gt ?? -Infinity) && at >= (gte ?? -Infinity) && at < (lt ?? Infinity) && at <= (lte ?? Infinity)
}

/** What every list takes. */
export const PAGING = { limit: whole, starting_after: text, ending_before: text }

export interface Paging {
  limit?: number | null | undefined
  starting_after?: string | null | undefined
  ending_before?: string | null | undefined
  created?: Range | null | undefined
}

interface Listed {
  id: string
  created: number
}

/**
 * A page of a list, newest first.
 *
 * @param all oldest first
 * @param placeOf where the object of a cursor stands in `all`; null where it is not there
 */
export function toPage<T extends Listed>(
  all: readonly T[],
  paging: Paging,
  url: string,
  options: { fits?: (item: T) => boolean; placeOf?: (id: string) => number | null; render: (item: T) => Wire },
): Wire {
  const { starting_after: after, ending_before: before, created } = paging
  const limit = paging.limit ?? 10
  if (limit < 1 || limit > 100) throw refuse('Invalid integer: limit must be between 1 and 100', 'limit', 'parameter_invalid_integer')
  if (after && before) throw refuse('You may only specify one of these parameters: starting_after, ending_before.', 'starting_after')
  const placeOf = options.placeOf ?? ((id: string) => findPlace(all, id))
  const first = created ? findCreated(all, Math.max(created.gte ?? -Infinity, (created.gt ?? -Infinity) + 1)) : 0
  const end = created ? findCreated(all, Math.min((created.lte ?? Infinity) + 1, created.lt ?? Infinity)) : all.length
  const fits = options.fits ?? (() => true)
  if (before) {
    const newer = take(all, Math.max(placeAt(before, 'ending_before') + 1, first), 1, end, fits, limit)
    return { object: 'list', data: newer.items.reverse().map(options.render), has_more: newer.hasMore, url }
  }
  const start = after ? Math.min(placeAt(after, 'starting_after'), end) : end
  const older = take(all, start - 1, -1, first - 1, fits, limit)
  return { object: 'list', data: older.items.map(options.render), has_more: older.hasMore, url }

  function placeAt(id: string, param: string): number {
    const place = placeOf(id)
    if (place !== null) return place
    if (url === '/v1/events') throw toAgedOut(id)
    throw refuseMissing(toNoun(url), id, param)
  }
}

function take<T>(all: readonly T[], from: number, step: 1 | -1, until: number, fits: (item: T) => boolean, limit: number) {
  const items: T[] = []
  for (let index = from; step > 0 ? index < until : index > until; index += step) {
    const item = all[index]
    if (item === undefined || !fits(item)) continue
    if (items.length === limit) return { items, hasMore: true }
    items.push(item)
  }
  return { items, hasMore: false }
}

/** The first item that was not made before an instant. */
function findCreated(all: readonly Listed[], at: number): number {
  let [low, high] = [0, all.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((all[middle]?.created ?? 0) < at) low = middle + 1
    else high = middle
  }
  return low
}

function findPlace(all: readonly Listed[], id: string): number | null {
  const place = all.findIndex((item) => item.id === id)
  return place < 0 ? null : place
}

function toNoun(url: string): string {
  return (url.split('/').at(-1) ?? '').replace(/s$/, '').replaceAll('_', ' ')
}

/** Events are kept for 30 days. */
export function toAgedOut(id: string): Refusal {
  return new Refusal(404, {
    type: 'invalid_request_error',
    code: 'resource_missing',
    message: `No such event: '${id}'; it may have aged out of the retention policy (30 days).`,
    param: 'id',
  })
}
