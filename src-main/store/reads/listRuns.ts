import { desc, eq, lt } from 'drizzle-orm'
import type { SyncRun } from '../../../src-shared/contract/sync.ts'
import type { ReadDb } from '../readDb.ts'
import { providerAccount, syncRun } from '../schema/sync.ts'

/** Newest first, before the run `before`. */
export function listRuns({ drizzle }: ReadDb, limit: number, before: number | null): SyncRun[] {
  return drizzle
    .select()
    .from(syncRun)
    .innerJoin(providerAccount, eq(providerAccount.id, syncRun.accountId))
    .where(before === null ? undefined : lt(syncRun.id, before))
    .orderBy(desc(syncRun.id))
    .limit(limit)
    .all()
    .map(
      ({
        sync_run: { id, stream, startedAt, endedAt, outcome, pages, objects, changed, requests, reason },
        provider_account: { provider },
      }) => ({
        id,
        provider,
        stream,
        startedAt: startedAt,
        endedAt: endedAt,
        outcome,
        pages,
        objects,
        changed,
        requests,
        reason,
      }),
    )
}
