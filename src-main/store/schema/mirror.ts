import { sql } from 'drizzle-orm'
import { blob, index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import type { Instant } from '../../../src-shared/model/instant.ts'
import type { ProviderName } from '../../../src-shared/model/provider.ts'
import type { FactKind } from '../../domain/fact.ts'
import { providerAccount } from './sync.ts'

/** Provider customers. What the provider deleted stays, with the instant. */
export const customer = sqliteTable(
  'customer',
  {
    id: integer('id').primaryKey(),
    accountId: integer('account_id')
      .notNull()
      .references(() => providerAccount.id),
    ref: text('ref').notNull(),
    name: text('name'),
    email: text('email'),
    phone: text('phone'),
    currency: text('currency'),
    createdAt: integer('created_at').$type<Instant>().notNull(),
    deletedAt: integer('deleted_at').$type<Instant>(),
    /** The provider's clock when it gave this state. */
    fetchedAt: integer('fetched_at').$type<Instant>().notNull(),
    digest: blob('digest', { mode: 'buffer' }).notNull(),
    /** Our id of a company, where the provider's own data name one. */
    namedCompany: text('named_company'),
  },
  (table) => [
    uniqueIndex('customer_by_ref').on(table.accountId, table.ref),
    index('customer_by_creation').on(table.accountId, table.createdAt),
    index('customer_by_email').on(table.email),
    index('customer_by_named_company').on(table.namedCompany).where(sql`named_company is not null`),
  ],
)

/** The provider's own object beside its columns: a mapping mistake is mended without asking again. */
export const customerRaw = sqliteTable('customer_raw', {
  customerId: integer('customer_id')
    .primaryKey()
    .references(() => customer.id, { onDelete: 'cascade' }),
  json: text('json').notNull(),
})

/** Facts. Those that no provider can tell again are chained. */
export const fact = sqliteTable(
  'fact',
  {
    id: integer('id').primaryKey(),
    key: text('key').notNull(),
    kind: text('kind').$type<FactKind>().notNull(),
    at: integer('at').$type<Instant>().notNull(),
    seenAt: integer('seen_at').$type<Instant>().notNull(),
    source: text('source').$type<ProviderName>().notNull(),
    account: text('account').notNull(),
    ref: text('ref').notNull(),
    chainedTo: blob('chained_to', { mode: 'buffer' }),
    hash: blob('hash', { mode: 'buffer' }),
  },
  (table) => [uniqueIndex('fact_by_key').on(table.key), index('fact_by_object').on(table.source, table.account, table.ref, table.at)],
)

/** The provider's event log, as hints and for people. */
export const providerEvent = sqliteTable(
  'provider_event',
  {
    accountId: integer('account_id')
      .notNull()
      .references(() => providerAccount.id),
    ref: text('ref').notNull(),
    type: text('type').notNull(),
    object: text('object'),
    at: integer('at').$type<Instant>().notNull(),
    seenAt: integer('seen_at').$type<Instant>().notNull(),
    outcome: text('outcome').$type<'processed' | 'skipped' | 'failed'>().notNull(),
    reason: text('reason'),
    /** Ids of the rules that what it reported set off, as JSON. */
    rules: text('rules', { mode: 'json' }).$type<string[]>().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.accountId, table.ref] }),
    index('provider_event_by_time').on(table.at),
    index('provider_event_by_object').on(table.accountId, table.object, table.at),
    index('provider_event_fired').on(table.accountId, table.seenAt).where(sql`rules <> '[]'`),
  ],
)
