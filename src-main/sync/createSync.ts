import { createHash } from 'node:crypto'
import type { StreamName, SyncProgress, SyncReport } from '../../src-shared/contract/sync.ts'
import { AppError } from '../../src-shared/model/appError.ts'
import type { ProviderName } from '../../src-shared/model/provider.ts'
import { type ConnectProvider, type ObjectStream, type Provider, STREAM_OF } from '../providers/provider.ts'
import { type Connection, listConnections, listParked } from '../store/reads/connections.ts'
import { saveSuccess } from '../store/writes/saveConnection.ts'
import { closeInterruptedRuns } from '../store/writes/saveRun.ts'
import { createRateLimit, type RateLimit } from './createRateLimit.ts'
import { createRun, type RunResult } from './createRun.ts'
import { syncConnection } from './syncConnection.ts'
import type { SyncParts } from './syncParts.ts'

/** Stripe's own limit for one endpoint, and its limit for a whole test account. */
const REQUESTS_PER_SECOND = 25

export interface SyncAsk {
  provider?: ProviderName | undefined
  isFull: boolean
  /** Someone asked for it, as against the schedule. */
  isAsked: boolean
}

export interface Sync {
  /** Syncs, or joins the sync that is under way where it does what is asked. */
  start(ask: SyncAsk): Promise<SyncReport>
  /** False when nothing was under way. What was stored stays. */
  cancel(): boolean
  progress(): SyncProgress | null
  /** Cancels and waits. */
  stop(): Promise<void>
}

export interface SyncDependencies extends SyncParts {
  providers: Partial<Record<ProviderName, ConnectProvider>>
  openKey: (connection: Connection) => Promise<string>
}

/** One sync at a time, for all connections in turn: what one of them suffers stops no other. */
export function createSync(dependencies: SyncDependencies): Sync {
  const { store, clock, announce } = dependencies
  const limits = new Map<ProviderName, RateLimit>()
  /** Digests of the keys whose account this process has seen. */
  const verified = new Map<ProviderName, string>()
  let current: { ask: SyncAsk; report: Promise<SyncReport>; stopper: AbortController } | null = null
  let progress: SyncProgress | null = null

  async function start(ask: SyncAsk): Promise<SyncReport> {
    while (current) {
      if (covers(current.ask, ask)) return current.report
      // Whoever asked for it hears how it ended; here only its end counts.
      await current.report.catch(() => undefined)
    }
    const stopper = new AbortController()
    const report = run(ask, stopper.signal).finally(() => {
      current = null
      progress = null
      announce('sync')
    })
    current = { ask, report, stopper }
    return report
  }

  async function run(ask: SyncAsk, signal: AbortSignal): Promise<SyncReport> {
    store.transact((tx) => closeInterruptedRuns(tx, clock.now()))
    const connections = listConnections(store.read).filter(({ provider }) => ask.provider === undefined || provider === ask.provider)
    if (connections.length === 0) throw notConnected(ask.provider)
    const report: SyncReport = { synced: 0, failed: [], runs: [] }
    for (const connection of connections) {
      if (signal.aborted) break
      await runOne(connection, ask, signal, report)
    }
    return report
  }

  async function runOne(connection: Connection, ask: SyncAsk, signal: AbortSignal, report: SyncReport): Promise<void> {
    const { provider } = connection
    const connect = dependencies.providers[provider]
    if (!connect) throw new AppError('provider-unknown', `This Tierdesk does not sync ${provider} yet.`, 'Get a newer version.')
    const startedAt = clock.now()
    const limit = limits.get(provider) ?? createRateLimit(clock, REQUESTS_PER_SECOND)
    limits.set(provider, limit)
    const parts = {
      ...dependencies,
      connection,
      limit,
      signal,
      onProgress: (stream: StreamName, objects: number) => {
        progress = { provider, stream, startedAt, objects }
      },
    }
    const opened = await open(connection, connect)
    const digest = opened.ok ? createHash('sha256').update(opened.key).digest('hex') : ''
    const wish = { isFull: ask.isFull, isAsked: ask.isAsked, isVerified: verified.get(provider) === digest }
    const results = opened.ok
      ? await syncConnection({ ...parts, provider: opened.client }, wish)
      : [createRun(parts, 'customers').end({ kind: 'no-key', detail: opened.detail })]
    const hasAnswered = results.some(({ outcome }) => outcome === 'complete' || outcome === 'partial')
    if (hasAnswered) verified.set(provider, digest)
    else verified.delete(provider)
    const isWhole = opened.ok && isUpToDate(results, listReadable(opened.client, connection))
    if (isWhole && !hasParked(connection)) store.transact((tx) => saveSuccess(tx, provider, startedAt))
    addResults(report, provider, results)
    announce('connections')
  }

  /** What the key may not read at all keeps nothing else from being whole. */
  function hasParked({ accountId, permissions }: Connection): boolean {
    return listParked(store.read, accountId).some(({ kind }) => permissions[STREAM_OF[kind]] !== 'none')
  }

  /** A key that cannot be had, or is not one any more, is a way for a run to end, not for the others to break. */
  async function open(
    connection: Connection,
    connect: ConnectProvider,
  ): Promise<{ ok: true; key: string; client: Provider } | { ok: false; detail: string }> {
    try {
      const key = await dependencies.openKey(connection)
      return { ok: true, key, client: connect(key, connection.account.mode, connection.baseUrl) }
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      return { ok: false, detail: error.message }
    }
  }

  return {
    start,
    cancel: () => {
      current?.stopper.abort()
      return current !== null
    },
    progress: () => progress,
    stop: async () => {
      current?.stopper.abort()
      await current?.report.catch(() => undefined)
    },
  }
}

