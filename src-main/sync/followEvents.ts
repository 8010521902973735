import { invariant } from '../../src-shared/model/assert.ts'
import { type Instant, toInstant } from '../../src-shared/model/instant.ts'
import type { MirroredObject, ProviderEvent, UnreadableObject } from '../domain/mirrored.ts'
import type { Answer, FetchedObject } from '../providers/provider.ts'
import { findCursor, listParked } from '../store/reads/connections.ts'
import { findSeenEvents } from '../store/reads/mirror.ts'
import { saveEvents } from '../store/writes/saveEvents.ts'
import { saveCursor } from '../store/writes/saveRun.ts'
import { commitObjects } from './commitObjects.ts'
import { createRun, type Run, type RunResult } from './createRun.ts'
import type { ConnectionParts } from './syncParts.ts'

/** An event can become visible after one that happened later: this much is asked for again at every poll. */
const OVERLAP_MS = 5 * 60 * 1000
const CHUNK = 50
const LONGEST_STANDSTILL_MS = 24 * 60 * 60 * 1000

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

  const chunks = toChunks(
    addParked(
      groupByObject(events),
      listParked(store.read, connection.accountId).filter(({ ref }) => !tried.has(ref)),
    ),
    CHUNK,
  )
  for (const [index, chunk] of chunks.entries()) {
    const fetched = await fetchAll(parts, run, chunk)
    if (!fetched.ok) return run.end(fetched.error)
    const isLast = index === chunks.length - 1
    commitChunk(parts, run, { ...fetched.value, pages: isLast ? pages : 0, watermark: isLast ? newest : null })
  }
  if (chunks.length === 0) {
    // Where nothing ever happens the watermark would grow older than the provider remembers, though nothing was missed.
    const isOld = answeredAt - newest > LONGEST_STANDSTILL_MS
    commitChunk(parts, run, {
      fetched: [],
      events: [],
      failures: [],
      pages,
      watermark: isOld ? toInstant(answeredAt - OVERLAP_MS) : newest,
    })
  }
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
    const page = await run.ask((signal) => provider.listEvents(since, after, signal))
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

interface Touched {
  ref: string
  events: ProviderEvent[]
}

function groupByObject(events: readonly ProviderEvent[]): Touched[] {
  const groups = Map.groupBy(
    events.filter(({ object }) => object !== null),
    ({ object }) => object?.ref ?? '',
  )
  return [...groups].map(([ref, group]) => ({ ref, events: group }))
}

/** What could not be taken before is asked for again, whether or not anything happened to it. */
function addParked(touched: readonly Touched[], parked: readonly { ref: string }[]): Touched[] {
  const named = new Set(touched.map(({ ref }) => ref))
  return [...touched, ...parked.filter(({ ref }) => !named.has(ref)).map(({ ref }) => ({ ref, events: [] }))]
}

interface Fetched {
  fetched: FetchedObject[]
  events: ProviderEvent[]
  failures: UnreadableObject[]
}

async function fetchAll({ provider, clock }: ConnectionParts, run: Run, touched: readonly Touched[]): Promise<Answer<Fetched>> {
  const fetched: FetchedObject[] = []
  const failures: UnreadableObject[] = []
  for (const { ref, events } of touched) {
    const answer = await run.ask((signal) => provider.fetchObject('customers', ref, signal))
    if (answer.ok) fetched.push({ ...answer.value, object: dateDeletion(answer.value.object, events) })
    else if (answer.error.kind === 'missing' && isGone(events)) fetched.push(toDeleted(ref, events, clock.now()))
    else if (answer.error.kind === 'missing' || answer.error.kind === 'unreadable') failures.push({ ref, reason: answer.error.detail })
    else return answer
  }
  return { ok: true, value: { fetched, failures, events: touched.flatMap(({ events }) => events) } }
}

/** An event said so, or the provider did not know it when it was asked before either: a parked object has no event now. */
function isGone(events: readonly ProviderEvent[]): boolean {
  return events.length === 0 || events.some(({ isDeletion }) => isDeletion)
}

function toDeleted(ref: string, events: readonly ProviderEvent[], now: Instant): FetchedObject {
  const deletedAt = events.length === 0 ? now : toInstant(Math.max(...events.map(({ at }) => at)))
  return { object: { kind: 'deleted-customer', ref, deletedAt }, answeredAt: deletedAt }
}

/** A deleted object does not say when; the newest event that named it does. */
function dateDeletion(object: MirroredObject, events: readonly ProviderEvent[]): MirroredObject {
  return object.kind === 'deleted-customer' && events.length > 0
    ? { ...object, deletedAt: toInstant(Math.max(...events.map(({ at }) => at))) }
    : object
}

function commitChunk(
  parts: ConnectionParts,
  run: Run,
  { fetched, events, failures, pages, watermark }: Fetched & { pages: number; watermark: Instant | null },
) {
  const { store, connection, clock, announce } = parts
  const failed = new Map(failures.map(({ ref, reason }) => [ref, reason]))
  const changed = store.transact((tx) => {
    const seenAt = clock.now()
    let news = 0
    for (const { object, answeredAt } of fetched) news += commitObjects(tx, connection, [object], { answeredAt, seenAt })
    const handled = events.map((event) => {
      const reason = failed.get(event.object?.ref ?? '') ?? null
      return { ...event, outcome: reason === null ? ('processed' as const) : ('failed' as const), reason }
    })
    saveEvents(tx, connection.accountId, handled, seenAt)
    if (watermark !== null && watermark !== findCursor(tx, connection.accountId, 'events')?.watermark)
      saveCursor(tx, connection.accountId, 'events', { watermark })
    run.count(tx, { pages, refs: fetched.map(({ object }) => object.ref), changed: news, failures })
    return news
  })
  if (changed > 0) announce('companies')
}

function toChunks<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) => items.slice(index * size, (index + 1) * size))
}
