import { sql } from 'drizzle-orm'
import { blob, index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import type { Instant } from '../../../src-shared/model/instant.ts'
import type { ProviderName } from '../../../src-shared/model/provider.ts'
import type { LinkKind } from '../../domain/links/linkFact.ts'
import type { RecordedKind } from '../../domain/recordedFact.ts'

/** What was told of companies' use. Append-only and chained: it exists nowhere else. */
export const usageRecord = sqliteTable(
  'usage_record',
  {
    id: integer('id').primaryKey(),
    company: text('company').notNull(),
    product: text('product').notNull(),
    metric: text('metric').notNull(),
    key: text('key').notNull(),
    quantity: integer('quantity').notNull(),
    at: integer('at').$type<Instant>().notNull(),
    dimensionName: text('dimension_name'),
    dimensionValue: text('dimension_value'),
    source: text('source').notNull(),
    seenAt: integer('seen_at').$type<Instant>().notNull(),
    chainedTo: blob('chained_to', { mode: 'buffer' }).notNull(),
    hash: blob('hash', { mode: 'buffer' }).notNull(),
  },
  (table) => [
    uniqueIndex('usage_record_by_key').on(table.company, table.key),
    index('usage_record_by_metric').on(table.company, table.product, table.metric, table.at),
    index('usage_record_by_time').on(table.product, table.metric, table.at, table.dimensionName, table.dimensionValue, table.quantity),
  ],
)

/** What staff said happened: hours, packs, settlements, overrides. Append-only and chained; a correction is a new fact. */
export const recordedFact = sqliteTable(
  'recorded_fact',
  {
    id: integer('id').primaryKey(),
    company: text('company').notNull(),
    product: text('product').notNull(),
    kind: text('kind').$type<RecordedKind>().notNull(),
    key: text('key').notNull(),
    at: integer('at').$type<Instant>().notNull(),
    seenAt: integer('seen_at').$type<Instant>().notNull(),
    source: text('source').notNull(),
    /** JSON; what `RecordedContents` says of its kind. */
    content: text('content').notNull(),
    chainedTo: blob('chained_to', { mode: 'buffer' }).notNull(),
    hash: blob('hash', { mode: 'buffer' }).notNull(),
  },
  (table) => [
    uniqueIndex('recorded_fact_by_key').on(table.company, table.kind, table.key),
    index('recorded_fact_by_product').on(table.company, table.product, table.at),
    index('recorded_fact_expected').on(table.key).where(sql`kind = 'expected'`),
    index('recorded_fact_by_reference').on(sql`json_extract(content, '$.reference')`).where(sql`kind = 'expected'`),
    index('recorded_fact_by_phone').on(sql`json_extract(content, '$.phone')`).where(sql`kind = 'expected'`),
  ],
)

/** Whose something is by the word of staff; of one thing the newest word counts. Append-only and chained. */
export const linkFact = sqliteTable(
  'link_fact',
  {
    id: integer('id').primaryKey(),
    kind: text('kind').$type<LinkKind>().notNull(),
    /** Empty for what is of no provider, as a phone. */
    provider: text('provider').$type<ProviderName | ''>().notNull(),
    account: text('account').notNull(),
    ref: text('ref').notNull(),
    /** Our id; null where an earlier word was taken back. */
    company: text('company'),
    /** Of a payment, what it was for, as JSON. */
    offer: text('offer'),
    at: integer('at').$type<Instant>().notNull(),
    source: text('source').notNull(),
    reason: text('reason').notNull(),
    chainedTo: blob('chained_to', { mode: 'buffer' }).notNull(),
    hash: blob('hash', { mode: 'buffer' }).notNull(),
  },
  (table) => [
    index('link_fact_by_object').on(table.kind, table.ref, table.provider, table.account, table.id),
    index('link_fact_by_company').on(table.company, table.kind),
  ],
)
