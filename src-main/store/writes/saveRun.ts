import { and, eq, isNull, lt } from 'drizzle-orm'
import type { RunOutcome, StreamName } from '../../../src-shared/contract/sync.ts'
import { invariant } from '../../../src-shared/model/assert.ts'
import { type Instant, toInstant } from '../../../src-shared/model/instant.ts'
import { NAMELESS, type UnreadableObject } from '../../domain/mirrored.ts'
import { prepareOnce } from '../prepareOnce.ts'
import type { Tx } from '../readDb.ts'
import { parkedObject, streamCursor, streamShard, syncFailure, syncRun } from '../schema/sync.ts'

export interface RunCounts {
  pages: number
  objects: number
  changed: number
  requests: number
}

/** Runs are kept for a quarter of a year; what they brought stays. */
const RUN_LIFE_MS = 90 * 24 * 60 * 60 * 1000

export function startRun(tx: Tx, run: { accountId: number; stream: StreamName; startedAt: Instant; company: string | null }): number {
  const { startedAt } = run
  tx.drizzle
    .delete(syncRun)
    .where(lt(syncRun.startedAt, toInstant(startedAt - RUN_LIFE_MS)))
    .run()
  const row = { ...run, outcome: 'running' as const, pages: 0, objects: 0, changed: 0, requests: 0 }
  return tx.drizzle.insert(syncRun).values(row).returning({ id: syncRun.id }).get().id
}

/** By hand, as all that is written with every page of a list: a builder would take longer than SQLite. */
const saveCounts = prepareOnce((tx: Tx) =>
  tx.sqlite.prepare('update sync_run set pages = :pages, objects = :objects, changed = :changed, requests = :requests where id = :runId'),
)

export function saveRunCounts(tx: Tx, runId: number, counts: RunCounts): void {
  const { changes } = saveCounts(tx).run({ ...counts, runId })
  invariant(changes === 1, 'a run that counts was started')
}

export function endRun(
  tx: Tx,
  runId: number,
  end: { endedAt: Instant; outcome: RunOutcome; reason: string | null; errorKind: string | null; counts: RunCounts },
): void {
  const { counts, ...rest } = end
  const { changes } = tx.drizzle
    .update(syncRun)
    .set({ ...counts, ...rest })
    .where(eq(syncRun.id, runId))
    .run()
  invariant(changes === 1, 'a run that ends was started')
}

export function saveRunFailures(tx: Tx, runId: number, failures: readonly Pick<UnreadableObject, 'ref' | 'reason'>[]): void {
  for (const { ref, reason } of failures) tx.drizzle.insert(syncFailure).values({ runId, ref, reason }).onConflictDoNothing().run()
}

const listParkedRefs = prepareOnce((tx: Tx) => tx.sqlite.prepare('select ref from parked_object where account_id = ?').pluck())

/** Parks what could not be taken, and lets go what could: a parked object is asked for again at every sync. */
export function saveParked(
  tx: Tx,
  accountId: number,
  page: { taken: readonly string[]; failures: readonly UnreadableObject[]; now: Instant },
): void {
  const taken = new Set(page.taken)
  for (const ref of listParkedRefs(tx).all(accountId) as string[]) {
    if (!taken.has(ref)) continue
    tx.drizzle
      .delete(parkedObject)
      .where(and(eq(parkedObject.accountId, accountId), eq(parkedObject.ref, ref)))
      .run()
  }
  for (const { kind, ref, reason } of page.failures) {
    // One that has no id cannot be asked for; the list that held it is told as partial.
    if (ref === NAMELESS) continue
    tx.drizzle
      .insert(parkedObject)
      .values({ accountId, ref, kind, reason, since: page.now })
      .onConflictDoUpdate({ target: [parkedObject.accountId, parkedObject.ref], set: { reason } })
      .run()
  }
}

const closeOpen = prepareOnce((tx: Tx) =>
  tx.sqlite.prepare(
    `update sync_run set outcome = :outcome, ended_at = :now, reason = :reason
    where ended_at is null and (:accountId is null or account_id = :accountId)`,
  ),
)

/** Runs that a process left open when it died: they ended when it did, which nobody saw. @param accountId whose; null for all */
export function closeInterruptedRuns(tx: Tx, now: Instant, accountId: number | null): void {
  const outcome: RunOutcome = 'interrupted'
  closeOpen(tx).run({ outcome, now, accountId, reason: 'Tierdesk ended during this run. The next one goes on from where it stood.' })
}

/** Runs that were under way when nothing more could be kept, and why. */
export function failOpenRuns(tx: Tx, now: Instant, reason: string): void {
  tx.drizzle.update(syncRun).set({ outcome: 'failed', endedAt: now, reason }).where(isNull(syncRun.endedAt)).run()
}

/** Forgets how far everything of an account was read. What was read stays. */
export function forgetCursors(tx: Tx, accountId: number): void {
  tx.drizzle.delete(streamShard).where(eq(streamShard.accountId, accountId)).run()
  tx.drizzle.delete(streamCursor).where(eq(streamCursor.accountId, accountId)).run()
}

const moveCursor = prepareOnce((tx: Tx) =>
  tx.sqlite.prepare(
    `insert into stream_cursor (account_id, stream, watermark, completed_at) values (:accountId, :stream, :watermark, :completedAt)
    on conflict (account_id, stream) do update set
      watermark = iif(:movesWatermark, excluded.watermark, watermark), completed_at = iif(:completes, excluded.completed_at, completed_at)`,
  ),
)

/** Moves a cursor. To be called in the transaction that stores what it passes. */
export function saveCursor(
  tx: Tx,
  accountId: number,
  stream: StreamName,
  cursor: { watermark?: Instant; completedAt?: Instant | null },
): void {
  const { watermark, completedAt } = cursor
  moveCursor(tx).run({
    ...{ accountId, stream, watermark: watermark ?? null, completedAt: completedAt ?? null },
    ...{ movesWatermark: Number(watermark !== undefined), completes: Number(completedAt !== undefined) },
  })
}
