import { count, desc, eq } from 'drizzle-orm'
import { type CoverageGap, type DriftCause, type DriftedObject, driftCause } from '../../../src-shared/contract/sync.ts'
import type { ReadDb } from '../readDb.ts'
import { coverageGap, drift, providerAccount } from '../schema/sync.ts'

/** What comparing has found, newest first. */
export function listDrift({ drizzle }: ReadDb, limit: number): DriftedObject[] {
  const { kind, ref, change, cause, foundAt } = drift
  return drizzle
    .select({ provider: providerAccount.provider, kind, ref, change, cause, foundAt })
    .from(drift)
    .innerJoin(providerAccount, eq(drift.accountId, providerAccount.id))
    .orderBy(desc(drift.id))
    .limit(limit)
    .all()
}

/** How many there are of each cause. */
export function countDrift({ drizzle }: ReadDb): Record<DriftCause, number> {
  const rows = drizzle.select({ cause: drift.cause, total: count() }).from(drift).groupBy(drift.cause).all()
  const counts = new Map(rows.map(({ cause, total }) => [cause, total]))
  // A record of every cause, each once.
  return Object.fromEntries(driftCause.options.map((cause) => [cause, counts.get(cause) ?? 0])) as Record<DriftCause, number>
}

/** When nobody followed, newest first: what has no beginning comes last. */
export function listGaps({ drizzle }: ReadDb, accountId: number): Omit<CoverageGap, 'isBeforeFirst'>[] {
  const { fromAt: from, untilAt: until, cause, closedAt } = coverageGap
  return drizzle
    .select({ from, until, cause, closedAt })
    .from(coverageGap)
    .where(eq(coverageGap.accountId, accountId))
    .orderBy(desc(coverageGap.fromAt))
    .all()
}
