import { blob, index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import type { Instant } from '../../../src-shared/model/instant.ts'
import type { BilledKind } from '../../domain/billing/billedObject.ts'
import { providerAccount } from './sync.ts'

/** All that a provider keeps of its billing, its customers aside. What the provider deleted stays, with the instant. */
export const billedObject = sqliteTable(
  'billed_object',
  {
    id: integer('id').primaryKey(),
    accountId: integer('account_id')
      .notNull()
      .references(() => providerAccount.id),
    kind: text('kind').$type<BilledKind>().notNull(),
    ref: text('ref').notNull(),
    /** The provider's customer. */
    customer: text('customer'),
    /** What it hangs on: an invoice on its subscription, a refund on its payment. */
    partOf: text('part_of'),
    createdAt: integer('created_at').$type<Instant>().notNull(),
    deletedAt: integer('deleted_at').$type<Instant>(),
    /** The provider's clock when it gave this state. */
    fetchedAt: integer('fetched_at').$type<Instant>().notNull(),
    /** Since when what can be observed of it is as it is: the newest event that named it, else the fetch. */
    stateAt: integer('state_at').$type<Instant>().notNull(),
    digest: blob('digest', { mode: 'buffer' }).notNull(),
    /** The object in our own words, as JSON; what `BilledContents` says of its kind. */
    content: text('content').notNull(),
  },
  (table) => [
    uniqueIndex('billed_object_by_ref').on(table.accountId, table.ref),
    index('billed_object_by_customer').on(table.accountId, table.customer, table.kind),
    index('billed_object_by_whole').on(table.accountId, table.partOf, table.kind),
    index('billed_object_by_creation').on(table.accountId, table.kind, table.createdAt),
  ],
)

/** The provider's own object beside ours: a mapping mistake is mended without asking again. */
export const billedObjectRaw = sqliteTable('billed_object_raw', {
  objectId: integer('object_id')
    .primaryKey()
    .references(() => billedObject.id, { onDelete: 'cascade' }),
  json: text('json').notNull(),
})

/** Earlier states of an object, which no provider can tell again: kept when the next one was seen, and chained. */
export const observation = sqliteTable(
  'observation',
  {
    id: integer('id').primaryKey(),
    account: text('account').notNull(),
    kind: text('kind').$type<BilledKind>().notNull(),
    ref: text('ref').notNull(),
    /** Since when it was so. */
    at: integer('at').$type<Instant>().notNull(),
    seenAt: integer('seen_at').$type<Instant>().notNull(),
    content: text('content').notNull(),
    chainedTo: blob('chained_to', { mode: 'buffer' }).notNull(),
    hash: blob('hash', { mode: 'buffer' }).notNull(),
  },
  (table) => [index('observation_by_object').on(table.account, table.ref, table.at)],
)
