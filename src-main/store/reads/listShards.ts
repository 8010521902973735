import { and, desc, eq } from 'drizzle-orm'
import type { ReadDb } from '../readDb.ts'
import { streamShard } from '../schema/sync.ts'

export type ShardRow = typeof streamShard.$inferSelect

/** What is left to read of a list, newest part first. */
export function listShards({ drizzle }: ReadDb, accountId: number, stream: ShardRow['stream']): ShardRow[] {
  const isOfStream = and(eq(streamShard.accountId, accountId), eq(streamShard.stream, stream))
  return drizzle.select().from(streamShard).where(isOfStream).orderBy(desc(streamShard.untilAt), streamShard.id).all()
}
