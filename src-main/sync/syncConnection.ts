import type { Account, Answer, ObjectStream, ProviderError } from '../providers/provider.ts'
import { findCursor, findNewestRun } from '../store/reads/connections.ts'
import { forgetCursors } from '../store/writes/saveRun.ts'
import { askProvider } from './askProvider.ts'
import { createRun, type RunResult } from './createRun.ts'
import { followEvents } from './followEvents.ts'
import { learnPermission } from './learnPermission.ts'
import { listStream } from './listStream.ts'
import { noteHistory } from './noteHistory.ts'
import type { ConnectionParts } from './syncParts.ts'

/** Providers forget events after 30 days. A watermark near that is given up for the lists' own start. */
const EVENT_HORIZON_MS = 25 * 24 * 60 * 60 * 1000
/** A list that stands in for events may take one part in this many of the time. */
const LISTING_SHARE = 20

export interface SyncWish {
  /** Lists again, whatever the cursor says. */
  isFull: boolean
  /** Someone asked for it, as against the schedule. */
  isAsked: boolean
  /** Whether the key's account is known to be the connection's since this process began. */
  isVerified: boolean
}

/**
 * Brings one connection up to date: its lists where they were never read to the end, then what its events say.
 *
 * A stream that the provider does not offer is left out; one that the key may not read is tried again when somebody asks for it, and stops
 * no other. A key that may not read events is made good for by listing again.
 */
export async function syncConnection(parts: ConnectionParts, wish: SyncWish): Promise<RunResult[]> {
  if (!wish.isVerified) {
    const error = await checkAccount(parts)
    if (error) return [createRun(parts, 'customers').end(error)]
  }
  const { permissions } = parts.connection
  const isFollowing = permissions['events'] !== 'unknown'
  if (isFollowing) forgetWhatIsTooOld(parts)
  const streams = parts.provider.streams.filter((stream) => mayBeRead(parts, stream, wish))
  const toList = streams.filter((stream) => wish.isFull || !isListed(parts, stream))
  if (toList.length > 0 && isFollowing && !hasWatermark(parts)) {
    const error = await noteHistory(parts)
    // Who may not read events, or cannot, is listed all the same.
    if (error && STOPPERS.has(error.kind)) return [createRun(parts, 'events').end(error)]
  }
  const runs: RunResult[] = []
  if (!(await listAll(parts, toList, runs))) return runs
  const isNothingListed = toList.length === streams.length && runs.every(({ outcome }) => outcome === 'failed')
  if (isNothingListed && runs.length > 0) return runs

  if (isFollowing && hasWatermark(parts)) {
    const tried = new Set(runs.flatMap(({ failures }) => failures.map(({ ref }) => ref)))
    runs.push(await followEvents(parts, { tried, isAsked: wish.isAsked }))
  }
  const isTold = runs.some(({ stream, outcome }) => stream === 'events' && outcome !== 'no-permission')
  const again = isTold ? [] : streams.filter((stream) => !toList.includes(stream) && (wish.isAsked || mayListAgain(parts, stream)))
  await listAll(parts, again, runs)
  return runs
}

/** What ends a sync at once: it would end every stream alike. */
const STOPPERS: ReadonlySet<string> = new Set(['unauthorized', 'wrong-account', 'wrong-mode', 'cancelled'])
const UNREACHABLE: ReadonlySet<string> = new Set(['unavailable', 'rate-limited'])

/** Lists streams one after the other. False where nothing more is worth asking. */
async function listAll(parts: ConnectionParts, streams: readonly ObjectStream[], runs: RunResult[]): Promise<boolean> {
  let unreachable = 0
  for (const stream of streams) {
    const run = await listStream(parts, stream)
    if (run === null) {
      learnPermission(parts, stream, 'unknown')
      continue
    }
    runs.push(run)
    if (run.error === null) learnPermission(parts, stream, 'read')
    if (run.error?.kind === 'forbidden') learnPermission(parts, stream, 'none')
    const kind = run.error?.kind ?? ''
    if (STOPPERS.has(kind)) return false
    unreachable = UNREACHABLE.has(kind) ? unreachable + 1 : 0
    // Two in a row: it is the line, not the stream.
    if (unreachable === 2) return false
  }
  return true
}

/** What is not offered is never asked for; what the key may not read is tried when somebody asks for a sync. */
function mayBeRead({ connection }: ConnectionParts, stream: ObjectStream, { isAsked }: SyncWish): boolean {
  const permission = connection.permissions[stream]
  return permission === 'none' ? isAsked : permission !== 'unknown'
}

/** Asks whose key this is before anything is written. */
async function checkAccount(parts: ConnectionParts): Promise<ProviderError | null> {
  const { provider, connection } = parts
  const answer: Answer<Account> = await askProvider(
    parts,
    () => {},
    (signal) => provider.identify(signal),
  )
  if (!answer.ok) return answer.error
  if (answer.value.ref === connection.account.ref) return null
  return {
    kind: 'wrong-account',
    detail: `The key is of account ${answer.value.ref} now, and this workspace mirrors ${connection.account.ref}. Nothing was fetched.`,
  }
}

/**
 * Where the provider may have forgotten what happened since events were followed, what was read until then is as good as not read.
 *
 * All of it at once, in one transaction: a stream that was listed since and one that was not would else share a watermark that is right for one.
 */
function forgetWhatIsTooOld({ store, connection, provider, clock }: ConnectionParts): void {
  const { accountId, lastSuccessAt } = connection
  const watermark = findCursor(store.read, accountId, 'events')?.watermark
  if (watermark == null) return
  const listed = provider.streams.map((stream) => findCursor(store.read, accountId, stream)?.completedAt ?? 0)
  // The watermark is by the provider's clock, which may be far from ours: what we did lately was not forgotten.
  const newest = Math.max(watermark, lastSuccessAt ?? 0, ...listed)
  if (newest < clock.now() - EVENT_HORIZON_MS) store.transact((tx) => forgetCursors(tx, accountId))
}

function isListed({ store, connection }: ConnectionParts, stream: ObjectStream): boolean {
  return findCursor(store.read, connection.accountId, stream)?.completedAt != null
}

function hasWatermark({ store, connection }: ConnectionParts): boolean {
  return findCursor(store.read, connection.accountId, 'events')?.watermark != null
}

function mayListAgain({ store, connection, clock }: ConnectionParts, stream: ObjectStream): boolean {
  const last = findNewestRun(store.read, connection.accountId, stream)
  if (last?.endedAt == null) return true
  return clock.now() - last.endedAt >= (last.endedAt - last.startedAt) * LISTING_SHARE
}
