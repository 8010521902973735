import type { Database } from 'better-sqlite3'
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3'
import type * as billing from './schema/billing.ts'
import type * as companies from './schema/companies.ts'
import type * as figures from './schema/figures.ts'
import type * as mirror from './schema/mirror.ts'
import type * as outbox from './schema/outbox.ts'
import type * as recorded from './schema/recorded.ts'
import type * as sync from './schema/sync.ts'
import type * as workspace from './schema/workspace.ts'

export type Schema = typeof billing &
  typeof companies &
  typeof figures &
  typeof mirror &
  typeof outbox &
  typeof recorded &
  typeof sync &
  typeof workspace

export type DrizzleDb = BetterSQLite3Database<Schema>

/** What reads take: they may look and nothing else. */
export interface ReadDb {
  drizzle: Pick<DrizzleDb, 'select' | 'selectDistinct' | 'query'>
  /** For what drizzle cannot say: full-text search and pragmas. */
  sqlite: Pick<Database, 'prepare' | 'pragma'>
}

declare const inTransaction: unique symbol

/** What writes take. Only `transact` makes one, so nothing is written outside a transaction. */
export interface Tx extends ReadDb {
  drizzle: DrizzleDb
  readonly [inTransaction]: true
}
