import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import type { DriftCause, DriftChange, GapCause, RunOutcome, StreamName } from '../../../src-shared/contract/sync.ts'
import type { Instant } from '../../../src-shared/model/instant.ts'
import type { Mode, ProviderName } from '../../../src-shared/model/provider.ts'
import type { ObjectKind } from '../../domain/mirrored.ts'

/** The provider's accounts that were ever mirrored here. Their rows never mix. */
export const providerAccount = sqliteTable(
  'provider_account',
  {
    id: integer('id').primaryKey(),
    provider: text('provider').$type<ProviderName>().notNull(),
    mode: text('mode').$type<Mode>().notNull(),
    ref: text('ref').notNull(),
    name: text('name'),
  },
  (table) => [uniqueIndex('provider_account_by_ref').on(table.provider, table.ref, table.mode)],
)

/** One a provider: which account, where, and where its key is kept. Never the key. */
export const connection = sqliteTable('connection', {
  provider: text('provider').$type<ProviderName>().primaryKey(),
  accountId: integer('account_id')
    .notNull()
    .references(() => providerAccount.id),
  baseUrl: text('base_url'),
  secretKind: text('secret_kind').$type<'environment' | 'sealed'>().notNull(),
  /** The variable's name, or the entry in the file of sealed keys. */
  secretName: text('secret_name').notNull(),
  lastFour: text('last_four').notNull(),
  permissions: text('permissions', { mode: 'json' }).$type<Record<string, Permission>>().notNull(),
  connectedAt: integer('connected_at').$type<Instant>().notNull(),
  /** The start of the last run of which every stream was complete. */
  lastSuccessAt: integer('last_success_at').$type<Instant>(),
  /** How fast it may be asked, where that is not what its provider says. */
  limits: text('limits', { mode: 'json' }).$type<ConnectionLimits>(),
  /** What it is beside its key, each by its name: an M-Pesa short code. Nothing of it is a secret. */
  settings: text('settings', { mode: 'json' }).$type<Record<string, string>>().notNull().default({}),
})

/**
 * What a provider last answered of a stream: that the key may read it, that it may not, that it is not offered, or that it is told of only once the
 * account was registered for it.
 */
export type Permission = 'read' | 'none' | 'unknown' | 'unregistered'

/** Requests a second, over all and at one endpoint; and which part of both is Tierdesk's own, from 0 to 1. */
export interface ConnectionLimits {
  account: number
  endpoint: number
  share: number
}

/** How far each stream was read. It moves only with the rows that it passed. */
export const streamCursor = sqliteTable(
  'stream_cursor',
  {
    accountId: integer('account_id')
      .notNull()
      .references(() => providerAccount.id),
    stream: text('stream').$type<StreamName>().notNull(),
    /** Events: all that happened before this is in the mirror. */
    watermark: integer('watermark').$type<Instant>(),
    /** Lists: when the list was last read to its end. */
    completedAt: integer('completed_at').$type<Instant>(),
  },
  (table) => [primaryKey({ columns: [table.accountId, table.stream] })],
)

/** What is left to read of a list, by creation, newest first. A list without any was read to its end, or never. */
export const streamShard = sqliteTable(
  'stream_shard',
  {
    id: integer('id').primaryKey(),
    accountId: integer('account_id')
      .notNull()
      .references(() => providerAccount.id),
    stream: text('stream').$type<Exclude<StreamName, 'events'>>().notNull(),
    /** What was created from here on, and before the other; null for since ever and until now. */
    fromAt: integer('from_at').$type<Instant>(),
    untilAt: integer('until_at').$type<Instant>(),
    /** The last object passed; null at the start. */
    position: text('position'),
  },
  (table) => [index('stream_shard_by_stream').on(table.accountId, table.stream)],
)

/** Whose figures are to be derived again: what a list brought and nobody looked at yet. */
export const touched = sqliteTable(
  'touched',
  {
    accountId: integer('account_id')
      .notNull()
      .references(() => providerAccount.id),
    /** A provider customer, a payment of nobody, or a price. */
    kind: text('kind').$type<'customer' | 'unowned' | 'price'>().notNull(),
    ref: text('ref').notNull(),
  },
  (table) => [primaryKey({ columns: [table.accountId, table.kind, table.ref] })],
)

/** Every run of every stream, told as it was. */
export const syncRun = sqliteTable(
  'sync_run',
  {
    id: integer('id').primaryKey(),
    accountId: integer('account_id')
      .notNull()
      .references(() => providerAccount.id),
    stream: text('stream').$type<StreamName>().notNull(),
    startedAt: integer('started_at').$type<Instant>().notNull(),
    endedAt: integer('ended_at').$type<Instant>(),
    outcome: text('outcome').$type<RunOutcome>().notNull(),
    pages: integer('pages').notNull(),
    objects: integer('objects').notNull(),
    changed: integer('changed').notNull(),
    requests: integer('requests').notNull(),
    reason: text('reason'),
    errorKind: text('error_kind'),
    /** Our id of the company that it was for; null where it was for all. */
    company: text('company'),
  },
  (table) => [index('sync_run_by_stream').on(table.accountId, table.stream, table.id)],
)

/** Objects that could not be taken yet. Each is asked for again at every sync, until it can be. */
export const parkedObject = sqliteTable(
  'parked_object',
  {
    accountId: integer('account_id')
      .notNull()
      .references(() => providerAccount.id),
    ref: text('ref').notNull(),
    reason: text('reason').notNull(),
    since: integer('since').$type<Instant>().notNull(),
    kind: text('kind').$type<ObjectKind>().notNull(),
  },
  (table) => [primaryKey({ columns: [table.accountId, table.ref] })],
)

/** Objects that a run could not take, each with its reason. */
export const syncFailure = sqliteTable(
  'sync_failure',
  {
    runId: integer('run_id')
      .notNull()
      .references(() => syncRun.id, { onDelete: 'cascade' }),
    ref: text('ref').notNull(),
    reason: text('reason').notNull(),
  },
  (table) => [primaryKey({ columns: [table.runId, table.ref] })],
)

/** What a list showed that the mirror should have known: found by comparing, and mended. */
export const drift = sqliteTable(
  'drift',
  {
    id: integer('id').primaryKey(),
    accountId: integer('account_id')
      .notNull()
      .references(() => providerAccount.id),
    runId: integer('run_id')
      .notNull()
      .references(() => syncRun.id, { onDelete: 'cascade' }),
    /** Of the provider's object; a company or sums where something derived differed. */
    kind: text('kind').$type<ObjectKind | 'company' | 'sums'>().notNull(),
    ref: text('ref').notNull(),
    change: text('change').$type<DriftChange>().notNull(),
    cause: text('cause').$type<DriftCause>().notNull(),
    foundAt: integer('found_at').$type<Instant>().notNull(),
  },
  (table) => [index('drift_by_run').on(table.runId), index('drift_by_time').on(table.accountId, table.foundAt)],
)

/** From when until when a provider was not followed, and what happened is known by its outcome alone. Without a beginning: all before it was first asked. */
export const coverageGap = sqliteTable(
  'coverage_gap',
  {
    id: integer('id').primaryKey(),
    accountId: integer('account_id')
      .notNull()
      .references(() => providerAccount.id),
    fromAt: integer('from_at').$type<Instant>(),
    untilAt: integer('until_at').$type<Instant>().notNull(),
    cause: text('cause').$type<GapCause>().notNull(),
    /** When all was listed again, so that what is now is right; null until then. */
    closedAt: integer('closed_at').$type<Instant>(),
  },
  (table) => [index('coverage_gap_by_account').on(table.accountId, table.fromAt)],
)
