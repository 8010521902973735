import { type Instant, toInstant } from '../../src-shared/model/instant.ts'
import type { MirroredObject, ObjectKind } from '../domain/mirrored.ts'
import type { ObjectPage, ObjectStream, ProviderError } from '../providers/provider.ts'
import { findCursor } from '../store/reads/connections.ts'
import { listShards } from '../store/reads/listShards.ts'
import { findMirrored, listRefsCreatedWithin } from '../store/reads/mirror.ts'
import type { Drifted } from '../store/writes/saveDrift.ts'
import { saveCursor } from '../store/writes/saveRun.ts'
import { dropShard, moveShard } from '../store/writes/saveShards.ts'
import type { Shard } from './chooseSplit.ts'
import { commitListed } from './commitObjects.ts'
import type { Run } from './createRun.ts'
import { settleDoubts } from './settleDoubts.ts'
import type { ConnectionParts } from './syncParts.ts'

/** Events are listed late and tie within a second: what happened shortly before the list began is asked for again. */
const OVERLAP_MS = 5 * 60 * 1000
/** Of the objects that a list left out, at most this many a run are asked for one by one. */
const MOST_DOUBTS = 200
const BEGINNING = toInstant(0)
const END_OF_TIME = toInstant(8_640_000_000_000_000)

/** How a list is read. */
interface ListedAs {
  stream: ObjectStream
  kind: ObjectKind
  /** Until when the mirror was known to be whole: what the list shows otherwise is drift. Null where it never was. */
  comparesSince: Instant | null
}

type PageRead = { ok: true; isLast: boolean } | { ok: false; error: ProviderError }

/**
 * Makes what reads the next page of a part of a list, and commits it with how far the part was read.
 *
 * An object that the mirror has and the list leaves out is asked for by itself; only the provider's word makes it deleted.
 */
export function createShardReader(
  parts: ConnectionParts,
  run: Run,
  { stream, kind, comparesSince }: ListedAs,
): { readPage: (shard: Shard) => Promise<PageRead>; postponed: ReadonlySet<string> } {
  const { connection, clock, provider, committer } = parts
  const { accountId } = connection
  const reached = new WeakMap<Shard, Reached>()
  const startedAgain = new WeakSet<Shard>()
  const postponed = new Set<string>()
  let doubts = 0

  return { readPage, postponed }

  async function readPage(shard: Shard): Promise<PageRead> {
    const before = reached.get(shard) ?? findReached(parts, kind, shard)
    const { fromAt: from, untilAt: until } = shard
    const page = await run.ask((way) => provider.listPage(stream, { from, until, after: shard.position }, way))
    // The object that the list was read up to is gone from it: this part is read from its start again.
    if (!page.ok && page.error.kind === 'missing' && shard.position !== null && !startedAgain.has(shard)) {
      startedAgain.add(shard)
      shard.position = null
      reached.set(shard, toStart(shard))
      return readPage(shard)
    }
    if (!page.ok) return page
    // It may have been split while the page was under way: what is older than its new end is another's.
    const isPast = shard.fromAt !== null && page.value.oldestAt !== null && page.value.oldestAt < shard.fromAt
    const next = isPast ? null : page.value.next
    const left = findLeftOut(parts, kind, { ...page.value, next }, before, shard)
    const room = Math.max(0, MOST_DOUBTS - doubts)
    doubts += left.length
    for (const ref of left.slice(room)) postponed.add(ref)
    const settled = await settleDoubts(parts, run, kind, left.slice(0, room))
    if (!settled.ok) return settled

    const { objects, unreadable, answeredAt } = page.value
    // Nothing is left of it to split.
    if (next === null) shard.reachedAt = null
    await committer.commit((tx) => {
      const fetched = [...objects.map((object) => ({ object, answeredAt })), ...settled.fetched]
      const known = new Set(
        comparesSince === null ? [] : objects.filter(({ ref }) => findMirrored(tx, accountId, kind, ref)).map(({ ref }) => ref),
      )
      const committed = commitListed(tx, parts, fetched, clock.now())
      const refs = fetched.map(({ object }) => object.ref)
      run.count(tx, { pages: 1, refs, ...committed, failures: [...unreadable, ...settled.failures] })
      if (comparesSince !== null)
        run.noteDrift(
          tx,
          committed.news.flatMap((object) => toDrifted(kind, object, known, comparesSince)),
        )
      if (next === null) dropShard(tx, shard.id)
      else moveShard(tx, shard.id, next)
      const isWhole = next === null && listShards(tx, accountId, stream).length === 0
      saveCursor(tx, accountId, stream, { completedAt: isWhole ? clock.now() : null })
      // What changes while lists are read is told by events: from the start of the first list on.
      if (findCursor(tx, accountId, 'events')?.watermark == null)
        saveCursor(tx, accountId, 'events', { watermark: toInstant(answeredAt - OVERLAP_MS) })
    })
    parts.announce('companies', 'sync')
    const after = moveOn(before, page.value)
    reached.set(shard, after)
    shard.position = next
    shard.pages += 1
    shard.firstAt ??= after.until
    shard.reachedAt = next === null ? null : after.until
    return { ok: true, isLast: next === null }
  }
}

/** What came into being after the mirror was whole is no drift. */
function toDrifted(kind: ObjectKind, object: MirroredObject, known: ReadonlySet<string>, wholeAt: Instant): Drifted[] {
  const { ref } = object
  if (object.kind === 'deleted') return [{ kind, ref, change: 'deleted' }]
  if (known.has(ref)) return [{ kind, ref, change: 'changed' }]
  return object.createdAt < wholeAt - OVERLAP_MS ? [{ kind, ref, change: 'new' }] : []
}

/** How far a list was read: all that was created after `until`, and of what was created at that very instant, `passed`. */
interface Reached {
  until: Instant
  passed: ReadonlySet<string>
}

function toStart({ untilAt }: Shard): Reached {
  return { until: untilAt === null ? END_OF_TIME : toInstant(untilAt - 1), passed: new Set() }
}

/** Where a part was broken off. What was passed of that instant is not known any more: it is left to the next listing. */
function findReached({ store, connection }: ConnectionParts, kind: ObjectKind, shard: Shard): Reached {
  if (shard.position === null) return toStart(shard)
  const createdAt = findMirrored(store.read, connection.accountId, kind, shard.position)?.createdAt ?? BEGINNING
  return { until: toInstant(createdAt - 1), passed: new Set() }
}

/** A whole import can be of one instant, and fill pages. */
function moveOn(reached: Reached, { objects, unreadable, oldestAt }: ObjectPage): Reached {
  const until = toInstant(Math.min(oldestAt ?? reached.until, reached.until))
  const listed = [...objects, ...unreadable].map(({ ref }) => ref)
  return { until, passed: new Set([...(until === reached.until ? reached.passed : []), ...listed]) }
}

/** Lists are by creation, newest first: what was created between two pages' ends and is on neither was left out. */
function findLeftOut(
  { store, connection }: ConnectionParts,
  kind: ObjectKind,
  page: ObjectPage,
  { until, passed }: Reached,
  { fromAt }: Shard,
): string[] {
  // What was created at the very instant at which a page ends can be on the next one.
  const from = page.next === null ? (fromAt ?? BEGINNING) : toInstant((page.oldestAt ?? until) + 1)
  const listed = new Set([...page.objects, ...page.unreadable].map(({ ref }) => ref))
  return listRefsCreatedWithin(store.read, connection.accountId, kind, from, until).filter((ref) => !listed.has(ref) && !passed.has(ref))
}
