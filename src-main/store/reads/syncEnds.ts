import { and, desc, eq, isNotNull, ne } from 'drizzle-orm'
import type { StreamName } from '../../../src-shared/contract/sync.ts'
import type { Instant } from '../../../src-shared/model/instant.ts'
import type { ReadDb } from '../readDb.ts'
import { streamCursor, syncRun } from '../schema/sync.ts'

/** How a run of one stream ended. */
export interface EndedRun {
  stream: StreamName
  startedAt: Instant
  endedAt: Instant
  outcome: string
  errorKind: string | null
}

/** The runs of an account that have ended, newest first, by when they began. */
export function listEndedRuns({ drizzle }: ReadDb, accountId: number, limit: number): EndedRun[] {
  const { stream, startedAt, endedAt, outcome, errorKind } = syncRun
  return drizzle
    .select({ stream, startedAt, endedAt, outcome, errorKind })
    .from(syncRun)
    .where(and(eq(syncRun.accountId, accountId), isNotNull(endedAt)))
    .orderBy(desc(syncRun.id))
    .limit(limit)
    .all()
    .map((run) => ({ ...run, endedAt: run.endedAt as Instant }))
}

/** When each list of an account was last read to its end. A list that is being read again is not among them. */
export function findListEnds({ drizzle }: ReadDb, accountId: number): Map<StreamName, Instant> {
  const rows = drizzle
    .select({ stream: streamCursor.stream, completedAt: streamCursor.completedAt })
    .from(streamCursor)
    .where(and(eq(streamCursor.accountId, accountId), ne(streamCursor.stream, 'events')))
    .all()
  return new Map(rows.flatMap(({ stream, completedAt }) => (completedAt === null ? [] : [[stream, completedAt] as const])))
}
