import { invariant } from '../../src-shared/model/assert.ts'
import { type Instant, toInstant } from '../../src-shared/model/instant.ts'
import type { ProviderEvent } from '../domain/mirrored.ts'
import type { Answer } from '../providers/provider.ts'
import { findCursor } from '../store/reads/connections.ts'
import { findSeenEvents } from '../store/reads/mirror.ts'
import { pruneEvents } from '../store/writes/saveEvents.ts'
import { saveCursor } from '../store/writes/saveRun.ts'
import { commitObjects } from './commitObjects.ts'
import { createRun, type Run, type RunResult } from './createRun.ts'
import { type Fetched, fetchTouched } from './fetchTouched.ts'
import { sortEvents } from './sortEvents.ts'
import type { ConnectionParts } from './syncParts.ts'

/** An event can become visible after one that happened later: this much is asked for again at every poll. */
const OVERLAP_MS = 5 * 60 * 1000
const CHUNK = 50
const DAY_MS = 24 * 60 * 60 * 1000
const LONGEST_STANDSTILL_MS = DAY_MS

/**
 * Brings in what changed since the watermark.
 *
 * Events only name what to fetch again. Each object is fetched once, so neither their order nor their repetition matters.
 * The watermark moves in the transaction that stores the last of what it passes.
 *
 * @param isAsked whether somebody waits to see this run; a poll that finds nothing leaves no record
 * @param tried what this very sync has tried in vain already, and is not to try twice
 */
export async function followEvents(
  parts: ConnectionParts,
  { tried, isAsked }: { tried: ReadonlySet<string>; isAsked: boolean },
): Promise<RunResult> {
  const { store, connection } = parts
  const run = createRun(parts, 'events', !isAsked)
  const watermark = findCursor(store.read, connection.accountId, 'events')?.watermark
  invariant(watermark != null, 'events are followed from where a list began')

  const news = await readNews(parts, run, toInstant(watermark - OVERLAP_MS))
  if (!news.ok) return run.end(news.error)
  const { events, pages, answeredAt } = news.value
  const newest = events.reduce((latest, { at }) => (at > latest ? at : latest), toInstant(watermark))
  const { toFetch, settled } = sortEvents(parts, events, tried)

  const chunks = toChunks(toFetch, CHUNK)
  for (const [index, chunk] of chunks.entries()) {
    const fetched = await fetchTouched(parts, run, chunk)
    if (!fetched.ok) return run.end(fetched.error)
    const isLast = index === chunks.length - 1
    const handled = isLast ? [...settled, ...fetched.value.events] : fetched.value.events
    commitChunk(parts, run, { ...fetched.value, events: handled, pages: isLast ? pages : 0, watermark: isLast ? newest : null })
  }
  if (chunks.length === 0) {
    // Where nothing ever happens the watermark would grow older than the provider remembers, though nothing was missed.
    const isOld = answeredAt - newest > LONGEST_STANDSTILL_MS
    const moved = isOld ? toInstant(answeredAt - OVERLAP_MS) : newest
    commitChunk(parts, run, { fetched: [], events: settled, failures: [], pages, watermark: moved })
  }
  if (toDay(newest) !== toDay(watermark)) store.transact((tx) => pruneEvents(tx, answeredAt))
  return run.end(null)
}

interface News {
  events: ProviderEvent[]
  pages: number
  answeredAt: Instant
}

/** All pages before the first is acted on: they come newest first, and the watermark may pass only what is whole. */
async function readNews(parts: ConnectionParts, run: Run, since: Instant): Promise<Answer<News>> {
  const { store, connection, provider } = parts
  const events = new Map<string, ProviderEvent>()
  let after: string | null = null
  for (let pages = 1; ; pages++) {
    const page = await run.ask((way) => provider.listEvents(since, after, way))
    if (!page.ok) return page
    const seen = findSeenEvents(
      store.read,
      connection.accountId,
      page.value.events.map(({ ref }) => ref),
    )
    for (const event of page.value.events) if (!seen.has(event.ref)) events.set(event.ref, event)
    if (page.value.next === null) return { ok: true, value: { events: [...events.values()], pages, answeredAt: page.value.answeredAt } }
    after = page.value.next
  }
}

function commitChunk(parts: ConnectionParts, run: Run, chunk: Fetched & { pages: number; watermark: Instant | null }) {
  const { store, connection, clock, announce } = parts
  const { fetched, events, failures, pages, watermark } = chunk
  const changed = store.transact((tx) => {
    const committed = commitObjects(tx, parts, { fetched, events }, clock.now())
    if (watermark !== null && watermark !== findCursor(tx, connection.accountId, 'events')?.watermark)
      saveCursor(tx, connection.accountId, 'events', { watermark })
    run.count(tx, { pages, refs: fetched.map(({ object }) => object.ref), ...committed, failures })
    return committed.changed
  })
  if (changed > 0) announce('companies')
}

function toDay(at: Instant): number {
  return Math.floor(at / DAY_MS)
}

function toChunks<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) => items.slice(index * size, (index + 1) * size))
}
