import { type Instant, toInstant } from '../../src-shared/model/instant.ts'
import type { Account, Answer, ObjectStream, ProviderError } from '../providers/provider.ts'
import { findCursor, findNewestRun } from '../store/reads/connections.ts'
import { dropDrift, dropExplainedDrift, openGap } from '../store/writes/saveDrift.ts'
import { forgetCursors } from '../store/writes/saveRun.ts'
import { isLongRest } from './askProvider.ts'
import { createRun, type Run, type RunResult } from './createRun.ts'
import { deriveTouched } from './deriveTouched.ts'
import { followEvents } from './followEvents.ts'
import { isRefused } from './isRefused.ts'
import { learnPermission } from './learnPermission.ts'
import { listStream } from './listStream.ts'
import { noteHistory } from './noteHistory.ts'
import type { AskedTimes } from './polls/askOpen.ts'
import { pollConnection } from './polls/pollConnection.ts'
import type { ConnectionParts } from './syncParts.ts'

/** Providers forget events after 30 days. A watermark near that is given up for the lists' own start. */
const EVENT_HORIZON_MS = 25 * 24 * 60 * 60 * 1000
/** A list that stands in for events may take one part in this many of the time. */
const LISTING_SHARE = 20
/** An event can become visible so long after it happened. */
const LATE_MS = 5 * 60 * 1000

export interface SyncWish {
  /** Lists again, whatever the cursor says. */
  isFull: boolean
  /** Someone asked for it, as against the schedule. */
  isAsked: boolean
  /** Whether the key's account is known to be the connection's since this process began. */
  isVerified: boolean
  /** When references that the provider does not know were asked for. */
  asked: AskedTimes
}

/**
 * Brings one connection up to date: its lists where they were never read to the end, then what its events say.
 *
 * A stream that the provider does not offer is left out; one that the key may not read is tried again when somebody asks for it, and stops
 * no other. A key that may not read events is made good for by listing again.
 */
