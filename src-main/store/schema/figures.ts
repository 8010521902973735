import { sql } from 'drizzle-orm'
import { index, integer, primaryKey, real, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import type { MetricKind } from '../../../src-shared/model/catalog.ts'
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
    index('company_product_by_change').on(table.changesAt, table.status),
    index('company_product_by_end').on(table.status, table.until),
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
    /** What part of its limit is used, of a use that is near the limit or above it; null of all others. */
    nearShare: real('near_share'),
  },
  (table) => [
    primaryKey({ columns: [table.companyId, table.product, table.metric] }),
    index('company_metric_by_use').on(table.product, table.metric, table.used),
    index('company_metric_near').on(table.nearShare).where(sql`near_share is not null`),
  ],
)

/**
 * Derived: what a company's subscriptions bring in a month, each row until the next of its currency. Currencies never mix.
 *
 * It is what was and what will be by what is known, so no clock makes it old. The kinds are this step's part in the movement of its month.
 */
export const revenueChange = sqliteTable(
  'revenue_change',
  {
    companyId: integer('company_id')
      .notNull()
      .references(() => company.id, { onDelete: 'cascade' }),
    currency: text('currency').notNull(),
    at: integer('at').$type<Instant>().notNull(),
    amount: integer('amount').notNull(),
    /** The start of the day in which it counts, in the workspace's zone. */
    day: integer('day').$type<Instant>().notNull(),
    new: integer('new').notNull(),
    expansion: integer('expansion').notNull(),
    reactivation: integer('reactivation').notNull(),
    contraction: integer('contraction').notNull(),
    churn: integer('churn').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.companyId, table.currency, table.at] }),
    index('revenue_change_by_time').on(table.at, table.currency),
  ],
)

/** Derived: the sums of `revenue_change` by day. */
export const revenueDay = sqliteTable(
  'revenue_day',
  {
    day: integer('day').$type<Instant>().notNull(),
    currency: text('currency').notNull(),
    new: integer('new').notNull(),
    expansion: integer('expansion').notNull(),
    reactivation: integer('reactivation').notNull(),
    contraction: integer('contraction').notNull(),
    churn: integer('churn').notNull(),
  },
  (table) => [primaryKey({ columns: [table.day, table.currency] })],
)

/** Derived: the sums of `payment` by day, of those that succeeded or failed. */
export const paymentDay = sqliteTable(
  'payment_day',
  {
    /** The start of the day, in the workspace's zone. */
    day: integer('day').$type<Instant>().notNull(),
    accountId: integer('account_id')
      .notNull()
      .references(() => providerAccount.id),
    currency: text('currency').notNull(),
    /** Of those that succeeded. */
    amount: integer('amount').notNull(),
    succeeded: integer('succeeded').notNull(),
    failed: integer('failed').notNull(),
  },
  (table) => [primaryKey({ columns: [table.day, table.accountId, table.currency] })],
)

/** Derived: how many rows of `company_product` have each status. */
export const statusCount = sqliteTable(
  'status_count',
  {
    product: text('product').notNull(),
    status: text('status').$type<EntitlementStatus>().notNull(),
    count: integer('count').notNull(),
  },
  (table) => [primaryKey({ columns: [table.product, table.status] })],
)

/**
 * Derived: the sums of `usage_record` by day of the workspace's zone, of all companies together.
 *
 * Of a flow, what was used on the day. Of a stock, by how much the day's end differs from the end of the day before: added up from the
 * first day on, that is how many there were.
 */
export const usageDay = sqliteTable(
  'usage_day',
  {
    product: text('product').notNull(),
    metric: text('metric').notNull(),
    kind: text('kind').$type<MetricKind>().notNull(),
    /** As `2026-03-10`. */
    day: text('day').notNull(),
    /** The endpoint, or the part of the whole; empty for what names none. */
    part: text('part').notNull(),
    quantity: integer('quantity').notNull(),
    /** Of a flow, how many records there are; of a stock, by how many more or fewer companies are told of in this part. */
    told: integer('told').notNull(),
  },
  (table) => [primaryKey({ columns: [table.product, table.metric, table.kind, table.day, table.part] })],
)

/** Derived: what a company used of a flow in a month of the workspace's zone. Of a month without records there is no row. */
export const usageMonth = sqliteTable(
  'usage_month',
  {
    companyId: integer('company_id')
      .notNull()
      .references(() => company.id, { onDelete: 'cascade' }),
    product: text('product').notNull(),
    metric: text('metric').notNull(),
    /** Its start. */
    month: integer('month').$type<Instant>().notNull(),
    quantity: integer('quantity').notNull(),
    /** How many records there are. */
    told: integer('told').notNull(),
    /** Of the newest record. */
    newestAt: integer('newest_at').$type<Instant>().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.companyId, table.product, table.metric, table.month] }),
    index('usage_month_by_use').on(table.product, table.metric, table.month, table.quantity, table.told, table.newestAt),
  ],
)

/** Derived: the sums of `usage_month`, of all companies together. */
export const usageMonthSum = sqliteTable(
  'usage_month_sum',
  {
    product: text('product').notNull(),
    metric: text('metric').notNull(),
    month: integer('month').$type<Instant>().notNull(),
    companies: integer('companies').notNull(),
    quantity: integer('quantity').notNull(),
  },
  (table) => [primaryKey({ columns: [table.product, table.metric, table.month] })],
)

/** Up to which record the sums of usage go. */
export const usageSummed = sqliteTable('usage_summed', {
  id: integer('id').primaryKey(),
  /** The `id` of the record that was added last. */
  lastRecord: integer('last_record').notNull(),
  /** No record is later. */
  newestAt: integer('newest_at').$type<Instant>().notNull(),
})

/** By which derivation the derived rows were made; none where they are to be made again. */
export const derivation = sqliteTable('derivation', {
  id: integer('id').primaryKey(),
  version: integer('version').notNull(),
})

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
