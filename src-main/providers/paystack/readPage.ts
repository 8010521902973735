import { UnreadableAnswer } from './failures.ts'
import { isRecord, readId, readPart, readWhole, type Wire } from './readWire.ts'

export const PAGE = 100

export interface ListPage {
  data: unknown[]
  /** What to ask the next page with; null on the last. */
  next: string | null
}

/**
 * What a list is asked with for the page at a position: `cursor=…` where it has cursors, `page=…` where pages are counted.
 *
 * Counted pages move while rows are added: what is on two of them comes twice.
 */
export function toPageQuery(after: string | null, hasCursor: boolean, perPage: number): Readonly<Record<string, string | number>> {
  if (after === null) return { perPage, ...(hasCursor ? { use_cursor: 'true' } : { page: 1 }) }
  const [, way, position] = /^(cursor|page)=(.+)$/.exec(after) ?? []
  if (way === undefined || position === undefined) throw new UnreadableAnswer('it was to go on from no place that there is')
  return { perPage, ...(way === 'cursor' ? { use_cursor: 'true', next: position } : { page: position }) }
}

/** Reads a page of a list. @param after what it was asked with */
export function readPage(body: Wire, after: string | null): ListPage {
  const data: unknown = body['data']
  if (!Array.isArray(data)) throw new UnreadableAnswer('it is no list')
  const meta = readPart(body, 'meta') ?? {}
  const next = toNext(meta, data.length, after)
  if (next === null) return { data, next }
  if (next === after) throw new UnreadableAnswer('it says that there is more, and that it is the same')
  if (data.length === 0) throw new UnreadableAnswer('it says that there is more, and gives nothing')
  return { data, next }
}

function toNext(meta: Wire, length: number, after: string | null): string | null {
  // Where cursors are not known, pages are counted from the first one on.
  if (Object.hasOwn(meta, 'next') && after?.startsWith('page=') !== true) {
    const cursor = readId(meta, 'next')
    // The end is null, and by some accounts the word.
    return cursor === null || cursor === 'null' ? null : `cursor=${cursor}`
  }
  if (after?.startsWith('cursor=')) return null
  const asked = after === null ? 1 : Number(after.slice('page='.length))
  const page = readWhole(meta, 'page') ?? asked
  if (page !== asked) throw new UnreadableAnswer('it is another page than was asked for')
  return page < countPages(meta, length, page) ? `page=${page + 1}` : null
}

function countPages(meta: Wire, length: number, page: number): number {
  const counted = readWhole(meta, 'pageCount')
  if (counted !== null) return counted
  const perPage = readWhole(meta, 'perPage') ?? PAGE
  const total = readWhole(meta, 'total')
  if (total !== null && perPage > 0) return Math.ceil(total / perPage)
  // Without a word of how many there are, a full page may not be the last.
  return length >= perPage && length > 0 ? page + 1 : page
}

/** Reads the object of an answer that is about one. */
export function readOne(body: Wire): Wire {
  const { data } = body
  if (!isRecord(data)) throw new UnreadableAnswer('it is no object')
  return data
}
