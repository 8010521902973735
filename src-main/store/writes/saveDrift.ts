import { and, eq, gte, inArray, sql } from 'drizzle-orm'
import type { DriftChange } from '../../../src-shared/contract/sync.ts'
import type { Instant } from '../../../src-shared/model/instant.ts'
import type { ObjectKind } from '../../domain/mirrored.ts'
import type { Tx } from '../readDb.ts'
import { providerEvent } from '../schema/mirror.ts'
import { coverageGap, drift, parkedObject } from '../schema/sync.ts'

/** An object that a list showed otherwise than the mirror had it. */
export interface Drifted {
  kind: ObjectKind
  ref: string
  change: DriftChange
}

/** Keeps what a list showed that the mirror should have known, each with the cause that the log gives. */
export function saveDrift(tx: Tx, run: { accountId: number; runId: number }, found: readonly Drifted[], foundAt: Instant): void {
  if (found.length === 0) return
  const { accountId, runId } = run
  const refs = found.map(({ ref }) => ref)
  const isGap = tx.drizzle
    .select({ id: coverageGap.id })
    .from(coverageGap)
    .where(and(eq(coverageGap.accountId, accountId), sql`${coverageGap.closedAt} is null`))
    .get()
  const parked = tx.drizzle
    .select({ ref: parkedObject.ref })
    .from(parkedObject)
    .where(and(eq(parkedObject.accountId, accountId), inArray(parkedObject.ref, refs)))
    .all()
  const told = tx.drizzle
    .select({ ref: providerEvent.object })
    .from(providerEvent)
    .where(
      and(
        eq(providerEvent.accountId, accountId),
        inArray(providerEvent.object, refs),
        inArray(providerEvent.outcome, ['failed', 'skipped']),
      ),
    )
    .all()
  const notTaken = new Set([...parked, ...told].map(({ ref }) => ref))
  for (const { kind, ref, change } of found) {
    const cause = isGap ? 'not-followed' : notTaken.has(ref) ? 'not-taken' : 'no-event'
    tx.drizzle.insert(drift).values({ accountId, runId, kind, ref, change, cause, foundAt }).run()
  }
}

/** Lets go of what an event told after all: the list was quicker than the log. */
export function dropExplainedDrift(
  tx: Tx,
  accountId: number,
  { foundSince, toldSince }: { foundSince: Instant; toldSince: Instant },
): void {
  tx.drizzle
    .delete(drift)
    .where(
      and(
        eq(drift.accountId, accountId),
        gte(drift.foundAt, foundSince),
        sql`exists (select 1 from ${providerEvent} where ${providerEvent.accountId} = ${drift.accountId}
          and ${providerEvent.object} = ${drift.ref} and ${providerEvent.at} >= ${toldSince} and ${providerEvent.outcome} = 'processed')`,
      ),
    )
    .run()
}

/** Lets go of all that was found since: where events may not be read, lists are how news comes. */
export function dropDrift(tx: Tx, accountId: number, foundSince: Instant): void {
  tx.drizzle
    .delete(drift)
    .where(and(eq(drift.accountId, accountId), gte(drift.foundAt, foundSince)))
    .run()
}

/** Keeps that nobody followed, and from when until when. */
export function openGap(tx: Tx, accountId: number, span: { fromAt: Instant; untilAt: Instant }): void {
  tx.drizzle
    .insert(coverageGap)
    .values({ accountId, ...span, cause: 'events-forgotten' })
    .run()
}

/** All was listed again: what is now is right, and what was in between is known by its outcome alone. */
export function closeGaps(tx: Tx, accountId: number, at: Instant): void {
  tx.drizzle
    .update(coverageGap)
    .set({ closedAt: at })
    .where(and(eq(coverageGap.accountId, accountId), sql`${coverageGap.closedAt} is null`))
    .run()
}
