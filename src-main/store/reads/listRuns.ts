import { and, asc, desc, eq, gt, gte, lt, type SQL, sql } from 'drizzle-orm'
import type { RunFailure, RunOutcome, StreamName, SyncRun } from '../../../src-shared/contract/sync.ts'
import type { Instant } from '../../../src-shared/model/instant.ts'
import type { ProviderName } from '../../../src-shared/model/provider.ts'
import type { ReadDb } from '../readDb.ts'
import { providerAccount, syncFailure, syncRun } from '../schema/sync.ts'

export interface RunFilter {
  provider: ProviderName | null
  stream: StreamName | null
  outcome: RunOutcome | null
  /** By when they began. */
  from: Instant | null
  /** Belongs no more to it. */
  to: Instant | null
}

/** Newest first, before the run `before`. */
export function listRuns({ drizzle }: ReadDb, filter: RunFilter, limit: number, before: number | null): SyncRun[] {
  const { id, stream, startedAt, endedAt, outcome, pages, objects, changed, requests, reason } = syncRun
  const failures = sql<number>`(select count(*) from sync_failure where sync_failure.run_id = ${syncRun.id})`
  const { provider } = providerAccount
  return drizzle
    .select({ id, provider, stream, startedAt, endedAt, outcome, pages, objects, changed, requests, failures, reason })
    .from(syncRun)
    .innerJoin(providerAccount, eq(providerAccount.id, syncRun.accountId))
    .where(and(fits(filter), before === null ? undefined : lt(syncRun.id, before)))
    .orderBy(desc(syncRun.id))
    .limit(limit)
    .all()
}

/** What a run could not take, after the object `after`, in the order of the objects' ids. */
export function listRunFailures({ drizzle }: ReadDb, run: number, limit: number, after: string | null): RunFailure[] {
  return drizzle
    .select({ ref: syncFailure.ref, reason: syncFailure.reason })
    .from(syncFailure)
    .where(and(eq(syncFailure.runId, run), after === null ? undefined : gt(syncFailure.ref, after)))
    .orderBy(asc(syncFailure.ref))
    .limit(limit)
    .all()
}

function fits({ provider, stream, outcome, from, to }: RunFilter): SQL | undefined {
  return and(
    provider === null ? undefined : eq(providerAccount.provider, provider),
    stream === null ? undefined : eq(syncRun.stream, stream),
    outcome === null ? undefined : eq(syncRun.outcome, outcome),
    from === null ? undefined : gte(syncRun.startedAt, from),
    to === null ? undefined : lt(syncRun.startedAt, to),
  )
}
