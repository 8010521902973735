import { readText, readTime, readWhole, type Wire } from '../world/params.ts'
import { Refusal } from '../world/refusal.ts'
import type { Answer } from './operation.ts'

interface Listed {
  id: number
  createdAt: number
}

interface PageOptions<T> {
  message: string
  render: (record: T) => unknown
  /** Whether `use_cursor` is understood, and how the end is written: each list has a way of its own. */
  cursorEnd?: null | 'null'
  /** What else is told of the whole list. */
  meta?: (all: readonly T[], perPage: number) => Wire
}

const DEFAULT_PER_PAGE = 50
const MOST_PER_PAGE = 100

/** A page of records, newest first, of those that were created between `from` and `to`, both included. */
export function toPage<T extends Listed>(records: readonly T[], params: Wire, options: PageOptions<T>): Answer {
  const [from, to] = [readTime(params, 'from'), readTime(params, 'to')]
  const all = records
    .filter(({ createdAt }) => (from === null || createdAt >= from) && (to === null || createdAt <= to))
    .sort((a, b) => b.createdAt - a.createdAt || b.id - a.id)
  const perPage = Math.min(Math.max(readWhole(params, 'perPage') ?? readWhole(params, 'per_page') ?? DEFAULT_PER_PAGE, 1), MOST_PER_PAGE)
  const { message, render, cursorEnd } = options
  if (cursorEnd !== undefined && readText(params, 'use_cursor') === 'true') {
    const after = readText(params, 'next')
    const left = after === null ? all : all.slice(findPlace(all, after) + 1)
    const shown = left.slice(0, perPage)
    const last = shown.at(-1)
    const next = left.length > shown.length && last ? toCursor(last) : cursorEnd
    return { message, data: shown.map(render), meta: { next, previous: after === null ? 'null' : after, perPage } }
  }
  const page = Math.max(readWhole(params, 'page') ?? 1, 1)
  const skipped = (page - 1) * perPage
  const meta = { total: all.length, skipped, perPage, page, pageCount: Math.max(Math.ceil(all.length / perPage), 1) }
  return { message, data: all.slice(skipped, skipped + perPage).map(render), meta: { ...meta, ...options.meta?.(all, perPage) } }
}

function toCursor({ id }: Listed): string {
  return Buffer.from(`next:${id}`).toString('base64url')
}

function findPlace(all: readonly Listed[], cursor: string): number {
  const id = /^next:(\d+)$/.exec(Buffer.from(cursor, 'base64url').toString())?.[1]
  const place = id === undefined ? -1 : all.findIndex((each) => each.id === Number(id))
  if (place < 0) throw new Refusal(400, 'invalid_cursor', 'Invalid cursor')
  return place
}
