import { and, desc, eq, gte, inArray, lt, lte, sql } from 'drizzle-orm'
import type { Instant } from '../../../src-shared/model/instant.ts'
import type { ProductUsage } from '../../domain/companyFacts.ts'
import { toKeyOf } from '../../domain/usage/toKeyOf.ts'
import { prepareOnce } from '../prepareOnce.ts'
import type { ReadDb } from '../readDb.ts'
import { usageRecord } from '../schema/recorded.ts'
import { listMeteredPage, listMeteredSpan, listMeteredUsage } from './meteredRecords.ts'
import type { CompanyUsageRow, UsagePosition, UsageQuestion, UsageSpan } from './usageQuestion.ts'

type UsageRow = typeof usageRecord.$inferSelect

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

/** Newest first, what meters counted with what was recorded. `next` is null at the end. */
export function listUsage(
  db: ReadDb,
  question: UsageQuestion,
  limit: number,
  after: UsagePosition | null,
): { items: ProductUsage[]; next: UsagePosition | null } {
  const recorded = db.drizzle
    .select()
    .from(usageRecord)
    .where(and(fits(question), after ? sql`(${usageRecord.at}, ${usageRecord.id}) < (${after.at}, ${after.id})` : undefined))
    .orderBy(desc(usageRecord.at), desc(usageRecord.id))
    .limit(limit + 1)
    .all()
    .map((row) => ({ id: row.id, usage: toProductUsage(row) }))
  const rows = [...recorded, ...listMeteredPage(db, question, limit + 1, after)]
    .sort((a, b) => b.usage.at - a.usage.at || b.id - a.id)
    .slice(0, limit + 1)
  const last = rows.length > limit ? rows[limit - 1] : undefined
  return { items: rows.slice(0, limit).map(({ usage }) => usage), next: last ? { at: last.usage.at, id: last.id } : null }
}

/** All that was told of a metric, oldest first. */
export function listMetricUsage(db: ReadDb, question: UsageQuestion): ProductUsage[] {
  const recorded = db.drizzle
    .select()
    .from(usageRecord)
    .where(fits(question))
    .all()
    .map((row) => toUsageOf(row, question.company))
  return [...recorded, ...listMeteredUsage(db, question)].sort((a, b) => a.at - b.at)
}

type SpanRow = [company: string, key: string, quantity: number, at: Instant, dimension: string | null, value: string | null, source: string]

const SPAN_FIELDS = 'told.company, told.key, told.quantity, told.at, told.dimension_name, told.dimension_value, told.source'

/** `cross join` keeps the order of the tables: company by company, each by its own stretch of the index. */
const listSpan = prepareOnce(({ sqlite }: ReadDb) =>
  sqlite
    .prepare(
      `select ${SPAN_FIELDS} from json_each(:companies) asked cross join usage_record told
      where told.company = asked.value and told.product = :product and told.metric = :metric and told.at >= :from and told.at < :to`,
    )
    .raw(),
)

/** What was told in a span, in no order. Nothing outside of it is read. */
export function listUsageSpan(db: ReadDb, span: UsageSpan): CompanyUsageRow[] {
  const recorded = listSpan(db).all({ ...span, companies: JSON.stringify(span.companies) }) as SpanRow[]
  return [...toSpanRows(recorded, span), ...listMeteredSpan(db, span)]
}

/**
 * A whole that is older than a part holds no more and never will again: only at the newest instant one can still count.
 *
 * The sign keeps SQLite from walking along the keys of all that the company ever told.
 */
const listWholes = prepareOnce(({ sqlite }: ReadDb) =>
  sqlite
    .prepare(
      `select ${SPAN_FIELDS} from json_each(:companies) asked cross join usage_record told on told.id = (
        select id from usage_record
        where company = asked.value and product = :product and metric = :metric and dimension_name is not 'part' and at = (
          select max(at) from usage_record
          where company = asked.value and product = :product and metric = :metric and at < :from)
        order by +key desc limit 1)`,
    )
    .raw(),
)

const listParts = prepareOnce(({ sqlite }: ReadDb) =>
  sqlite
    .prepare(
      `select ${SPAN_FIELDS} from json_each(:companies) asked cross join json_each(:parts) part cross join usage_record told on told.id = (
        select id from usage_record
        where company = asked.value and product = :product and metric = :metric and at < :from
          and dimension_name = 'part' and dimension_value = part.value
        order by at desc, key desc limit 1)`,
    )
    .raw(),
)

/**
 * What of a stock still stood when a span began: its whole where that was told last, and each part as it was told last.
 *
 * It is looked for from the span backwards, so that years of tellings are not read for one.
 *
 * @param parts all that any version of the catalog names
 */
export function listStanding(db: ReadDb, span: UsageSpan, parts: readonly string[]): CompanyUsageRow[] {
  const { product, metric, from } = span
  const companies = JSON.stringify(span.companies)
  const wholes = listWholes(db).all({ companies, product, metric, from }) as SpanRow[]
  if (parts.length === 0) return toSpanRows(wholes, span)
  const ofParts = listParts(db).all({ companies, product, metric, from, parts: JSON.stringify(parts) }) as SpanRow[]
  return toSpanRows([...wholes, ...ofParts], span)
}

function toSpanRows(rows: readonly SpanRow[], { product, metric }: UsageSpan): CompanyUsageRow[] {
  return rows.map(([company, key, quantity, at, name, value, source]) => ({
    ...{ company, product, metric, key, quantity, at, source },
    dimension: name === null || value === null ? null : { name, value },
  }))
}

function fits({ owns, product, metric, from, to, at }: UsageQuestion) {
  return and(
    inArray(usageRecord.company, [...owns]),
    eq(usageRecord.product, product),
    eq(usageRecord.metric, metric),
    from === null ? undefined : gte(usageRecord.at, from),
    to === null ? undefined : lt(usageRecord.at, to),
    at === null ? undefined : lte(usageRecord.at, at),
  )
}

/** Told of a company under one of its ids. */
function toUsageOf(row: UsageRow, company: string): ProductUsage {
  return { ...toProductUsage(row), key: toKeyOf(row.key, row.company, company) }
}

function toProductUsage({ product, metric, key, quantity, at, dimensionName, dimensionValue, source }: UsageRow): ProductUsage {
  const dimension = dimensionName === null || dimensionValue === null ? null : { name: dimensionName, value: dimensionValue }
  return { product, metric, key, quantity, at, dimension, source }
}
