import { blob, index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import type { ActionArea, ActionKind, ActionState } from '../../../src-shared/model/action.ts'
import type { Instant } from '../../../src-shared/model/instant.ts'
import type { ProviderName } from '../../../src-shared/model/provider.ts'
import { providerAccount } from './sync.ts'

/** What staff decided. Append-only and chained. */
export const action = sqliteTable(
  'action',
  {
    seq: integer('seq').primaryKey(),
    id: text('id').notNull(),
    kind: text('kind').$type<ActionKind>().notNull(),
    provider: text('provider').$type<ProviderName>(),
    account: text('account'),
    /** Our id. */
    company: text('company').notNull(),
    product: text('product'),
    serial: text('serial'),
    /** JSON. */
    wish: text('wish').notNull(),
    title: text('title').notNull(),
    /** In the currency's minor unit. */
    amount: integer('amount'),
    currency: text('currency'),
    at: integer('at').$type<Instant>().notNull(),
    who: text('who').notNull(),
    reason: text('reason').notNull(),
    chainedTo: blob('chained_to', { mode: 'buffer' }).notNull(),
    hash: blob('hash', { mode: 'buffer' }).notNull(),
  },
  (table) => [
    uniqueIndex('action_by_id').on(table.id),
    index('action_by_company').on(table.company, table.seq),
    index('action_by_serial').on(table.serial, table.seq),
  ],
)

/** What became of actions. Append-only and chained: it is the audit log. */
export const actionStep = sqliteTable(
  'action_step',
  {
    seq: integer('seq').primaryKey(),
    action: text('action').notNull(),
    state: text('state').$type<ActionState>().notNull(),
    at: integer('at').$type<Instant>().notNull(),
    who: text('who').notNull(),
    text: text('text').notNull(),
    reason: text('reason').notNull(),
    /** JSON; what `StepDetail` says. */
    detail: text('detail').notNull(),
    chainedTo: blob('chained_to', { mode: 'buffer' }).notNull(),
    hash: blob('hash', { mode: 'buffer' }).notNull(),
  },
  (table) => [index('action_step_by_action').on(table.action, table.seq), index('action_step_by_state').on(table.state, table.at)],
)

/** Where each action stands: its newest step. Derived. */
export const actionNow = sqliteTable(
  'action_now',
  {
    action: text('action').primaryKey(),
    /** The action's own. */
    seq: integer('seq').notNull(),
    state: text('state').$type<ActionState>().notNull(),
    step: integer('step').notNull(),
  },
  (table) => [index('action_now_by_state').on(table.state, table.seq)],
)

/** One row, where anybody set it: what needs a second confirmation, and how much may go out. */
export const actionCaps = sqliteTable('action_caps', {
  id: integer('id').primaryKey(),
  caps: text('caps').notNull(),
})

/** What a key may change, as far as it was found out. */
export const actionPermit = sqliteTable(
  'action_permit',
  {
    accountId: integer('account_id')
      .notNull()
      .references(() => providerAccount.id),
    area: text('area').$type<ActionArea>().notNull(),
    isPermitted: integer('is_permitted', { mode: 'boolean' }).notNull(),
    seenAt: integer('seen_at').$type<Instant>().notNull(),
  },
  (table) => [primaryKey({ columns: [table.accountId, table.area] })],
)
