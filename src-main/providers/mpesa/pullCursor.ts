import { invariant } from '../../../src-shared/model/assert.ts'
import { type Instant, toInstant } from '../../../src-shared/model/instant.ts'

/** Where a list is gone on with: rows are counted within a window, which must stay the same. */
export interface PullCursor {
  from: Instant
  until: Instant
  /** How many rows of it were given. */
  offset: number
  /** The first of the page before, so that the same page again is known for what it is; empty at the start. */
  first: string
}

export function toPullCursor({ from, until, offset, first }: PullCursor): string {
  return JSON.stringify([from, until, offset, first])
}

export function parsePullCursor(text: string): PullCursor {
  const parts: unknown = JSON.parse(text)
  invariant(Array.isArray(parts), 'a cursor is what a page ended with')
  const [from, until, offset, first]: unknown[] = parts
  invariant(typeof from === 'number' && typeof until === 'number' && typeof offset === 'number', 'a cursor has a window and an offset')
  return { from: toInstant(from), until: toInstant(until), offset, first: String(first) }
}
