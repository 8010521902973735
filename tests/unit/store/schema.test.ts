import { getTableName, is } from 'drizzle-orm'
import { getTableConfig, type SQLiteTable, SQLiteTable as Table } from 'drizzle-orm/sqlite-core'
import { expect, test } from 'vitest'
import type { ReadDb } from '../../../src-main/store/readDb.ts'
import * as billing from '../../../src-main/store/schema/billing.ts'
import * as companies from '../../../src-main/store/schema/companies.ts'
import * as figures from '../../../src-main/store/schema/figures.ts'
import * as meters from '../../../src-main/store/schema/meters.ts'
import * as mirror from '../../../src-main/store/schema/mirror.ts'
import * as outbox from '../../../src-main/store/schema/outbox.ts'
import * as recorded from '../../../src-main/store/schema/recorded.ts'
import * as sync from '../../../src-main/store/schema/sync.ts'
import * as workspace from '../../../src-main/store/schema/workspace.ts'
import { makeStore } from './makeStore.ts'

const TABLES = [billing, companies, figures, meters, mirror, outbox, recorded, sync, workspace].flatMap((area): SQLiteTable[] =>
  Object.values(area).filter((each) => is(each, Table)),
)

test('the schema in code and the migrated database have the same tables', () => {
  const { read } = makeStore()
  const inDatabase = pluck(read, "select name from sqlite_schema where type = 'table' and name not like 'company_search%' order by name")
  expect(TABLES.map(getTableName).sort()).toEqual(inDatabase)
})

test.each(TABLES.map((table) => [getTableName(table), table] as const))('%s has the columns that the code says', (name, table) => {
  const { read } = makeStore()
  const rows = read.sqlite.prepare('select name, type, "notnull", pk from pragma_table_info(?) order by cid').all(name) as Column[]
  const { columns, primaryKeys } = getTableConfig(table)
  const keyed = new Set(
    [...primaryKeys.flatMap((key) => key.columns), ...columns.filter(({ primary }) => primary)].map((each) => each.name),
  )
  expect(columns.map((column) => [column.name, column.getSQLType(), keyed.has(column.name), column.notNull])).toEqual(
    rows.map((row) => [row.name, row.type.toLowerCase(), row.pk > 0, row.notnull === 1 || (row.pk > 0 && isRowId(rows))]),
  )
})

test.each(TABLES.map((table) => [getTableName(table), table] as const))('%s has the indexes that the code says', (name, table) => {
  const { read } = makeStore()
  const made = read.sqlite.prepare('select name, "unique" as isUnique from pragma_index_list(?) where origin = \'c\'').all(name) as Index[]
  const inDatabase = made.map((each) => [
    each.name,
    each.isUnique === 1,
    pluck(read, "select coalesce(name, 'an expression') from pragma_index_info(?) order by seqno", each.name),
  ])
  const inCode = getTableConfig(table).indexes.map(({ config }) => [
    config.name,
    config.unique,
    config.columns.map((column) => ('name' in column ? column.name : 'an expression')),
  ])
  expect(byName(inDatabase)).toEqual(byName(inCode))
})

test.each(TABLES.map((table) => [getTableName(table), table] as const))(
  '%s has the primary key and references that the code says',
  (name, table) => {
    const { read } = makeStore()
    const { primaryKeys, foreignKeys, columns } = getTableConfig(table)
    const key = primaryKeys[0]?.columns ?? columns.filter(({ primary }) => primary)
    expect(key.map((column) => column.name)).toEqual(pluck(read, 'select name from pragma_table_info(?) where pk > 0 order by pk', name))
    const references = read.sqlite
      .prepare('select "from", "table", "to", on_delete from pragma_foreign_key_list(?)')
      .raw()
      .all(name) as string[][]
    const inCode = foreignKeys.map((each) => {
      const { columns: from, foreignTable, foreignColumns } = each.reference()
      return [from[0]?.name, getTableName(foreignTable), foreignColumns[0]?.name, (each.onDelete ?? 'no action').toUpperCase()]
    })
    expect(byName(references)).toEqual(byName(inCode))
  },
)

interface Column {
  name: string
  type: string
  notnull: number
  pk: number
}

interface Index {
  name: string
  isUnique: number
}

/** `integer primary key` cannot be null, and SQLite does not say so. */
function isRowId(rows: Column[]): boolean {
  const keys = rows.filter(({ pk }) => pk > 0)
  return keys.length === 1 && keys[0]?.type === 'INTEGER'
}

function pluck(read: ReadDb, query: string, ...values: string[]): unknown[] {
  return read.sqlite
    .prepare(query)
    .pluck()
    .all(...values)
}

function byName(rows: unknown[][]): unknown[][] {
  return [...rows].sort((a, b) => String(a[0]).localeCompare(String(b[0])))
}