function covers(running: SyncAsk, ask: SyncAsk): boolean {
  return (
    (running.provider === undefined || running.provider === ask.provider) &&
    (running.isFull || !ask.isFull) &&
    (running.isAsked || !ask.isAsked)
  )
}

/** What a provider offers and the key may read, as far as this sync knows by now. */
function listReadable({ streams }: Provider, { permissions }: Connection): ObjectStream[] {
  return streams.filter((stream) => permissions[stream] !== 'unknown' && permissions[stream] !== 'none')
}

/**
 * The mirror is as new as this run when every stream of it was complete, or when every list said what events may not.
 *
 * What the key may not read at all is a problem that is told, and no reason to call the rest old.
 */
function isUpToDate(results: readonly RunResult[], readable: readonly ObjectStream[]): boolean {
  const lists = results.filter(({ stream }) => stream !== 'events')
  const events = results.find(({ stream }) => stream === 'events')
  if (!lists.every(({ outcome }) => outcome === 'complete' || outcome === 'no-permission')) return false
  if (events?.outcome === 'complete') return true
  const listed = new Set<string>(lists.filter(({ outcome }) => outcome === 'complete').map(({ stream }) => stream))
  const isWithoutEvents = events === undefined || events.outcome === 'no-permission'
  return isWithoutEvents && readable.length > 0 && readable.every((stream) => listed.has(stream))
}

function addResults(report: SyncReport, provider: ProviderName, results: readonly RunResult[]): void {
  const synced = new Set(results.flatMap(({ customers }) => [...customers]))
  report.synced += synced.size
  for (const { stream, outcome, counts, ms, reason, error, failures } of results) {
    report.failed.push(...failures.map((failure) => ({ ref: failure.ref, reason: failure.reason })))
    report.runs.push({ provider, stream, outcome, ...counts, ms, reason, errorKind: error?.kind ?? null })
  }
}

function notConnected(provider: ProviderName | undefined): AppError {
  return new AppError(
    'not-connected',
    provider ? `${provider} is not connected.` : 'No provider is connected.',
    `Connect one: tierdesk connect ${provider ?? 'stripe'} --secret-env NAME`,
  )
}