export async function syncConnection(parts: ConnectionParts, wish: SyncWish): Promise<RunResult[]> {
  if (!wish.isVerified) {
    const run = createRun(parts, 'customers', true)
    const error = await checkAccount(parts, run.ask)
    if (error) return [run.end(error)]
  }
  const { polls } = parts.provider
  if (polls !== null) {
    const streams = parts.provider.streams.filter((stream) => mayBeRead(parts, stream, wish))
    const listWhole = (toList: readonly ObjectStream[], into: RunResult[]) => listAll(parts, toList, into, null)
    const isDaily = wish.isFull && !wish.isAsked
    return pollConnection(parts, { polls, streams, asked: wish.asked, listAll: listWhole }, { ...wish, isDaily })
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
  const { lastSuccessAt, accountId } = parts.connection
  const startedAt = parts.clock.now()
  const watermark = findCursor(parts.store.read, accountId, 'events')?.watermark ?? null
  // Where events may not be read lists stand in for them, and what they show is news.
  const comparesSince = permissions['events'] === 'read' && wish.isFull ? lastSuccessAt : null
  if (!(await listAll(parts, toList, runs, comparesSince))) return runs
  const isNothingListed = toList.length === streams.length && runs.every(({ outcome }) => outcome === 'failed')
  if (isNothingListed && runs.length > 0) return runs

  if (isFollowing && hasWatermark(parts)) {
    const tried = new Set(runs.flatMap(({ failures }) => failures.map(({ ref }) => ref)))
    runs.push(await followEvents(parts, { tried, isAsked: wish.isAsked }))
  }
  if (comparesSince !== null) forgetWhatWasTold(parts, runs, { foundSince: startedAt, watermark })
  const isTold = runs.some(({ stream, outcome }) => stream === 'events' && outcome !== 'no-permission')
  const again = isTold ? [] : streams.filter((stream) => !toList.includes(stream) && (wish.isAsked || mayListAgain(parts, stream)))
  await listAll(parts, again, runs, null)
  return runs
}

/** A list is quicker than the log: what an event tells after all was no drift. */
function forgetWhatWasTold(
  { store, connection: { accountId } }: ConnectionParts,
  runs: readonly RunResult[],
  { foundSince, watermark }: { foundSince: Instant; watermark: Instant | null },
): void {
  const isForbidden = runs.some(({ stream, outcome }) => stream === 'events' && outcome === 'no-permission')
  store.transact((tx) => {
    if (isForbidden || watermark === null) dropDrift(tx, accountId, foundSince)
    else dropExplainedDrift(tx, accountId, { foundSince, toldSince: toInstant(watermark - LATE_MS) })
  })
}

/** What ends a sync at once: it would end every stream alike. */
const STOPPERS: ReadonlySet<string> = new Set(['unauthorized', 'wrong-account', 'wrong-mode', 'cancelled'])
const UNREACHABLE: ReadonlySet<string> = new Set(['unavailable', 'rate-limited'])

/** So many lists are read at once: each has a limit of its own at the provider. */
const LISTS_AT_ONCE = 3

/** Lists streams, some at once, and derives what they brought. False where nothing more is worth asking. */
async function listAll(
  parts: ConnectionParts,
  streams: readonly ObjectStream[],
  runs: RunResult[],
  comparesSince: Instant | null,
): Promise<boolean> {
  const toList = [...streams]
  const found = new Map<ObjectStream, RunResult>()
  const stopper = new AbortController()
  const signal = AbortSignal.any([parts.signal, stopper.signal])
  /** How many pages were answered, over all lists. */
  let answered = 0
  let unanswered = 0

  async function listNext(): Promise<void> {
    for (let stream = toList.shift(); stream !== undefined && !stopper.signal.aborted; stream = toList.shift()) {
      let answeredLast = answered
      const onProgress: ConnectionParts['onProgress'] = (...progress) => {
        answeredLast = answered += 1
        unanswered = 0
        parts.onProgress(...progress)
      }
      const run = await listStream({ ...parts, signal, onProgress }, stream, comparesSince)
      if (run === null) {
        learnPermission(parts, stream, 'unknown')
        continue
      }
      found.set(stream, run)
      if (run.error === null) learnPermission(parts, stream, 'read')
      if (run.error?.kind === 'forbidden') learnPermission(parts, stream, 'none')
      if (run.error === null) continue
      // Nobody was answered while this one asked in vain, and then again: it is the line, not the stream.
      if (UNREACHABLE.has(run.error.kind) && answered === answeredLast) unanswered += 1
      if (STOPPERS.has(run.error.kind) || isLongRest(run.error) || unanswered === 2) stopper.abort(run.error)
    }
  }

  await Promise.all(Array.from({ length: LISTS_AT_ONCE }, listNext))
  runs.push(...streams.flatMap((stream) => found.get(stream) ?? []))
  await deriveTouched(parts)
  return !stopper.signal.aborted
}

/** What is not offered is never asked for; what the key may not read is tried when somebody asks for a sync. */
function mayBeRead({ connection }: ConnectionParts, stream: ObjectStream, { isAsked }: SyncWish): boolean {
  const permission = connection.permissions[stream]
  return isRefused(permission) ? isAsked : permission !== 'unknown'
}

/** Asks whose key this is before anything is written. */
export async function checkAccount({ provider, connection }: ConnectionParts, ask: Run['ask']): Promise<ProviderError | null> {
  const answer: Answer<Account> = await ask((way) => provider.identify(way))
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
  const newest = toInstant(Math.max(watermark, lastSuccessAt ?? 0, ...listed))
  if (newest >= clock.now() - EVENT_HORIZON_MS) return
  store.transact((tx) => {
    forgetCursors(tx, accountId)
    openGap(tx, accountId, { fromAt: newest, untilAt: clock.now(), cause: 'events-forgotten' })
  })
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
