import { sql } from 'drizzle-orm'
import { blob, check, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { Instant } from '../../../src-shared/model/instant.ts'

/** One row: what this workspace is. */
export const workspace = sqliteTable(
  'workspace',
  {
    id: integer('id').primaryKey(),
    key: text('key').notNull(),
    name: text('name').notNull(),
    mode: text('mode').$type<'test' | 'live'>().notNull(),
    zone: text('zone').notNull(),
    createdAt: integer('created_at').$type<Instant>().notNull(),
  },
  (table) => [check('workspace_is_one', sql`${table.id} = 1`), check('workspace_mode', sql`${table.mode} in ('test', 'live')`)],
)

/** Every version of every catalog, as its file was. Append-only and chained. */
export const catalogVersion = sqliteTable(
  'catalog_version',
  {
    product: text('product').notNull(),
    version: integer('version').notNull(),
    fromAt: integer('from_at').$type<Instant>(),
    content: text('content').notNull(),
    importedAt: integer('imported_at').$type<Instant>().notNull(),
    chainedTo: blob('chained_to', { mode: 'buffer' }).notNull(),
    hash: blob('hash', { mode: 'buffer' }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.product, table.version] })],
)
