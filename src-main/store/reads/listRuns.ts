import { and, asc, desc, eq, gt, gte, lt, type SQL, sql } from 'drizzle-orm'
import type { RunFailure, RunOutcome, StreamName, SyncRun } from '../../../src-shared/contract/sync.ts'
import type { Instant } from '../../../src-shared/model/instant.ts'
import type { ProviderName } from '../../../src-shared/model/provider.ts'
import { prepareOnce } from '../prepareOnce.ts'
import type { ReadDb } from '../readDb.ts'
import { providerAccount, syncFailure, syncRun } from '../schema/sync.ts'

/** No event is later. */
const END_OF_TIME = 8_640_000_000_000_000

export interface RunFilter {
  provider: ProviderName | null
  stream: StreamName | null
  outcome: RunOutcome | null
  /** By when they began. */
  from: Instant | null
  /** Belongs no more to it. */
  to: Instant | null
}

/**
 * Of each run, which rules the events that it saw set off.
 *
 * They stand in the log with when they were seen, and one sync of a connection follows events at a time.
 */
const listRules = prepareOnce(({ sqlite }: ReadDb) =>
  sqlite
    .prepare(
      `select distinct run.id, fired.value from json_each(?) asked cross join sync_run run cross join provider_event event
      cross join json_each(event.rules) fired
      where run.id = asked.value and run.stream = 'events' and event.account_id = run.account_id and event.rules <> '[]'
        and event.seen_at >= run.started_at and event.seen_at <= coalesce(run.ended_at, ${END_OF_TIME})
      order by run.id, fired.value`,
    )
    .raw(),
)

/** By run; of one that set off none there is nothing. */
export function listRunRules(db: ReadDb, runs: readonly number[]): Map<number, string[]> {
  const rows = listRules(db).all(JSON.stringify(runs)) as [run: number, rule: string][]
  return new Map([...Map.groupBy(rows, ([run]) => run)].map(([run, own]) => [run, own.map(([, rule]) => rule)]))
}

/** Newest first, before the run `before`. */
export function listRuns(db: ReadDb, filter: RunFilter, limit: number, before: number | null): SyncRun[] {
  const { id, stream, startedAt, endedAt, outcome, pages, objects, changed, requests, reason } = syncRun
  const failures = sql<number>`(select count(*) from sync_failure where sync_failure.run_id = ${syncRun.id})`
  const { provider } = providerAccount
  const runs = db.drizzle
    .select({ id, provider, stream, startedAt, endedAt, outcome, pages, objects, changed, requests, failures, reason })
    .from(syncRun)
    .innerJoin(providerAccount, eq(providerAccount.id, syncRun.accountId))
    .where(and(fits(filter), before === null ? undefined : lt(syncRun.id, before)))
    .orderBy(desc(syncRun.id))
    .limit(limit)
    .all()
  const rules = listRunRules(
    db,
    runs.map((run) => run.id),
  )
  return runs.map((run) => ({ ...run, rules: rules.get(run.id) ?? [] }))
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
