import { index, integer, primaryKey, real, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import type { Instant } from '../../../src-shared/model/instant.ts'
import type { MirroredMeter } from '../../domain/mirrored.ts'
import { company } from './companies.ts'
import { providerAccount } from './sync.ts'

/** What counts customers' use at their provider. */
export const meter = sqliteTable(
  'meter',
  {
    accountId: integer('account_id')
      .notNull()
      .references(() => providerAccount.id),
    ref: text('ref').notNull(),
    eventName: text('event_name').notNull(),
    name: text('name').notNull(),
    formula: text('formula').$type<MirroredMeter['formula']>().notNull(),
    isActive: integer('is_active', { mode: 'boolean' }).notNull(),
    fetchedAt: integer('fetched_at').$type<Instant>().notNull(),
    /** As its provider sent it. */
    json: text('json').notNull(),
  },
  (table) => [primaryKey({ columns: [table.accountId, table.ref] })],
)

/** How far a customer's use was read from a meter. A reading that was not made to its end leaves no word here. */
export const meterReading = sqliteTable(
  'meter_reading',
  {
    accountId: integer('account_id')
      .notNull()
      .references(() => providerAccount.id),
    customer: text('customer').notNull(),
    meter: text('meter').notNull(),
    /** All that the provider had counted before this was read. */
    readUpTo: integer('read_up_to').$type<Instant>().notNull(),
    /** When all of it that can still change was read. */
    wholeAt: integer('whole_at').$type<Instant>().notNull(),
  },
  (table) => [primaryKey({ columns: [table.accountId, table.customer, table.meter] })],
)

/** What a meter counted of a customer in a span within one day of UTC, by the provider's last word. No two spans overlap. */
export const meteredUse = sqliteTable(
  'metered_use',
  {
    accountId: integer('account_id')
      .notNull()
      .references(() => providerAccount.id),
    customer: text('customer').notNull(),
    meter: text('meter').notNull(),
    fromAt: integer('from_at').$type<Instant>().notNull(),
    untilAt: integer('until_at').$type<Instant>().notNull(),
    quantity: real('quantity').notNull(),
    /** When the window of its metric began, as it was when this was read; null where there was none. */
    windowAt: integer('window_at').$type<Instant>(),
    fetchedAt: integer('fetched_at').$type<Instant>().notNull(),
  },
  (table) => [primaryKey({ columns: [table.accountId, table.customer, table.meter, table.fromAt] })],
)

/** Derived: what meters counted, as records of use. */
export const meteredRecord = sqliteTable(
  'metered_record',
  {
    id: integer('id').primaryKey(),
    companyId: integer('company_id')
      .notNull()
      .references(() => company.id, { onDelete: 'cascade' }),
    /** Our id. */
    company: text('company').notNull(),
    product: text('product').notNull(),
    metric: text('metric').notNull(),
    key: text('key').notNull(),
    quantity: integer('quantity').notNull(),
    at: integer('at').$type<Instant>().notNull(),
    source: text('source').notNull(),
  },
  (table) => [
    uniqueIndex('metered_record_by_key').on(table.companyId, table.key),
    index('metered_record_by_metric').on(table.company, table.product, table.metric, table.at),
    index('metered_record_by_time').on(table.at),
  ],
)
