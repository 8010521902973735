import type { StreamName, SyncProgress, SyncReport } from '../../src-shared/contract/sync.ts'
import { AppError } from '../../src-shared/model/appError.ts'
import type { Instant } from '../../src-shared/model/instant.ts'
import { PROVIDER_TITLES, type ProviderName } from '../../src-shared/model/provider.ts'
import { type ConnectProvider, type Provider, STREAM_OF } from '../providers/provider.ts'
import { type Connection, findConnection, listConnections, listParked } from '../store/reads/connections.ts'
import { saveSuccess } from '../store/writes/saveConnection.ts'
import { closeGaps } from '../store/writes/saveDrift.ts'
import { closeInterruptedRuns, failOpenRuns } from '../store/writes/saveRun.ts'
import { countTouched } from '../store/writes/saveTouched.ts'
import { addResults } from './addResults.ts'
import { compareDerived } from './compareDerived.ts'
import { covers, type SyncAsk } from './covers.ts'
import { createCommitter } from './createCommitter.ts'
import { createLine, type OpenedLine } from './createLine.ts'
import { createRateLimit, OWN_SHARE, type RateLimit, type RateLimits } from './createRateLimit.ts'
import { createRun, type RunResult } from './createRun.ts'
import { deriveTouched } from './deriveTouched.ts'
import { isRefused } from './isRefused.ts'
import { isUpToDate, listReadable } from './isUpToDate.ts'
import { syncMeters } from './meters/syncMeters.ts'
import { wantsMeters } from './meters/wantsMeters.ts'
import { notConnected } from './notConnected.ts'
import type { AskedTimes } from './polls/askOpen.ts'
import { checkAccount, syncConnection } from './syncConnection.ts'
import { type CompanyToSync, type OpenToAsk, syncLinked } from './syncLinked.ts'
import type { SyncParts } from './syncParts.ts'
import { toKeyDigest } from './toKeyDigest.ts'

/** How old the age that is kept may be. */
const SAVE_SUCCESS_MS = 60_000
/** For a run that ends before it asks anything. */
const NO_REQUESTS: RateLimits = { account: 1, endpoint: 1, share: 1 }

export interface Sync {
  /** Syncs, or joins the sync that is under way where it does what is asked. */
  start(ask: SyncAsk): Promise<SyncReport>
  /** Brings one company up to date, beside whatever else is under way: somebody waits for it. */
  syncCompany(ask: CompanyToSync): Promise<SyncReport>
  /** Opens a connection to be acted on, once its key is known to be its account's. @param signal ends all that is asked on it */
  openLine(provider: ProviderName, signal?: AbortSignal): Promise<OpenedLine>
  /** False when nothing was under way. What was stored stays. */
  cancel(): boolean
  progress(): SyncProgress | null
  /** The start of the last sync of this process that brought all; null where none has. What is kept may be a minute older. */
  freshAsOf(accountId: number): Instant | null
  /** Cancels and waits. */
  stop(): Promise<void>
}

export interface SyncDependencies extends SyncParts {
  providers: Partial<Record<ProviderName, ConnectProvider>>
  openKey: (connection: Connection) => Promise<string>
}

