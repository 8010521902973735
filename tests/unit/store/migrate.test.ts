import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { describe, expect, onTestFinished, test } from 'vitest'
import { databaseFile } from '../../../src-main/store/databaseFile.ts'
import type { Migration } from '../../../src-main/store/migrations/migration.ts'
import { migrations } from '../../../src-main/store/migrations/migrations.ts'
import { openStore } from '../../../src-main/store/openStore.ts'
import { caught } from './caught.ts'
import { makeFolder, NOW } from './makeStore.ts'
import { rebuildCompanies, start } from './plantedMigrations.ts'

const ROWS = 5

describe('a migration that rebuilds a parent table', () => {
  test('keeps the children that would go with it', () => {
    const folder = makeFilledFolder()
    const before = look(folder)
    const store = openStore(folder, 'write', NOW, [start, rebuildCompanies])
    expect(store.read.sqlite.pragma('foreign_keys', { simple: true })).toBe(1)
    store.close()
    const after = look(folder)
    expect(after.links).toHaveLength(ROWS)
    expect(after).toEqual({ ...before, version: 2, columns: [...before.columns, 'note'] })
  })

  test('would lose them with foreign keys on, and says nothing: the trap is real', () => {
    const folder = makeFilledFolder()
    const sqlite = new Sqlite(databaseFile(folder))
    sqlite.pragma('foreign_keys = ON')
    sqlite.transaction(() => {
      for (const statement of rebuildCompanies.statements) sqlite.exec(statement)
    })()
    const links = sqlite.prepare('select count(*) from company_link').pluck().get()
    sqlite.close()
    expect(links).toBe(0)
  })

  test('leaves the references of the children on the table that took the name', () => {
    const folder = makeFilledFolder()
    const store = openStore(folder, 'write', NOW, [start, rebuildCompanies])
    onTestFinished(() => store.close())
    const insert = () => store.transact((tx) => tx.sqlite.prepare("insert into company_link values (1, 'cus_9', 999)").run())
    expect(caught(insert)).toMatchObject({ code: 'SQLITE_CONSTRAINT_FOREIGNKEY' })
  })
})

test('the migrations that are shipped keep what Tierdesk 1 mirrored, and say of it what was true then', () => {
  const folder = makeFilledFolder()
  const before = look(folder)
  openStore(folder, 'write', NOW).close()
  const after = look(folder)
  expect(after).toEqual({ ...before, version: migrations.length, tables: expect.arrayContaining(before.tables) })
  expect(query(folder, 'select kind from parked_object')).toEqual(['customer'])
  expect(query(folder, 'select rules from provider_event')).toEqual(['[]'])
})

describe('a migration is rolled back whole, and the file stays at its version, when it', () => {
  test.each<[what: string, statements: string[], reason: RegExp | string]>([
    ['loses the children of a parent', ['create table kept (id integer primary key) strict', 'delete from company_link'], /company_link/],
    ['loses one row', ["delete from fact where ref = 'cus_2'"], /5 rows of fact, and left 4/],
    ['makes a row too many', ["insert into provider_account values (9, 'stripe', 'test', 'acct_9', null)"], /provider_account/],
    ['drops a table with rows', ['drop table customer_raw'], /customer_raw, and left no table/],
    [
      'leaves a reference without its row',
      ["update company_link set company_id = 999 where ref = 'cus_1'"],
      /no reference without its row/,
    ],
    [
      'breaks a reference and replaces the row, so that the counts agree',
      ['update company set id = 999 where id = 1'],
      /no reference without its row/,
    ],
    [
      'fails in the middle',
      ['create table kept (id integer primary key) strict', 'update company set name = nobody', 'select 1'],
      /nobody/,
    ],
    ['does not parse', ["update company set name = 'changed'", 'creat table x (id)'], /syntax/],
    ['meets a rule of a table', ["update company set name = 'changed'", 'update company set since = null'], /NOT NULL/],
  ])('%s', (_, statements, reason) => {
    const folder = makeFilledFolder()
    const before = look(folder)
    expect(String(caught(() => openStore(folder, 'write', NOW, [start, { name: '0002-faulty', statements }])))).toMatch(reason)
    expect(look(folder)).toEqual(before)
    openStore(folder, 'write', NOW, [start]).close()
  })

  test('is the second of two: the first is kept', () => {
    const folder = makeFilledFolder()
    const before = look(folder)
    const faulty = { name: '0003-faulty', statements: ["update company set name = 'changed'", 'delete from company_link'] }
    caught(() => openStore(folder, 'write', NOW, [start, rebuildCompanies, faulty]))
    expect(look(folder)).toEqual({ ...before, version: 2, columns: [...before.columns, 'note'] })
  })
})

