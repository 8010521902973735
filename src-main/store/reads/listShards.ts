import { and, desc, eq, sql } from 'drizzle-orm'
import { prepareOnce } from '../prepareOnce.ts'
import type { ReadDb } from '../readDb.ts'
import { streamShard } from '../schema/sync.ts'

export type ShardRow = typeof streamShard.$inferSelect

const listOfStream = prepareOnce(({ drizzle }: ReadDb) => {
  const isOfStream = and(eq(streamShard.accountId, sql.placeholder('accountId')), eq(streamShard.stream, sql.placeholder('stream')))
  return drizzle.select().from(streamShard).where(isOfStream).orderBy(desc(streamShard.untilAt), streamShard.id).prepare()
})

/** What is left to read of a list, newest part first. */
export function listShards(db: ReadDb, accountId: number, stream: ShardRow['stream']): ShardRow[] {
  return listOfStream(db).all({ accountId, stream })
}
