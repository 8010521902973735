import { type Instant, toInstant } from '../../src-shared/model/instant.ts'
import type { UnreadableObject } from '../domain/mirrored.ts'
import type { ObjectPage, ObjectStream, ProviderError } from '../providers/provider.ts'
import { findCursor } from '../store/reads/connections.ts'
import { findCustomerCreation, listCustomerRefsCreatedWithin } from '../store/reads/mirror.ts'
import { saveCursor } from '../store/writes/saveRun.ts'
import { commitObjects } from './commitObjects.ts'
import { createRun, type Run, type RunResult } from './createRun.ts'
import type { ConnectionParts } from './syncParts.ts'

/** Events are listed late and tie within a second: what happened shortly before the list began is asked for again. */
const OVERLAP_MS = 5 * 60 * 1000
/** Providers forget events after 30 days. A watermark near that is given up for the list's own start. */
export const EVENT_HORIZON_MS = 25 * 24 * 60 * 60 * 1000
/** Of the objects that a list left out, at most this many a run are asked for one by one. */
const MOST_DOUBTS = 200
const BEGINNING = toInstant(0)
const END_OF_TIME = toInstant(8_640_000_000_000_000)

/**
 * Reads a stream's list from where its cursor stands to the end.
 *
 * A page, its facts and the cursor commit together: a crash costs one page read again, never a gap.
 * An object that the mirror has and the list leaves out is asked for by itself; only the provider's word makes it deleted.
 */
export async function listStream(parts: ConnectionParts, stream: ObjectStream): Promise<RunResult> {
  const { store, connection, clock } = parts
  const { accountId } = connection
  const run = createRun(parts, stream)
  const stood = findCursor(store.read, accountId, stream)
  let after = canGoOn(parts) ? (stood?.position ?? null) : null
  let isFirst = after === null
  let newerThan = after === null ? END_OF_TIME : (findCustomerCreation(store.read, accountId, after) ?? BEGINNING)
  let passed = new Set(after === null ? [] : [after])
  let mayStartAgain = true
  let doubts = 0

  for (;;) {
    const page = await run.ask((signal) => parts.provider.listPage(stream, after, signal))
    // The object that the list was read up to is gone from it: the list is read from its start again.
    if (!page.ok && page.error.kind === 'missing' && after !== null && mayStartAgain) {
      mayStartAgain = false
      after = null
      isFirst = true
      newerThan = END_OF_TIME
      passed = new Set()
      continue
    }
    if (!page.ok) return run.end(page.error)
    const left = findLeftOut(parts, page.value, newerThan, passed)
    const settled = await settleDoubts(parts, run, stream, left, MOST_DOUBTS - doubts)
    if (!settled.ok) return run.end(settled.error)
    doubts += left.length

    const { objects, unreadable, next, oldestAt, answeredAt } = page.value
    store.transact((tx) => {
      const times = { answeredAt, seenAt: clock.now() }
      const changed = commitObjects(tx, connection, [...objects, ...settled.objects], times)
      const refs = [...objects, ...settled.objects].map(({ ref }) => ref)
      run.count(tx, { pages: 1, refs, changed, failures: [...unreadable, ...settled.failures] })
      saveCursor(tx, accountId, stream, { position: next, completedAt: next === null ? clock.now() : null })
      if (isFirst && (findCursor(tx, accountId, 'events')?.watermark ?? 0) < answeredAt - EVENT_HORIZON_MS) {
        saveCursor(tx, accountId, 'events', { watermark: toInstant(answeredAt - OVERLAP_MS) })
      }
    })
    parts.announce('companies', 'sync')
    if (next === null) return run.end(null)
    after = next
    isFirst = false
    newerThan = oldestAt ?? newerThan
    passed = new Set(objects.map(({ ref }) => ref))
  }
}

/** Where the list was broken off so long ago that the provider forgot what happened since, what was read then is as good as not read. */
function canGoOn({ store, connection, clock }: ConnectionParts): boolean {
  if (connection.permissions['events'] === 'unknown') return true
  const watermark = findCursor(store.read, connection.accountId, 'events')?.watermark ?? 0
  return watermark > clock.now() - EVENT_HORIZON_MS
}

/** Lists are by creation, newest first: what was created between two pages' ends and is on neither was left out. */
function findLeftOut({ store, connection }: ConnectionParts, page: ObjectPage, newerThan: Instant, passed: ReadonlySet<string>): string[] {
  const from = page.next === null ? BEGINNING : (page.oldestAt ?? newerThan)
  const listed = new Set([...page.objects, ...page.unreadable].map(({ ref }) => ref))
  return listCustomerRefsCreatedWithin(store.read, connection.accountId, from, newerThan).filter(
    (ref) => !listed.has(ref) && !passed.has(ref),
  )
}

type Settled = { ok: true; objects: ObjectPage['objects']; failures: UnreadableObject[] } | { ok: false; error: ProviderError }

async function settleDoubts(
  { provider, clock }: ConnectionParts,
  run: Run,
  stream: ObjectStream,
  refs: readonly string[],
  room: number,
): Promise<Settled> {
  const objects: ObjectPage['objects'] = []
  const failures: UnreadableObject[] = []
  for (const ref of refs.slice(0, Math.max(0, room))) {
    const found = await run.ask((signal) => provider.fetchObject(stream, ref, signal))
    if (found.ok) objects.push(found.value.object)
    // Neither in the list nor to be had by its id: the provider does not know it any more.
    else if (found.error.kind === 'missing') objects.push({ kind: 'deleted-customer', ref, deletedAt: clock.now() })
    else if (found.error.kind === 'unreadable') failures.push({ ref, reason: `It is not in the list any more. ${found.error.detail}` })
    else return { ok: false, error: found.error }
  }
  for (const ref of refs.slice(Math.max(0, room)))
    failures.push({ ref, reason: 'It is not in the list any more, and was not asked for yet. The next full sync does.' })
  return { ok: true, objects, failures }
}
