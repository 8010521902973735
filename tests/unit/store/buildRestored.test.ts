import { copyFileSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { describe, expect, test } from 'vitest'
import { buildRestored, restoringFile } from '../../../src-main/store/backups/buildRestored.ts'
import { makeBackup } from '../../../src-main/store/backups/makeBackup.ts'
import { swapDatabase } from '../../../src-main/store/backups/swapDatabase.ts'
import { databaseFile } from '../../../src-main/store/databaseFile.ts'
import { migrations } from '../../../src-main/store/migrations/migrations.ts'
import { openStore } from '../../../src-main/store/openStore.ts'
import { saveFacts } from '../../../src-main/store/writes/saveFacts.ts'
import { saveWorkspace } from '../../../src-main/store/writes/saveWorkspace.ts'
import { refusal } from './caught.ts'
import { dump, makeConnectedStore, makeFolder, NOW, takeObjects } from './makeStore.ts'

describe('a restored database', () => {
  test('says in every table what the backup says, and finds companies by their words', async () => {
    const { file, tables } = await makeBackedUp()
    const folder = makeFolder()
    expect(buildRestored({ folder, file, at: NOW })).toMatchObject({ ok: true })
    expect(swapDatabase(folder, NOW)).toBeNull()
    const store = openStore(folder, 'write', NOW)
    expect(withoutIndex(dump(store))).toEqual(tables)
    expect(store.read.sqlite.prepare("select rowid from company_search where company_search match 'lantern*'").pluck().all()).toEqual([1])
    expect(store.read.sqlite.pragma('journal_mode', { simple: true })).toBe('wal')
    store.close()
    expect(readdirSync(folder)).toEqual(['tierdesk.db'])
  })

  test('of an older version is brought up to date; the backup stays as it was', async () => {
    const source = makeFolder()
    const old = openStore(source, 'write', NOW, migrations.slice(0, 1))
    old.transact((tx) => saveWorkspace(tx, { key: '00ff', name: 'old', mode: 'test', zone: 'UTC', createdAt: NOW }))
    old.close()
    const file = join(makeFolder(), 'old.db')
    await makeBackup({ folder: source, file, isForced: false })
    const before = readFileSync(file)
    const folder = makeFolder()
    expect(buildRestored({ folder, file, at: NOW }).ok).toBe(true)
    swapDatabase(folder, NOW)
    const store = openStore(folder, 'read', NOW)
    expect(store.read.sqlite.pragma('user_version', { simple: true })).toBe(migrations.length)
    store.close()
    expect(readFileSync(file).equals(before)).toBe(true)
  })

  test('may come from a database with a log beside it, which is read and left as it is', async () => {
    const { store } = makeConnectedStore()
    const copy = join(makeFolder(), 'copied.db')
    const own = store.read.sqlite.pragma('database_list') as { file: string }[]
    const source = own[0]?.file ?? ''
    for (const end of ['', '-wal']) copyFileSync(source + end, copy + end)
    const folder = makeFolder()
    expect(buildRestored({ folder, file: copy, at: NOW })).toMatchObject({ ok: true })
    expect(readdirSync(join(copy, '..')).sort()).toEqual(['copied.db', 'copied.db-wal'])
  })

  test('takes nothing from a backup but the rows of our tables', async () => {
    const { file } = await makeBackedUp()
    const planted = new Sqlite(file)
    planted.exec(`create table planted (x);
      create trigger plant after insert on company begin delete from fact; end;
      create view peek as select * from connection;
      create index slow on fact (seen_at)`)
    planted.close()
    const folder = makeFolder()
    expect(buildRestored({ folder, file, at: NOW }).ok).toBe(true)
    swapDatabase(folder, NOW)
    const store = openStore(folder, 'read', NOW)
    const names = store.read.sqlite.prepare("select name from sqlite_schema where name in ('planted', 'plant', 'peek', 'slow')").all()
    expect(names).toEqual([])
    expect(store.read.sqlite.prepare('select count(*) from fact').pluck().get()).toBe(2)
    store.close()
  })
})

describe('is told, and nothing is built, where the backup', () => {
  test.each<[what: string, spoil: (file: string) => void, check: string]>([
    ['is none', (file) => writeFileSync(file, 'Dear diary,\n'.repeat(2000)), 'backup'],
    ['is empty', (file) => writeFileSync(file, ''), 'backup'],
    ['lost its second half', (file) => writeFileSync(file, readFileSync(file).subarray(0, 200_000)), 'backup'],
    ['is of another program', (file) => alter(file, 'pragma application_id = 7'), 'backup'],
    ['is of a newer Tierdesk', (file) => alter(file, 'pragma user_version = 99'), 'backup'],
    ['has a fact that was changed', (file) => alter(file, "update fact set ref = 'cus_9' where hash is not null"), 'observed facts'],
    ['has a reference without its row', (file) => alter(file, 'delete from provider_account'), 'references'],
    ['lacks a table', (file) => alter(file, 'drop table customer_raw'), 'tables'],
    ['lacks a column', (file) => alter(file, 'alter table fact drop column seen_at'), 'tables'],
    [
      'has a view where a table belongs',
      (file) => alter(file, 'drop table customer_raw; create view customer_raw as select 1 as customer_id, 2 as json'),
      'tables',
    ],
  ])('%s', async (_, spoil, name) => {
    const { file } = await makeBackedUp()
    spoil(file)
    const folder = makeFolder()
    const { ok, checks } = buildRestored({ folder, file, at: NOW })
    expect(ok).toBe(false)
    expect(checks.filter((check) => !check.ok).map((check) => check.name)).toContain(name)
    expect(readdirSync(folder)).toEqual([])
  })

  test('is not there', () => {
    const folder = makeFolder()
    expect(refusal(() => buildRestored({ folder, file: join(folder, 'none.db'), at: NOW })).code).toBe('file-unreadable')
  })

  test('would not fit on the disk', async () => {
    const { file } = await makeBackedUp()
    const folder = makeFolder()
    expect(refusal(() => buildRestored({ folder, file, at: NOW }, undefined, () => 1000)).code).toBe('disk-full')
    expect(readdirSync(folder)).toEqual([])
  })

  test('is the database itself', async () => {
    const folder = makeFolder()
    makeConnectedStore(folder).store.close()
    expect(refusal(() => buildRestored({ folder, file: databaseFile(folder), at: NOW })).code).toBe('usage')
  })
})

describe('what a restore replaces', () => {
  test('is kept aside whole, with what was in its log', async () => {
    const { file } = await makeBackedUp()
    const folder = makeFolder()
    const { store } = makeConnectedStore(folder)
    store.transact((tx) => tx.sqlite.prepare("update workspace set name = 'in the log'").run())
    store.close()
    expect(buildRestored({ folder, file, at: NOW }).ok).toBe(true)
    const aside = swapDatabase(folder, NOW) ?? ''
    expect(aside).toBe(join(folder, 'backups', 'replaced-2026-11-21T090000Z.db'))
    const old = new Sqlite(aside, { readonly: true })
    expect(old.prepare('select name from workspace').pluck().get()).toBe('in the log')
    old.close()
    expect(existsSync(restoringFile(folder))).toBe(false)
  })

  test('is not replaced while somebody reads it', async () => {
    const { file, tables } = await makeBackedUp()
    const folder = makeFolder()
    makeConnectedStore(folder).store.close()
    const reader = new Sqlite(databaseFile(folder), { readonly: true })
    reader.exec('begin').prepare('select count(*) from fact').get()
    expect(buildRestored({ folder, file, at: NOW }).ok).toBe(true)
    expect(refusal(() => swapDatabase(folder, NOW)).code).toBe('workspace-in-use')
    expect(reader.prepare('select count(*) from fact').pluck().get()).toBe(0)
    reader.close()
    swapDatabase(folder, NOW)
    const store = openStore(folder, 'read', NOW)
    expect(withoutIndex(dump(store))).toEqual(tables)
    store.close()
  })
})

/** A backup of a workspace with a company and facts, and what its tables say. */
async function makeBackedUp() {
  const folder = makeFolder()
  const { store, connection } = makeConnectedStore(folder)
  takeObjects(store, connection, [
    {
      ...{
        kind: 'customer',
        ref: 'cus_1',
        name: 'Lantern Works',
        email: 'a@lantern.example',
        phone: null,
        currency: null,
        namedCompany: null,
      },
      ...{ createdAt: NOW, deletedAt: null, json: '{"id":"cus_1"}' },
    } as never,
  ])
  const fact = {
    key: 'gone',
    kind: 'customer.deleted',
    at: NOW,
    source: 'stripe',
    account: 'acct_1',
    ref: 'cus_2',
    canBeReadAgain: false,
  } as const
  store.transact((tx) => saveFacts(tx, [fact], NOW))
  const file = join(makeFolder(), 'copy.db')
  await makeBackup({ folder, file, isForced: false })
  return { file, tables: withoutIndex(dump(store)) }
}

/** The search index is made of other tables, in pieces of whatever size. */
function withoutIndex(tables: Record<string, unknown[]>): Record<string, unknown[]> {
  return Object.fromEntries(Object.entries(tables).filter(([name]) => !name.startsWith('company_search')))
}

function alter(file: string, statements: string): void {
  const sqlite = new Sqlite(file)
  sqlite.pragma('foreign_keys = OFF')
  sqlite.exec(statements)
  sqlite.close()
}
