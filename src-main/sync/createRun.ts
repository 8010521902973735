import type { RunOutcome, StreamName } from '../../src-shared/contract/sync.ts'
import { assertNever } from '../../src-shared/model/assert.ts'
import type { UnreadableObject } from '../domain/mirrored.ts'
import type { Answer, ProviderError, Way } from '../providers/provider.ts'
import type { Tx } from '../store/readDb.ts'
import { listRunRules } from '../store/reads/listRuns.ts'
import { type Drifted, saveDrift } from '../store/writes/saveDrift.ts'
import { endRun, type RunCounts, saveParked, saveRunCounts, saveRunFailures, startRun } from '../store/writes/saveRun.ts'
import { askProvider } from './askProvider.ts'
import type { ConnectionParts } from './syncParts.ts'

/** What ended a run: the provider's answer, or a key that cannot be had or is not one for this workspace. */
export type RunError = ProviderError | { kind: 'no-key'; detail: string }

/** How a run of one stream went. */
export interface RunResult {
  /** Of its record; null where it left none. */
  id: number | null
  stream: StreamName
  outcome: RunOutcome
  reason: string | null
  /** Null for a run that came to its end. */
  error: RunError | null
  counts: RunCounts
  failures: UnreadableObject[]
  /** The provider customers whose objects were brought up to date. */
  customers: Set<string>
  /** Ids of the rules that were set off in it, each once and by name. */
  rules: string[]
  ms: number
}

/** What a page brought: the objects that were taken, whose they are, how many of them were news, and what could not be taken. */
export interface CountedPage {
  pages: number
  refs: readonly string[]
  customers: readonly string[]
  changed: number
  failures: readonly UnreadableObject[]
}

/** The record of one run of one stream, which tells as it goes, so that a killed run is told too. */
export interface Run {
  ask<T>(question: (way: Way) => Promise<Answer<T>>): Promise<Answer<T>>
  /** To be called in the transaction that stores a page. */
  count(tx: Tx, page: CountedPage): void
  /** Keeps what is to be said of something, and is no failure of the run. To be called in a transaction. */
  remark(tx: Tx, remarks: readonly { ref: string; reason: string }[]): void
  /** How many requests went out so far. */
  requests(): number
  /** Keeps what a list showed otherwise than the mirror had it. To be called in that transaction, once it was counted. */
  noteDrift(tx: Tx, drifted: readonly Drifted[]): void
  /** @param note what is to be said of a run that came to its end with nothing wrong */
  end(error: RunError | null, note?: string | null): RunResult
}

/** What a run needs to tell of itself. To ask, it needs the rest. */
export type RunParts = Pick<
  ConnectionParts,
  'store' | 'clock' | 'random' | 'limit' | 'signal' | 'isUrgent' | 'connection' | 'announce' | 'onProgress'
>

/**
 * Starts a run.
 *
 * @param isQuiet whether it leaves no record where it found nothing: a poll every few seconds would bury what did
 * @param company our id of the one that it is for; null where it is for all
 */
export function createRun(parts: RunParts, stream: StreamName, isQuiet = false, company: string | null = null): Run {
  const { store, clock, connection, announce, onProgress } = parts
  const startedAt = clock.now()
  const counts: RunCounts = { pages: 0, objects: 0, changed: 0, requests: 0 }
  const failures: UnreadableObject[] = []
  const customers = new Set<string>()
  const record = (tx: Tx) => startRun(tx, { accountId: connection.accountId, stream, startedAt, company })
  let id = isQuiet ? null : store.transact(record)
  if (!isQuiet) announce('sync')

  return {
    ask: (question) =>
      askProvider(
        parts,
        () => {
          counts.requests += 1
        },
        question,
      ),
    count: (tx, page) => {
      counts.pages += page.pages
      counts.objects += page.refs.length + page.failures.length
      counts.changed += page.changed
      failures.push(...page.failures)
      for (const customer of page.customers) customers.add(customer)
      if (id === null && counts.objects === 0) return
      id ??= record(tx)
      saveRunCounts(tx, id, counts)
      saveRunFailures(tx, id, page.failures)
      // What a meter could not tell is asked for again by itself.
      if (stream !== 'meters') saveParked(tx, connection.accountId, { taken: page.refs, failures: page.failures, now: clock.now() })
      onProgress(stream, counts.objects)
    },
    remark: (tx, remarks) => {
      id ??= record(tx)
      saveRunFailures(tx, id, remarks)
    },
    requests: () => counts.requests,
    noteDrift: (tx, drifted) => {
      if (id !== null) saveDrift(tx, { accountId: connection.accountId, runId: id }, drifted, clock.now())
    },
    end: (ended, note = null) => {
      const error = ended?.kind === 'cancelled' ? (findStop(parts.signal) ?? ended) : ended
      const outcome = toOutcome(error, failures.length)
      const reason =
        error?.detail ??
        (failures.length > 0 ? `${failures.length} ${failures.length === 1 ? 'object' : 'objects'} could not be taken.` : note)
      if (id !== null || (outcome !== 'complete' && outcome !== 'cancelled')) {
        const end = { endedAt: clock.now(), outcome, reason, errorKind: error?.kind ?? null, counts }
        store.lastWord((tx) => endRun(tx, id ?? record(tx), end))
        announce('sync')
      }
      const rules = id === null ? [] : (listRunRules(store.read, [id]).get(id) ?? [])
      return { id, rules, stream, outcome, reason, error, counts, failures, customers, ms: clock.now() - startedAt }
    },
  }
}

/** What ended the others and with them this one: the key, or the line. Null where somebody wished it. */
function findStop({ reason }: AbortSignal): RunError | null {
  return typeof reason === 'object' && reason !== null && 'kind' in reason && 'detail' in reason ? (reason as RunError) : null
}

function toOutcome(error: RunError | null, failed: number): RunOutcome {
  if (error === null) return failed > 0 ? 'partial' : 'complete'
  switch (error.kind) {
    case 'forbidden':
      return 'no-permission'
    case 'cancelled':
      return 'cancelled'
    case 'rate-limited':
    case 'unavailable':
    case 'unauthorized':
    case 'missing':
    case 'unreadable':
    case 'wrong-mode':
    case 'wrong-account':
    case 'no-key':
      return 'failed'
    default:
      return assertNever(error)
  }
}
