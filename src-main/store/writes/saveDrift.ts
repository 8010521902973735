import { and, eq, gte, inArray, sql } from 'drizzle-orm'
import type { DriftChange, GapCause } from '../../../src-shared/contract/sync.ts'
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

/** Something derived that was kept otherwise than it follows from the facts: of a company, a payment of nobody, or a table of sums. */
export interface DerivedDrift {
  kind: 'company' | 'payment' | 'sums'
  /** Our id of the company, the payment's, or what is summed. */
  ref: string
}

/** Keeps what was derived otherwise than it now is. Events have no part in it. */
export function saveDerivedDrift(
  tx: Tx,
  run: { accountId: number; runId: number },
  found: readonly DerivedDrift[],
  foundAt: Instant,
): void {
  for (const { kind, ref } of found)
    tx.drizzle
      .insert(drift)
      .values({ ...run, kind, ref, change: 'changed', cause: 'derived-differed', foundAt })
      .run()
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
export function openGap(tx: Tx, accountId: number, gap: GapSpan & { cause: GapCause }): void {
  tx.drizzle
    .insert(coverageGap)
    .values({ accountId, ...gap })
    .run()
}

interface Span {
  fromAt: Instant
  untilAt: Instant
}

/** Of a gap the beginning is null where it has none: how far back there is anything, nobody says. */
interface GapSpan {
  fromAt: Instant | null
  untilAt: Instant
}

/** What a statement covers is a gap no more; what it leaves of one stays one. */
export function fillGaps(tx: Tx, accountId: number, { fromAt, untilAt }: Span, at: Instant): void {
  const open = tx.drizzle
    .select()
    .from(coverageGap)
    .where(and(eq(coverageGap.accountId, accountId), eq(coverageGap.cause, 'list-forgotten'), sql`${coverageGap.closedAt} is null`))
    .all()
  for (const gap of open) {
    if (gap.untilAt <= fromAt || (gap.fromAt !== null && gap.fromAt >= untilAt)) continue
    const closed: Span = { fromAt: gap.fromAt === null ? fromAt : max(gap.fromAt, fromAt), untilAt: min(gap.untilAt, untilAt) }
    tx.drizzle
      .update(coverageGap)
      .set({ ...closed, closedAt: at })
      .where(eq(coverageGap.id, gap.id))
      .run()
    if (gap.fromAt === null || gap.fromAt < closed.fromAt)
      openGap(tx, accountId, { fromAt: gap.fromAt, untilAt: closed.fromAt, cause: gap.cause })
    if (closed.untilAt < gap.untilAt) openGap(tx, accountId, { fromAt: closed.untilAt, untilAt: gap.untilAt, cause: gap.cause })
  }
}

function max(a: Instant, b: Instant): Instant {
  return a > b ? a : b
}

function min(a: Instant, b: Instant): Instant {
  return a < b ? a : b
}

/** All was listed again: what is now is right, and what was in between is known by its outcome alone. */
export function closeGaps(tx: Tx, accountId: number, at: Instant): void {
  tx.drizzle
    .update(coverageGap)
    .set({ closedAt: at })
    .where(and(eq(coverageGap.accountId, accountId), eq(coverageGap.cause, 'events-forgotten'), sql`${coverageGap.closedAt} is null`))
    .run()
}
