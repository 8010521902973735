import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import type { Instant } from '../../../src-shared/model/instant.ts'
import { providerAccount } from './sync.ts'

/** Derived: companies as the lists show them. Dropped and derived again, it is the same. */
export const company = sqliteTable(
  'company',
  {
    id: integer('id').primaryKey(),
    ref: text('ref').notNull(),
    name: text('name').notNull(),
    /** The name without case and accents: what lists are sorted by. */
    nameKey: text('name_key').notNull(),
    email: text('email'),
    phone: text('phone'),
    since: integer('since').$type<Instant>().notNull(),
    endedAt: integer('ended_at').$type<Instant>(),
  },
  (table) => [
    uniqueIndex('company_by_ref').on(table.ref),
    index('company_by_name').on(table.nameKey, table.id),
    index('company_by_since').on(table.since, table.id),
    index('company_by_email').on(table.email),
  ],
)

/** Derived: a provider customer belongs to exactly one company. */
export const companyLink = sqliteTable(
  'company_link',
  {
    accountId: integer('account_id')
      .notNull()
      .references(() => providerAccount.id),
    ref: text('ref').notNull(),
    companyId: integer('company_id')
      .notNull()
      .references(() => company.id, { onDelete: 'cascade' }),
    /** The id of the company that the customer is where it is linked to no other: what was told of that one is told of this. */
    own: text('own').notNull(),
    /** What that company writes as the account that it pays for, as `toShortCode` gives it. */
    code: text('code').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.accountId, table.ref] }),
    index('company_link_by_company').on(table.companyId),
    index('company_link_by_own').on(table.own),
    index('company_link_by_code').on(table.code),
  ],
)

/** Derived: whose a payment is that names no customer. */
export const paymentOwner = sqliteTable(
  'payment_owner',
  {
    accountId: integer('account_id')
      .notNull()
      .references(() => providerAccount.id),
    ref: text('ref').notNull(),
    companyId: integer('company_id')
      .notNull()
      .references(() => company.id, { onDelete: 'cascade' }),
  },
  (table) => [primaryKey({ columns: [table.accountId, table.ref] }), index('payment_owner_by_company').on(table.companyId)],
)