test('a migration may change the rows of the tables that it names, and of no other', () => {
  const folder = makeFilledFolder()
  const honest: Migration = { name: '0002-prune', statements: ["delete from fact where ref = 'cus_2'"], changesRowsOf: ['fact'] }
  const sly: Migration = { ...honest, name: '0003-sly', statements: ['delete from customer_raw where customer_id = 1'] }
  expect(String(caught(() => openStore(folder, 'write', NOW, [start, honest, sly])))).toMatch(/customer_raw/)
  expect(look(folder)).toMatchObject({ version: 2, facts: 4 })
})

describe('the backup before a migration', () => {
  test('is whole, of the version before, and holds every row', () => {
    const folder = makeFilledFolder()
    const before = look(folder)
    openStore(folder, 'write', NOW, [start, rebuildCompanies]).close()
    const [name = ''] = readdirSync(join(folder, 'backups'))
    expect(name).toMatch(/^before-0002-companies-\d+\.db$/)
    const copy = new Sqlite(join(folder, 'backups', name), { readonly: true })
    onTestFinished(() => void copy.close())
    expect(copy.pragma('integrity_check', { simple: true })).toBe('ok')
    expect(copy.pragma('user_version', { simple: true })).toBe(1)
    expect(copy.prepare('select id, ref, name from company order by id').all()).toEqual(before.companies)
  })

  test('is there also when the migration failed', () => {
    const folder = makeFilledFolder()
    caught(() => openStore(folder, 'write', NOW, [start, { name: '0002-faulty', statements: ['delete from fact'] }]))
    expect(readdirSync(join(folder, 'backups'))).toHaveLength(1)
  })

  test.skipIf(process.platform === 'win32')('is for the owner alone', () => {
    const folder = makeFilledFolder()
    openStore(folder, 'write', NOW, [start, rebuildCompanies]).close()
    const backups = join(folder, 'backups')
    const [name = ''] = readdirSync(backups)
    expect([statSync(backups).mode & 0o777, statSync(join(backups, name)).mode & 0o777].map((mode) => mode.toString(8))).toEqual([
      '700',
      '600',
    ])
  })

  test('is not made for a new workspace, nor where nothing is to be done', () => {
    const folder = makeFilledFolder()
    openStore(folder, 'write', NOW, [start]).close()
    expect(readdirSync(folder)).not.toContain('backups')
  })

  test('is what stands between a damaged file and its migration: nothing is migrated that cannot be copied', () => {
    const folder = makeFilledFolder()
    const [page] = query(folder, "select rootpage from sqlite_schema where name = 'customer_raw'") as number[]
    spoilPage(databaseFile(folder), page ?? 0)
    const bytes = readFileSync(databaseFile(folder))
    expect(caught(() => openStore(folder, 'write', NOW, [start, rebuildCompanies]))).toMatchObject({ code: 'workspace-corrupt' })
    expect(readFileSync(databaseFile(folder)).equals(bytes)).toBe(true)
  })
})

describe('a migration whose process is killed', () => {
  test.each(Array.from({ length: rebuildCompanies.statements.length + 1 }, (_, index) => index))(
    'before statement %i leaves the old version whole',
    (killAt) => {
      const folder = makeFilledFolder()
      const before = look(folder)
      const child = migrateInChild(folder, killAt)
      expect(child.signal, child.stderr).toBe('SIGKILL')
      expect(look(folder)).toEqual(before)
      openStore(folder, 'write', NOW, [start, rebuildCompanies]).close()
      expect(look(folder)).toEqual({ ...before, version: 2, columns: [...before.columns, 'note'] })
    },
  )

  test('after its last statement leaves the new version', () => {
    const folder = makeFilledFolder()
    const child = migrateInChild(folder, rebuildCompanies.statements.length + 1)
    expect(child.status, child.stderr).toBe(0)
    expect(look(folder).version).toBe(2)
  })
})

