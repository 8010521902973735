import { and, asc, desc, eq, gte, lt, lte, sql } from 'drizzle-orm'
import type { Instant } from '../../../src-shared/model/instant.ts'
import type { ProductUsage } from '../../domain/companyFacts.ts'
import { prepareOnce } from '../prepareOnce.ts'
import type { ReadDb } from '../readDb.ts'
import { usageRecord } from '../schema/recorded.ts'

export type UsageRow = typeof usageRecord.$inferSelect

export interface UsageQuestion {
  /** Our id. */
  company: string
  product: string
  metric: string
  /** Belongs to what is asked for; `to` does not. */
  from: Instant | null
  to: Instant | null
  /** The last instant that is looked at. */
  at: Instant | null
}

/** The place of a record in the order newest first. */
export interface UsagePosition {
  at: number
  id: number
}

const findByKey = prepareOnce((db: ReadDb) =>
  db.drizzle
    .select()
    .from(usageRecord)
    .where(and(eq(usageRecord.company, sql.placeholder('company')), eq(usageRecord.key, sql.placeholder('key'))))
    .prepare(),
)

export function findUsageByKey(db: ReadDb, company: string, key: string): ProductUsage | null {
  const row = findByKey(db).get({ company, key })
  return row ? toProductUsage(row) : null
}

/** Newest first. `next` is null at the end. */
export function listUsage(
  { drizzle }: ReadDb,
  question: UsageQuestion,
  limit: number,
  after: UsagePosition | null,
): { items: ProductUsage[]; next: UsagePosition | null } {
  const rows = drizzle
    .select()
    .from(usageRecord)
    .where(and(fits(question), after ? sql`(${usageRecord.at}, ${usageRecord.id}) < (${after.at}, ${after.id})` : undefined))
    .orderBy(desc(usageRecord.at), desc(usageRecord.id))
    .limit(limit + 1)
    .all()
  const last = rows.length > limit ? rows[limit - 1] : undefined
  return { items: rows.slice(0, limit).map(toProductUsage), next: last ? { at: last.at, id: last.id } : null }
}

/** All that was told of a metric, oldest first. */
export function listMetricUsage({ drizzle }: ReadDb, question: UsageQuestion): ProductUsage[] {
  return drizzle.select().from(usageRecord).where(fits(question)).orderBy(asc(usageRecord.at)).all().map(toProductUsage)
}

function fits({ company, product, metric, from, to, at }: UsageQuestion) {
  return and(
    eq(usageRecord.company, company),
    eq(usageRecord.product, product),
    eq(usageRecord.metric, metric),
    from === null ? undefined : gte(usageRecord.at, from),
    to === null ? undefined : lt(usageRecord.at, to),
    at === null ? undefined : lte(usageRecord.at, at),
  )
}

function toProductUsage({ product, metric, key, quantity, at, dimensionName, dimensionValue, source }: UsageRow): ProductUsage {
  const dimension = dimensionName === null || dimensionValue === null ? null : { name: dimensionName, value: dimensionValue }
  return { product, metric, key, quantity, at, dimension, source }
}
