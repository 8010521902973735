import { and, eq } from 'drizzle-orm'
import { invariant } from '../../../src-shared/model/assert.ts'
import type { Instant } from '../../../src-shared/model/instant.ts'
import { prepareOnce } from '../prepareOnce.ts'
import type { Tx } from '../readDb.ts'
import type { ShardRow } from '../reads/listShards.ts'
import { streamShard } from '../schema/sync.ts'

/** Adds a part of a list that is to be read. */
export function addShard(tx: Tx, shard: Omit<ShardRow, 'id'>): ShardRow {
  return tx.drizzle.insert(streamShard).values(shard).returning().get()
}

const move = prepareOnce((tx: Tx) => tx.sqlite.prepare('update stream_shard set position = ? where id = ?'))

/** Keeps how far a part was read. To be called in the transaction that stores what it passes. */
export function moveShard(tx: Tx, id: number, position: string | null): void {
  const { changes } = move(tx).run(position, id)
  invariant(changes === 1, 'a part of a list that is read was added')
}

/** Leaves what was created before `fromAt` to another part. */
export function narrowShard(tx: Tx, id: number, fromAt: Instant): void {
  const { changes } = tx.drizzle.update(streamShard).set({ fromAt }).where(eq(streamShard.id, id)).run()
  invariant(changes === 1, 'a part of a list that is narrowed was added')
}

/** Lets go of a part that was read to its end. */
export function dropShard(tx: Tx, id: number): void {
  tx.drizzle.delete(streamShard).where(eq(streamShard.id, id)).run()
}

/** Forgets how far a list was read. What was read of it stays. */
export function dropShards(tx: Tx, accountId: number, stream: ShardRow['stream']): void {
  tx.drizzle
    .delete(streamShard)
    .where(and(eq(streamShard.accountId, accountId), eq(streamShard.stream, stream)))
    .run()
}
