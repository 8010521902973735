import { invariant } from '../../src-shared/model/assert.ts'
import type { Instant } from '../../src-shared/model/instant.ts'
import { NAMELESS } from '../domain/mirrored.ts'
import { type Answer, type ObjectPage, type ObjectStream, type ProviderError, toKind } from '../providers/provider.ts'
import { listShards, type ShardRow } from '../store/reads/listShards.ts'
import { addShard, dropShards, narrowShard } from '../store/writes/saveShards.ts'
import { chooseSplit, type Shard } from './chooseSplit.ts'
import { commitListed } from './commitObjects.ts'
import { createRun, type Run, type RunResult } from './createRun.ts'
import { createShardReader } from './createShardReader.ts'
import { settleDoubts } from './settleDoubts.ts'
import type { ConnectionParts } from './syncParts.ts'

/** So many parts of one list are read at once. */
const MOST_SHARDS = 8
/** A list that is no longer than this is read from its start to its end: to split it would cost more than it saves. */
const PAGES_BEFORE_SPLIT = 3

/**
 * Reads a stream's list to its end, from where it was left.
 *
 * A long one is read in parts by creation, several at once. A page, its facts and how far its part was read commit together: a crash costs the
 * pages that were under way, never a gap.
 *
 * @param comparesSince until when the mirror was known to be whole: what the list shows otherwise is kept as drift
 * @returns null where it turns out that the provider does not offer the stream at all, which leaves no record
 */
export async function listStream(given: ConnectionParts, stream: ObjectStream, comparesSince: Instant | null): Promise<RunResult | null> {
  // Once one part of it cannot be read on, nobody waits for his turn to read another.
  const stopper = new AbortController()
  const parts = { ...given, signal: AbortSignal.any([given.signal, stopper.signal]) }
  const { store, connection, committer } = parts
  const { accountId } = connection
  const kind = toKind(stream)
  // A connection from before this stream was known: whether there is such a list is yet to be seen.
  const isTrial = connection.permissions[stream] === undefined
  const run = createRun(parts, stream, isTrial)
  const kept = listShards(store.read, accountId, stream)
  const toRead: Shard[] = (
    kept.length > 0 ? kept : [store.transact((tx) => addShard(tx, { accountId, stream, fromAt: null, untilAt: null, position: null }))]
  ).map(toShard)
  const { readPage, postponed } = createShardReader(parts, run, { stream, kind, comparesSince })
  const reading = new Map<Shard, Promise<void>>()
  const state: { pages: number; error: ProviderError | null; broken: { cause: unknown } | null } = {
    pages: kept.length > 1 ? PAGES_BEFORE_SPLIT : 0,
    error: null,
    broken: null,
  }

  /** Reads one part to its end, and makes others of it where nobody else has anything to do. */
  async function read(shard: Shard): Promise<void> {
    while (state.error === null && state.broken === null) {
      const page = await readPage(shard)
      if (!page.ok) {
        state.error ??= page.error
        stopper.abort()
        return
      }
      state.pages += 1
      if (page.isLast) return
      startMore()
    }
  }

  function startMore(): void {
    while (reading.size < MOST_SHARDS && state.error === null && state.broken === null) {
      const mayBeSplit = state.pages >= PAGES_BEFORE_SPLIT && !committer.isBehind()
      const shard = toRead.shift() ?? (mayBeSplit ? split() : null)
      if (!shard) return
      const ended = read(shard)
        // What breaks is thrown once nobody reads any more.
        .catch((cause: unknown) => {
          state.broken ??= { cause }
        })
        .finally(() => {
          reading.delete(shard)
          startMore()
        })
      reading.set(shard, ended)
    }
  }

  function split(): Shard | null {
    const chosen = chooseSplit([...reading.keys()])
    if (!chosen) return null
    const { shard, at } = chosen
    const older = store.transact((tx) => {
      narrowShard(tx, shard.id, at)
      return addShard(tx, { accountId, stream, fromAt: shard.fromAt, untilAt: at, position: null })
    })
    shard.fromAt = at
    return toShard(older)
  }

  startMore()
  while (reading.size > 0) await Promise.race(reading.values())
  if (state.broken) throw state.broken.cause
  if (state.error?.kind === 'missing' && isTrial) {
    store.transact((tx) => dropShards(tx, accountId, stream))
    return null
  }
  invariant(state.error !== null || listShards(store.read, accountId, stream).length === 0, 'a list without an error was read to its end')
  const error = state.error ?? (await settlePostponed(parts, run, stream, postponed, comparesSince !== null))
  return run.end(error)
}

function toShard({ id, fromAt, untilAt, position }: ShardRow): Shard {
  return { id, fromAt, untilAt, position, pages: 0, firstAt: null, reachedAt: null }
}

/** After a second reading at most this many are asked for one by one. */
const MOST_ASKED = 1_000

/**
 * What a list left out in great number was perhaps left out by mistake: the list is read again, and only what it leaves out twice is asked for.
 *
 * @returns what ended it, null where it was done
 */
async function settlePostponed(
  parts: ConnectionParts,
  run: Run,
  stream: ObjectStream,
  postponed: ReadonlySet<string>,
  isComparing: boolean,
): Promise<ProviderError | null> {
  if (postponed.size === 0) return null
  const kind = toKind(stream)
  const left = new Set(postponed)
  let after: string | null = null
  do {
    const page: Answer<ObjectPage> = await run.ask((way) => parts.provider.listPage(stream, { from: null, until: null, after }, way))
    if (!page.ok) return page.error
    for (const { ref } of [...page.value.objects, ...page.value.unreadable]) left.delete(ref)
    after = page.value.next
  } while (after !== null && left.size > 0)
  const refs = [...left]
  const settled = await settleDoubts(parts, run, kind, refs.slice(0, MOST_ASKED))
  if (!settled.ok) return settled.error
  const reason = 'It is not in the list any more, and was not asked for yet. The next full sync does.'
  const living = settled.fetched.filter(({ object }) => object.kind !== 'deleted').length
  // What leaves out so many that exist may leave out others that nobody knows of.
  const lie = { kind, ref: NAMELESS, reason: `The list left out ${living} objects that exist: what else it left out is not known.` }
  const failures = [...(living > 0 ? [lie] : []), ...settled.failures, ...refs.slice(MOST_ASKED).map((ref) => ({ kind, ref, reason }))]
  parts.store.transact((tx) => {
    const committed = commitListed(tx, parts, settled.fetched, parts.clock.now())
    run.count(tx, { pages: 0, refs: settled.fetched.map(({ object }) => object.ref), ...committed, failures })
    const gone = committed.news.map(({ ref }) => ({ kind, ref, change: 'deleted' as const }))
    if (isComparing) run.noteDrift(tx, gone)
  })
  return null
}
