import { type Instant, toInstant } from '../../src-shared/model/instant.ts'
import type { ObjectKind, UnreadableObject } from '../domain/mirrored.ts'
import { type FetchedObject, type ObjectPage, type ObjectStream, type ProviderError, toKind } from '../providers/provider.ts'
import { findCursor } from '../store/reads/connections.ts'
import { findMirrored, listRefsCreatedWithin } from '../store/reads/mirror.ts'
import { saveCursor } from '../store/writes/saveRun.ts'
import { commitObjects } from './commitObjects.ts'
import { createRun, type Run, type RunResult } from './createRun.ts'
import type { ConnectionParts } from './syncParts.ts'

/** Events are listed late and tie within a second: what happened shortly before the list began is asked for again. */
const OVERLAP_MS = 5 * 60 * 1000
/** Of the objects that a list left out, at most this many a run are asked for one by one. */
const MOST_DOUBTS = 200
const BEGINNING = toInstant(0)
const END_OF_TIME = toInstant(8_640_000_000_000_000)

/**
 * Reads a stream's list from where its cursor stands to the end.
 *
 * A page, its facts and the cursor commit together: a crash costs one page read again, never a gap.
 * An object that the mirror has and the list leaves out is asked for by itself; only the provider's word makes it deleted.
 *
 * @returns null where it turns out that the provider does not offer the stream at all, which leaves no record
 */
export async function listStream(parts: ConnectionParts, stream: ObjectStream): Promise<RunResult | null> {
  const { store, connection, clock } = parts
  const { accountId } = connection
  const kind = toKind(stream)
  // A connection from before this stream was known: whether there is such a list is yet to be seen.
  const isTrial = connection.permissions[stream] === undefined
  const run = createRun(parts, stream, isTrial)
  let after = findCursor(store.read, accountId, stream)?.position ?? null
  let reached = after === null ? START : findReached(parts, kind, after)
  let mayStartAgain = true
  let doubts = 0

  for (;;) {
    const page = await run.ask((signal) => parts.provider.listPage(stream, after, signal))
    // The object that the list was read up to is gone from it: the list is read from its start again.
    if (!page.ok && page.error.kind === 'missing' && after !== null && mayStartAgain) {
      mayStartAgain = false
      after = null
      reached = START
      continue
    }
    if (!page.ok && page.error.kind === 'missing' && isTrial) return null
    if (!page.ok) return run.end(page.error)
    const left = findLeftOut(parts, kind, page.value, reached)
    const settled = await settleDoubts(parts, run, kind, left, MOST_DOUBTS - doubts)
    if (!settled.ok) return run.end(settled.error)
    doubts += left.length

    const { objects, unreadable, next, answeredAt } = page.value
    store.transact((tx) => {
      const fetched = [...objects.map((object) => ({ object, answeredAt })), ...settled.fetched]
      const committed = commitObjects(tx, parts, { fetched }, clock.now())
      const refs = fetched.map(({ object }) => object.ref)
      run.count(tx, { pages: 1, refs, ...committed, failures: [...unreadable, ...settled.failures] })
      saveCursor(tx, accountId, stream, { position: next, completedAt: next === null ? clock.now() : null })
      // What changes while lists are read is told by events: from the start of the first list on.
      if (findCursor(tx, accountId, 'events')?.watermark == null)
        saveCursor(tx, accountId, 'events', { watermark: toInstant(answeredAt - OVERLAP_MS) })
    })
    parts.announce('companies', 'sync')
    if (next === null) return run.end(null)
    after = next
    reached = moveOn(reached, page.value)
  }
}

/** How far a list was read: all that was created after `until`, and of what was created at that very instant, `passed`. */
interface Reached {
  until: Instant
  passed: ReadonlySet<string>
}

const START: Reached = { until: END_OF_TIME, passed: new Set() }

/** Where a list was broken off. What was passed of that instant is not known any more: it is left to the next listing. */
function findReached({ store, connection }: ConnectionParts, kind: ObjectKind, ref: string): Reached {
  const createdAt = findMirrored(store.read, connection.accountId, kind, ref)?.createdAt ?? BEGINNING
  return { until: toInstant(createdAt - 1), passed: new Set() }
}

/** A whole import can be of one instant, and fill pages. */
function moveOn(reached: Reached, { objects, unreadable, oldestAt }: ObjectPage): Reached {
  const until = toInstant(Math.min(oldestAt ?? reached.until, reached.until))
  const listed = [...objects, ...unreadable].map(({ ref }) => ref)
  return { until, passed: new Set([...(until === reached.until ? reached.passed : []), ...listed]) }
}

/** Lists are by creation, newest first: what was created between two pages' ends and is on neither was left out. */
function findLeftOut({ store, connection }: ConnectionParts, kind: ObjectKind, page: ObjectPage, { until, passed }: Reached): string[] {
  // What was created at the very instant at which a page ends can be on the next one.
  const from = page.next === null ? BEGINNING : toInstant((page.oldestAt ?? until) + 1)
  const listed = new Set([...page.objects, ...page.unreadable].map(({ ref }) => ref))
  return listRefsCreatedWithin(store.read, connection.accountId, kind, from, until).filter((ref) => !listed.has(ref) && !passed.has(ref))
}

type Settled = { ok: true; fetched: FetchedObject[]; failures: UnreadableObject[] } | { ok: false; error: ProviderError }

async function settleDoubts(
  { provider, clock }: ConnectionParts,
  run: Run,
  kind: ObjectKind,
  refs: readonly string[],
  room: number,
): Promise<Settled> {
  const fetched: FetchedObject[] = []
  const failures: UnreadableObject[] = []
  for (const ref of refs.slice(0, Math.max(0, room))) {
    const found = await run.ask((signal) => provider.fetchObject(kind, ref, signal))
    if (found.ok) fetched.push(found.value)
    // Neither in the list nor to be had by its id: the provider does not know it any more.
    else if (found.error.kind === 'missing') fetched.push(toGone(kind, ref, clock.now()))
    else if (found.error.kind === 'unreadable')
      failures.push({ kind, ref, reason: `It is not in the list any more. ${found.error.detail}` })
    else return { ok: false, error: found.error }
  }
  for (const ref of refs.slice(Math.max(0, room)))
    failures.push({ kind, ref, reason: 'It is not in the list any more, and was not asked for yet. The next full sync does.' })
  return { ok: true, fetched, failures }
}

function toGone(of: ObjectKind, ref: string, at: Instant): FetchedObject {
  return { object: { kind: 'deleted', of, ref, deletedAt: at }, answeredAt: at }
}
