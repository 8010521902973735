import { and, desc, eq, isNotNull, isNull, sql } from 'drizzle-orm'
import type { StreamName } from '../../../src-shared/contract/sync.ts'
import type { Instant } from '../../../src-shared/model/instant.ts'
import type { ProviderName } from '../../../src-shared/model/provider.ts'
import type { ObjectKind } from '../../domain/mirrored.ts'
import { prepareOnce } from '../prepareOnce.ts'
import type { ReadDb } from '../readDb.ts'
import { connection, parkedObject, providerAccount, streamCursor, syncRun } from '../schema/sync.ts'

export type ConnectionRow = typeof connection.$inferSelect
export type AccountRow = typeof providerAccount.$inferSelect
export type CursorRow = typeof streamCursor.$inferSelect
export type RunRow = typeof syncRun.$inferSelect

export interface Connection extends ConnectionRow {
  account: AccountRow
}

const listAll = prepareOnce(({ drizzle }: ReadDb) =>
  drizzle
    .select()
    .from(connection)
    .innerJoin(providerAccount, eq(connection.accountId, providerAccount.id))
    .orderBy(connection.provider)
    .prepare(),
)

export function listConnections(db: ReadDb): Connection[] {
  return listAll(db)
    .all()
    .map((row) => ({ ...row.connection, account: row.provider_account }))
}

export function findConnection(db: ReadDb, provider: ProviderName): Connection | null {
  return listConnections(db).find((row) => row.provider === provider) ?? null
}

const findOfStream = prepareOnce(({ drizzle }: ReadDb) => {
  const isOfStream = and(eq(streamCursor.accountId, sql.placeholder('accountId')), eq(streamCursor.stream, sql.placeholder('stream')))
  return drizzle.select().from(streamCursor).where(isOfStream).prepare()
})

export function findCursor(db: ReadDb, accountId: number, stream: StreamName): CursorRow | null {
  return findOfStream(db).get({ accountId, stream }) ?? null
}

const listParkedOf = prepareOnce(({ drizzle }: ReadDb) =>
  drizzle
    .select({ kind: parkedObject.kind, ref: parkedObject.ref, reason: parkedObject.reason, since: parkedObject.since })
    .from(parkedObject)
    .where(eq(parkedObject.accountId, sql.placeholder('accountId')))
    .orderBy(parkedObject.since)
    .prepare(),
)

/** What could not be taken yet, oldest first, with the reason of the last try. */
export function listParked(db: ReadDb, accountId: number): { kind: ObjectKind; ref: string; reason: string; since: Instant }[] {
  return listParkedOf(db).all({ accountId })
}

/** The newest ended run of a stream, for all companies: what its health is read from. */
export function findNewestRun({ drizzle }: ReadDb, accountId: number, stream: StreamName): RunRow | null {
  const isOfStream = and(eq(syncRun.accountId, accountId), eq(syncRun.stream, stream), isNotNull(syncRun.endedAt), isNull(syncRun.company))
  return drizzle.select().from(syncRun).where(isOfStream).orderBy(desc(syncRun.id)).limit(1).get() ?? null
}
