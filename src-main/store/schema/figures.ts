import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import type { EntitlementStatus } from '../../../src-shared/model/entitlementStatus.ts'
import type { Instant } from '../../../src-shared/model/instant.ts'
import type { PaymentStatus } from '../../../src-shared/model/paymentStatus.ts'
import { company } from './companies.ts'
import { providerAccount } from './sync.ts'

/** Derived: what a company may do with a product, until the instant at which the clock alone changes that. */
export const companyProduct = sqliteTable(
  'company_product',
  {
    companyId: integer('company_id')
      .notNull()
      .references(() => company.id, { onDelete: 'cascade' }),
    product: text('product').notNull(),
    plan: text('plan'),
    subscribedPlan: text('subscribed_plan'),
    status: text('status').$type<EntitlementStatus>().notNull(),
    /** When what holds now ends, or is renewed. */
    until: integer('until').$type<Instant>(),
    /** From when on this row must be derived again. */
    changesAt: integer('changes_at').$type<Instant>(),
    /** An `Entitlement`, as JSON. */
    entitlement: text('entitlement').notNull(),
    /** An `HoursBalance` without its ledger, as JSON; null for a product without hours. */
    hours: text('hours'),
  },
  (table) => [
    primaryKey({ columns: [table.companyId, table.product] }),
    index('company_product_by_status').on(table.product, table.status),
    index('company_product_by_plan').on(table.product, table.plan),
    index('company_product_by_change').on(table.changesAt),
  ],
)

/** Derived: how much a company uses of each metric. */
export const companyMetric = sqliteTable(
  'company_metric',
  {
    companyId: integer('company_id')
      .notNull()
      .references(() => company.id, { onDelete: 'cascade' }),
    product: text('product').notNull(),
    metric: text('metric').notNull(),
    /** Null where nobody has told. */
    used: integer('used'),
    asOf: integer('as_of').$type<Instant>(),
    /** Whether a part of the whole was told by nobody. */
    lacksParts: integer('lacks_parts', { mode: 'boolean' }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.companyId, table.product, table.metric] }),
    index('company_metric_by_use').on(table.product, table.metric, table.used),
  ],
)

/** Derived: what a company's subscriptions bring in a month. Currencies never mix. */
export const companyRevenue = sqliteTable(
  'company_revenue',
  {
    companyId: integer('company_id')
      .notNull()
      .references(() => company.id, { onDelete: 'cascade' }),
    currency: text('currency').notNull(),
    amount: integer('amount').notNull(),
  },
  (table) => [primaryKey({ columns: [table.companyId, table.currency] })],
)

/** Derived: whose figures a price has a part in. */
export const companyPrice = sqliteTable(
  'company_price',
  {
    accountId: integer('account_id')
      .notNull()
      .references(() => providerAccount.id),
    price: text('price').notNull(),
    companyId: integer('company_id')
      .notNull()
      .references(() => company.id, { onDelete: 'cascade' }),
  },
  (table) => [
    primaryKey({ columns: [table.accountId, table.price, table.companyId] }),
    index('company_price_by_company').on(table.companyId),
  ],
)

/** Derived: every payment of every provider. One without a company is for staff to assign. */
export const payment = sqliteTable(
  'payment',
  {
    id: integer('id').primaryKey(),
    accountId: integer('account_id')
      .notNull()
      .references(() => providerAccount.id),
    ref: text('ref').notNull(),
    companyId: integer('company_id').references(() => company.id, { onDelete: 'cascade' }),
    product: text('product'),
    plan: text('plan'),
    amount: integer('amount').notNull(),
    currency: text('currency').notNull(),
    status: text('status').$type<PaymentStatus>().notNull(),
    since: integer('since').$type<Instant>().notNull(),
    at: integer('at').$type<Instant>().notNull(),
    seenAt: integer('seen_at').$type<Instant>().notNull(),
    reason: text('reason'),
  },
  (table) => [
    uniqueIndex('payment_by_ref').on(table.accountId, table.ref),
    index('payment_by_time').on(table.at, table.ref),
    index('payment_by_beginning').on(table.since, table.ref),
    index('payment_by_company').on(table.companyId, table.at),
    index('payment_by_status').on(table.status, table.at),
  ],
)
