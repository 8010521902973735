import { isRecord } from './readWire.ts'
import { UnreadableAnswer } from './toProviderError.ts'

export interface ListPage {
  data: unknown[]
  /** What to ask the next page with; null on the last. */
  next: string | null
}

/** Reads a page of a list. @param after what it was asked with */
export function readList(page: unknown, after: string | null): ListPage {
  if (!isRecord(page) || !Array.isArray(page['data']) || typeof page['has_more'] !== 'boolean') throw new UnreadableAnswer('it is no list')
  const data: unknown[] = page['data']
  if (!page['has_more']) return { data, next: null }
  const last = data.at(-1)
  const next = isRecord(last) && typeof last['id'] === 'string' ? last['id'] : null
  if (next === null || next === after) throw new UnreadableAnswer('it says that there is more, and not after what')
  return { data, next }
}
