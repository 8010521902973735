import type { StreamName } from '../../../src-shared/contract/sync.ts'
import type { Instant } from '../../../src-shared/model/instant.ts'
import { prepareOnce } from '../prepareOnce.ts'
import type { ReadDb } from '../readDb.ts'

/** How a run of one stream ended. */
export interface EndedRun {
  stream: StreamName
  startedAt: Instant
  endedAt: Instant
  outcome: string
  errorKind: string | null
}

/** By hand: the schedule asks it after every poll, and a builder would take most of what a poll takes. */
const listEnded = prepareOnce(({ sqlite }: ReadDb) =>
  sqlite.prepare(
    `select stream, started_at as startedAt, ended_at as endedAt, outcome, error_kind as errorKind
    from sync_run where account_id = ? and ended_at is not null order by id desc limit ?`,
  ),
)

/** The runs of an account that have ended, newest first, by when they began. */
export function listEndedRuns(db: ReadDb, accountId: number, limit: number): EndedRun[] {
  return listEnded(db).all(accountId, limit) as EndedRun[]
}

const listCompleted = prepareOnce(({ sqlite }: ReadDb) =>
  sqlite
    .prepare("select stream, completed_at from stream_cursor where account_id = ? and stream <> 'events' and completed_at is not null")
    .raw(),
)

/** When each list of an account was last read to its end. A list that is being read again is not among them. */
export function findListEnds(db: ReadDb, accountId: number): Map<StreamName, Instant> {
  return new Map(listCompleted(db).all(accountId) as [StreamName, Instant][])
}