function migrateInChild(folder: string, killAt: number) {
  return spawnSync(process.execPath, [join(import.meta.dirname, 'migrateChild.ts'), folder, String(killAt)], { encoding: 'utf8' })
}

/** A workspace as Tierdesk 1 left it: of version 1, with companies, their links, facts and raw objects. */
function makeFilledFolder(): string {
  const folder = makeFolder()
  const store = openStore(folder, 'write', NOW, [start])
  store.transact(({ sqlite }) => {
    sqlite.prepare("insert into provider_account values (1, 'stripe', 'test', 'acct_1', 'Acme')").run()
    sqlite
      .prepare("insert into connection values ('stripe', 1, null, 'environment', 'KEY', '1234', ?, ?, ?)")
      .run('{"customers":"read"}', NOW, NOW)
    sqlite.prepare("insert into stream_cursor values (1, 'customers', null, null, ?)").run(NOW)
    sqlite.prepare("insert into parked_object values (1, 'cus_bad', 'It has no time of creation.', ?)").run(NOW)
    sqlite.prepare("insert into provider_event values (1, 'evt_1', 'customer.created', 'cus_1', ?, ?, 'processed', null)").run(NOW, NOW)
    for (let index = 0; index < ROWS; index++) {
      const [id, ref, name] = [index + 1, `cus_${index}`, `Company ${index}`]
      const json = JSON.stringify({ id: ref, padding: 'x'.repeat(3000) })
      sqlite.prepare("insert into customer values (?, 1, ?, ?, null, null, null, ?, null, ?, x'00')").run(id, ref, name, NOW, NOW)
      sqlite.prepare('insert into customer_raw values (?, ?)').run(id, json)
      sqlite
        .prepare("insert into fact values (?, ?, 'customer.created', ?, ?, 'stripe', 'acct_1', ?, null, null)")
        .run(id, `customer.created:stripe:acct_1:${ref}`, NOW, NOW, ref)
      sqlite.prepare('insert into company values (?, ?, ?, ?, null, null, ?, null)').run(id, `co_${index}`, name, name.toLowerCase(), NOW)
      sqlite.prepare('insert into company_link values (1, ?, ?)').run(ref, id)
      sqlite.prepare('insert into company_search (rowid, words) values (?, ?)').run(id, name)
    }
  })
  store.close()
  return folder
}

/** What a migration must not harm. */
function look(folder: string) {
  const sqlite = new Sqlite(databaseFile(folder), { readonly: true })
  try {
    return {
      version: sqlite.pragma('user_version', { simple: true }),
      integrity: sqlite.pragma('integrity_check', { simple: true }),
      dangling: sqlite.pragma('foreign_key_check'),
      columns: sqlite.prepare("select name from pragma_table_info('company')").pluck().all(),
      tables: sqlite.prepare("select name from sqlite_schema where type in ('table', 'index') order by name").pluck().all(),
      companies: sqlite.prepare('select id, ref, name from company order by id').all(),
      links: sqlite.prepare('select account_id, ref, company_id from company_link order by ref').all(),
      facts: sqlite.prepare('select count(*) from fact').pluck().get(),
      raw: sqlite.prepare('select * from customer_raw').all(),
    }
  } finally {
    sqlite.close()
  }
}

function query(folder: string, text: string): unknown[] {
  const sqlite = new Sqlite(databaseFile(folder), { readonly: true })
  try {
    return sqlite.prepare(text).pluck().all()
  } finally {
    sqlite.close()
  }
}

/** Overwrites the middle of a page, as a failing disk would. */
function spoilPage(file: string, page: number): void {
  const sqlite = readFileSync(file)
  sqlite.fill(0xa5, (page - 1) * 8192, page * 8192)
  writeFileSync(file, sqlite)
}