/** One sync at a time of each connection, beside those of the others: what one of them suffers stops no other, and keeps none waiting. */
export function createSync(dependencies: SyncDependencies): Sync {
  const { store, clock, announce } = dependencies
  const limits = new Map<ProviderName, { wanted: RateLimits; limit: RateLimit }>()
  /** Digests of the keys whose account this process has seen. */
  const verified = new Map<ProviderName, string>()
  const running = new Map<ProviderName, { ask: SyncAsk; report: Promise<SyncReport>; stopper: AbortController }>()
  /** By account, the start of the last sync that brought all. */
  const fresh = new Map<number, Instant>()
  /** Of which accounts the last sync brought all. */
  const sound = new Set<number>()
  const progress = new Map<ProviderName, SyncProgress>()
  const asked: AskedTimes = new Map()
  /** Aborted when the engine stops. */
  const ending = new AbortController()
  /** What is compared beside the polls. */
  let comparing: Promise<void> | null = null

  async function start(ask: SyncAsk): Promise<SyncReport> {
    const connections = listConnections(store.read).filter(({ provider }) => ask.provider === undefined || provider === ask.provider)
    if (connections.length === 0) throw notConnected(ask.provider)
    const ended = await Promise.allSettled(connections.map(({ provider }) => startOne(provider, ask)))
    const reports = ended.map((each) => {
      if (each.status === 'rejected') throw each.reason
      return each.value
    })
    return {
      synced: reports.reduce((sum, { synced }) => sum + synced, 0),
      failed: reports.flatMap(({ failed }) => failed),
      runs: reports.flatMap(({ runs }) => runs),
    }
  }

  async function startOne(provider: ProviderName, ask: SyncAsk): Promise<SyncReport> {
    for (let current = running.get(provider); current; current = running.get(provider)) {
      if (covers(current.ask, ask)) return current.report
      // Whoever asked for it hears how it ended; here only its end counts.
      await current.report.catch(() => undefined)
    }
    const stopper = new AbortController()
    const report = run(provider, ask, stopper.signal)
      .catch(tellFull)
      .finally(() => {
        running.delete(provider)
        progress.delete(provider)
        announce('sync')
      })
    running.set(provider, { ask, report, stopper })
    return report
  }

  /** On a full disk a run cannot end by itself; that it did, and why, is the last that is written. */
  function tellFull(error: unknown): never {
    if (error instanceof AppError && error.code === 'disk-full')
      store.lastWord((tx) => failOpenRuns(tx, clock.now(), `${error.message} ${error.hint}`))
    throw error
  }

  async function run(provider: ProviderName, ask: SyncAsk, signal: AbortSignal): Promise<SyncReport> {
    const connection = findConnection(store.read, provider)
    if (!connection) throw notConnected(provider)
    store.lastWord((tx) => closeInterruptedRuns(tx, clock.now(), connection.accountId))
    const report: SyncReport = { synced: 0, failed: [], runs: [] }
    const connect = dependencies.providers[provider]
    if (!connect) throw new AppError('provider-unknown', `This Tierdesk does not sync ${provider} yet.`, 'Get a newer version.')
    const startedAt = clock.now()
    const counts = new Map<StreamName, number>()
    const parts = {
      ...dependencies,
      connection,
      committer: createCommitter(store),
      signal,
      isUrgent: false,
      onLeft: (left: number) => {
        const known = progress.get(provider)
        if (known) progress.set(provider, { ...known, left })
      },
      onProgress: (stream: StreamName, objects: number) => {
        counts.set(stream, objects)
        const all = [...counts.values()].reduce((sum, each) => sum + each, 0)
        progress.set(provider, { provider, stream, startedAt, objects: all, left: null })
      },
    }
    // What an earlier sync brought and had no time for needs no provider.
    await deriveTouched(parts)
    const opened = await open(connection, connect)
    const digest = opened.ok ? toKeyDigest(opened.key) : ''
    const wish = { isFull: ask.isFull, isAsked: ask.isAsked, isVerified: verified.get(provider) === digest, asked }
    const results = opened.ok
      ? await syncConnection({ ...parts, provider: opened.client, limit: findLimit(connection, opened.client) }, wish)
      : [createRun({ ...parts, limit: createRateLimit(clock, NO_REQUESTS) }, 'customers').end({ kind: 'no-key', detail: opened.detail })]
    const hasAnswered = results.some(({ outcome }) => outcome === 'complete' || outcome === 'partial')
    if (hasAnswered) verified.set(provider, digest)
    else verified.delete(provider)
    const isWhole = opened.ok && isUpToDate(results, listReadable(opened.client, connection), opened.client.polls !== null)
    const isDerived = countTouched(store.read, connection.accountId) === 0
    if (isWhole && isDerived && !hasParked(connection))
      noteSuccess(connection, startedAt, ask.isAsked || results.some(({ counts }) => counts.objects > 0))
    else sound.delete(connection.accountId)
    // No word on the age of the mirror: each use that is read from a meter has its own.
    const metered =
      opened.ok && wantsMeters(ask, results)
        ? await syncMeters({ ...parts, provider: opened.client, limit: findLimit(connection, opened.client) }, { ...ask, only: null })
        : []
    addResults(report, provider, [...results, ...metered])
    announce('connections')
    if (ask.isFull && connection.lastSuccessAt !== null && hasAnswered) await compare(parts, ask, results)
    return report
  }

  /**
   * Compares what is derived. Who asked for it waits for it; for the schedule it goes on beside the polls, which would else wait for hours
   * where there are very many companies.
   */
  async function compare(parts: Parameters<typeof compareDerived>[0], { isAsked }: SyncAsk, results: readonly RunResult[]): Promise<void> {
    const runId = results.find(({ id }) => id !== null)?.id
    if (runId == null || comparing !== null) return
    if (isAsked) return compareDerived(parts, runId)
    comparing = compareDerived({ ...parts, signal: ending.signal, onLeft: () => {} }, runId)
      .catch((error: unknown) => dependencies.log(`comparing: ${error instanceof Error ? error.message : String(error)}`))
      .finally(() => {
        comparing = null
      })
  }

  /** A poll every few seconds that finds nothing writes nothing: an age that is kept a minute too old is no lie. */
  function noteSuccess({ accountId, provider, lastSuccessAt }: Connection, startedAt: Instant, isNews: boolean): void {
    const isQuiet = sound.has(accountId) && !isNews && startedAt - (lastSuccessAt ?? 0) < SAVE_SUCCESS_MS
    fresh.set(accountId, startedAt)
    sound.add(accountId)
    if (isQuiet) return
    store.transact((tx) => {
      saveSuccess(tx, provider, startedAt)
      closeGaps(tx, accountId, clock.now())
    })
  }

  /** One for all syncs of a connection, for the provider counts on. Other limits begin anew. */
  function findLimit({ provider, limits: set }: Connection, client: Provider): RateLimit {
    const wanted = set ?? { ...client.limits, share: OWN_SHARE }
    const known = limits.get(provider)
    const isSame = known && (['account', 'endpoint', 'share'] as const).every((name) => known.wanted[name] === wanted[name])
    if (isSame) return known.limit
    const limit = createRateLimit(clock, wanted)
    limits.set(provider, { wanted, limit })
    return limit
  }

  /** What the key may not read at all keeps nothing else from being whole. */
  function hasParked({ accountId, permissions }: Connection): boolean {
    return listParked(store.read, accountId).some(({ kind }) => !isRefused(permissions[STREAM_OF[kind]]))
  }

  /** A key that cannot be had, or is not one any more, is a way for a run to end, not for the others to break. */
  async function open(
    connection: Connection,
    connect: ConnectProvider,
  ): Promise<{ ok: true; key: string; client: Provider } | { ok: false; detail: string }> {
    try {
      const key = await dependencies.openKey(connection)
      return { ok: true, key, client: connect(key, connection.account.mode, connection.baseUrl, connection.settings) }
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      return { ok: false, detail: error.message }
    }
  }

  /** For what somebody waits for, once the key is known to be its account's. */
  async function openToAsk(connection: Connection, signal: AbortSignal): Promise<OpenToAsk> {
    const { provider } = connection
    const connect = dependencies.providers[provider]
    const parts = {
      ...dependencies,
      connection,
      committer: createCommitter(store),
      signal,
      isUrgent: true,
      onProgress: () => {},
      onLeft: () => {},
    }
    const opened = connect
      ? await open(connection, connect)
      : { ok: false as const, detail: `This Tierdesk does not know ${provider} yet.` }
    if (!opened.ok)
      return {
        ok: false,
        parts: { ...parts, limit: createRateLimit(clock, NO_REQUESTS) },
        error: { kind: 'no-key', detail: opened.detail },
      }
    const asking = { ...parts, provider: opened.client, limit: findLimit(connection, opened.client) }
    const digest = toKeyDigest(opened.key)
    const error = verified.get(provider) === digest ? null : await checkAccount(asking, createRun(asking, 'customers', true).ask)
    if (error) return { ok: false, parts: asking, error }
    verified.set(provider, digest)
    return { ok: true, asking }
  }

  async function openLine(provider: ProviderName, until?: AbortSignal): Promise<OpenedLine> {
    const connection = findConnection(store.read, provider)
    if (!connection) return { ok: false, error: { kind: 'no-key', detail: `${PROVIDER_TITLES[provider]} is not connected.` } }
    const opened = await openToAsk(connection, until ? AbortSignal.any([ending.signal, until]) : ending.signal)
    return opened.ok ? { ok: true, line: createLine(opened.asking) } : opened
  }

  return {
    start,
    syncCompany: (wish) => syncLinked({ store, announce, open: (connection) => openToAsk(connection, ending.signal) }, wish),
    openLine,
    cancel: () => {
      for (const { stopper } of running.values()) stopper.abort()
      return running.size > 0
    },
    progress: () => [...progress.values()].sort((a, b) => a.startedAt - b.startedAt)[0] ?? null,
    freshAsOf: (accountId) => fresh.get(accountId) ?? null,
    stop: async () => {
      const open = [...running.values()]
      for (const { stopper } of open) stopper.abort()
      ending.abort()
      await Promise.allSettled(open.map(({ report }) => report))
      await comparing
    },
  }
}
