import { createHash } from 'node:crypto'
import { chmodSync, existsSync, readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { describe, expect, test } from 'vitest'
import { databaseFile } from '../../../src-main/store/databaseFile.ts'
import { APPLICATION_ID } from '../../../src-main/store/migrate.ts'
import { migrations } from '../../../src-main/store/migrations/migrations.ts'
import { openStore, type Store } from '../../../src-main/store/openStore.ts'
import { getWorkspace } from '../../../src-main/store/reads/getWorkspace.ts'
import { workspace } from '../../../src-main/store/schema/workspace.ts'
import { saveWorkspace } from '../../../src-main/store/writes/saveWorkspace.ts'
import { caught, refusal } from './caught.ts'
import { makeConnectedStore, makeFolder, makeStore, NOW } from './makeStore.ts'

describe('a store that is open for writing', () => {
  test('has the pragmas that its promises rest on', () => {
    const { read } = makeStore()
    const pragma = (name: string) => read.sqlite.pragma(name, { simple: true })
    expect({
      page_size: pragma('page_size'),
      journal_mode: pragma('journal_mode'),
      synchronous: pragma('synchronous'),
      foreign_keys: pragma('foreign_keys'),
      trusted_schema: pragma('trusted_schema'),
      application_id: pragma('application_id'),
      user_version: pragma('user_version'),
      encoding: pragma('encoding'),
    }).toEqual({
      page_size: 8192,
      journal_mode: 'wal',
      synchronous: 2,
      foreign_keys: 1,
      trusted_schema: 0,
      application_id: APPLICATION_ID,
      user_version: migrations.length,
      encoding: 'UTF-8',
    })
  })

  test('has them again when it is opened a second time', () => {
    const folder = makeFolder()
    openStore(folder, 'write', NOW).close()
    const { read } = makeStore(folder)
    const values = ['page_size', 'journal_mode', 'synchronous', 'foreign_keys'].map((name) => read.sqlite.pragma(name, { simple: true }))
    expect(values).toEqual([8192, 'wal', 2, 1])
  })

  test('runs on a SQLite without the race of the write-ahead log', () => {
    const version = String(makeStore().read.sqlite.prepare('select sqlite_version()').pluck().get())
    const [major = 0, minor = 0, patch = 0] = version.split('.').map(Number)
    expect(major * 1_000_000 + minor * 1_000 + patch).toBeGreaterThanOrEqual(3_051_003)
  })

  test.skipIf(process.platform === 'win32')('keeps all its files for their owner, whatever the umask says', () => {
    const before = process.umask(0)
    try {
      const folder = makeFolder()
      const { store } = makeConnectedStore(folder)
      const files = readdirSync(folder).sort()
      expect(files).toEqual(['tierdesk.db', 'tierdesk.db-shm', 'tierdesk.db-wal'])
      expect(files.map((file) => (statSync(join(folder, file)).mode & 0o777).toString(8))).toEqual(['600', '600', '600'])
      store.close()
    } finally {
      process.umask(before)
    }
  })

  test('has strict tables, which refuse a text where a number belongs', () => {
    const { read, transact } = makeStore()
    const loose = read.sqlite
      .prepare("select name from pragma_table_list where schema = 'main' and type = 'table' and strict = 0 and name not like 'sqlite%'")
      .pluck()
      .all()
    expect(loose).toEqual([])
    const write = () => transact((tx) => tx.sqlite.prepare("insert into workspace values (1, 'k', 'n', 'test', 'z', 'soon')").run())
    expect(caught(write)).toMatchObject({ code: 'SQLITE_CONSTRAINT_DATATYPE' })
  })

  test('enforces references', () => {
    const { transact } = makeStore()
    const write = () =>
      transact((tx) =>
        tx.sqlite.prepare("insert into company_link (account_id, ref, company_id, own, code) values (7, 'cus_1', 9, '', '')").run(),
      )
    expect(caught(write)).toMatchObject({ code: 'SQLITE_CONSTRAINT_FOREIGNKEY' })
  })

  test('keeps nothing of a transaction that throws', () => {
    const store = makeStore()
    const broken = new Error('half-way')
    const write = () =>
      store.transact((tx) => {
        saveWorkspace(tx, { key: 'k', name: 'n', mode: 'test', zone: 'UTC', createdAt: NOW })
        throw broken
      })
    expect(caught(write)).toBe(broken)
    expect(countWorkspaces(store)).toBe(0)
  })

  test('has one workspace, of a mode that exists', () => {
    const { transact } = makeStore()
    const insert = (id: number, mode: string) =>
      caught(() => transact((tx) => tx.sqlite.prepare('insert into workspace values (?, ?, ?, ?, ?, 0)').run(id, 'k', 'n', mode, 'z')))
    expect(insert(2, 'test')).toMatchObject({ code: 'SQLITE_CONSTRAINT_CHECK' })
    expect(insert(1, 'both')).toMatchObject({ code: 'SQLITE_CONSTRAINT_CHECK' })
  })
})

describe('a store that is open for reading', () => {
  test('sees what the writer beside it commits, and cannot write', () => {
    const folder = makeFolder()
    const writer = makeStore(folder)
    const reader = openStore(folder, 'read', NOW)
    try {
      expect(countWorkspaces(reader)).toBe(0)
      writer.transact((tx) => saveWorkspace(tx, { key: 'k', name: 'seen', mode: 'test', zone: 'UTC', createdAt: NOW }))
      expect(getWorkspace(reader.read).name).toBe('seen')
      const write = () => reader.transact((tx) => tx.drizzle.delete(workspace).run())
      expect(refusal(write).code).toBe('workspace-read-only')
      expect(countWorkspaces(writer)).toBe(1)
    } finally {
      reader.close()
    }
  })

  test('does not see what the writer has not committed', () => {
    const folder = makeFolder()
    const writer = makeStore(folder)
    const reader = openStore(folder, 'read', NOW)
    try {
      writer.transact((tx) => {
        saveWorkspace(tx, { key: 'k', name: 'n', mode: 'test', zone: 'UTC', createdAt: NOW })
        expect(countWorkspaces(reader)).toBe(0)
      })
      expect(countWorkspaces(reader)).toBe(1)
    } finally {
      reader.close()
    }
  })

  test('is refused for a file of an older Tierdesk, which stays as it is', () => {
    const folder = makeFolder()
    openStore(folder, 'write', NOW).close()
    const before = readFileSync(databaseFile(folder))
    const error = refusal(() => openStore(folder, 'read', NOW, [...migrations, migration('next')]))
    expect(error.code).toBe('workspace-read-only')
    expect(readFileSync(databaseFile(folder)).equals(before)).toBe(true)
  })
})

describe.each(['read', 'write'] as const)('opened to %s', (access) => {
  test('a file from the future is refused and left byte for byte', () => {
    const folder = makeFolder()
    openStore(folder, 'write', NOW).close()
    alter(folder, `pragma user_version = ${migrations.length + 1}`)
    const before = contents(folder)
    const error = refusal(() => openStore(folder, access, NOW))
    expect(error.code).toBe('workspace-from-future')
    expect(error.hint).toMatch(/newer/)
    expect(contents(folder)).toEqual(before)
  })

  test.each([
    ['an unversioned one, as most are', 0, 0, 4096],
    ['an unversioned one with our page size', 0, 0, 8192],
    ['one that counts its own versions', 1, 0, 8192],
    ['one that has its own application id', 1, 0x0f05_5112, 8192],
    ['one with an application id and no version', 0, 0x0f05_5112, 8192],
    ['one that counts beyond ours', 9, 0, 4096],
  ])('a database of another program is refused and left byte for byte: %s', (_, version, application, pageSize) => {
    const folder = makeFolder()
    const other = new Sqlite(databaseFile(folder))
    other.pragma(`page_size = ${pageSize}`)
    other.exec("create table photo (id integer primary key, name text); insert into photo (name) values ('sea')")
    other.pragma(`user_version = ${version}`)
    other.pragma(`application_id = ${application}`)
    other.close()
    const before = contents(folder)
    expect(refusal(() => openStore(folder, access, NOW)).code).toBe('workspace-corrupt')
    expect(contents(folder)).toEqual(before)
  })

  test.each<[what: string, spoil: (file: string) => void]>([
    ['text', (file) => writeFileSync(file, 'Dear diary,\n'.repeat(1000))],
    ['a short text', (file) => writeFileSync(file, 'no')],
    ['zeros', (file) => writeFileSync(file, Buffer.alloc(65_536))],
    ['a header and nothing behind it', (file) => truncateSync(file, 100)],
    ['half a first page', (file) => truncateSync(file, 4096)],
    ['a first page alone', (file) => truncateSync(file, 8192)],
    ['half of its pages', (file) => truncateSync(file, Math.floor(statSync(file).size / 2))],
    ['all but its last page', (file) => truncateSync(file, statSync(file).size - 8192)],
    ['a spoilt header', (file) => patch(file, 0, Buffer.from('SQLite formal 3\0'))],
    ['a spoilt first page', (file) => patch(file, 100, Buffer.alloc(600, 0xff))],
  ])('%s in place of a database is refused as damaged and left as it is', (_, spoil) => {
    const folder = makeFolder()
    makeConnectedStore(folder).store.close()
    spoil(databaseFile(folder))
    const before = contents(folder)
    expect(refusal(() => openStore(folder, access, NOW)).code).toBe('workspace-corrupt')
    expect(contents(folder)).toEqual(before)
  })
})

describe('what an init that was killed leaves', () => {
  test('an empty file is made whole, or refused in words', () => {
    const folder = makeFolder()
    writeFileSync(databaseFile(folder), '')
    let store: Store
    try {
      store = openStore(folder, 'write', NOW)
    } catch (error) {
      expect(error).toMatchObject({ name: 'AppError' })
      expect(statSync(databaseFile(folder)).size).toBe(0)
      return
    }
    expect(store.read.sqlite.pragma('page_size', { simple: true })).toBe(8192)
    expect(countWorkspaces(store)).toBe(0)
    store.close()
  })

  test('a database without tables is brought up to date', () => {
    const folder = makeFolder()
    const sqlite = new Sqlite(databaseFile(folder))
    sqlite.pragma('page_size = 8192')
    sqlite.pragma('journal_mode = WAL')
    sqlite.close()
    const store = makeStore(folder)
    expect(countWorkspaces(store)).toBe(0)
  })
})

test('a database that another program has locked is told to be in use', () => {
  const folder = makeFolder()
  openStore(folder, 'write', NOW).close()
  const sqlite = new Sqlite(databaseFile(folder))
  try {
    sqlite.pragma('locking_mode = EXCLUSIVE')
    sqlite.exec('begin exclusive')
    expect(refusal(() => openStore(folder, 'write', NOW)).code).toBe('workspace-in-use')
  } finally {
    sqlite.close()
  }
})

test('a store is not made in passing where reading finds none', () => {
  const folder = makeFolder()
  caught(() => openStore(folder, 'read', NOW))
  expect(readdirSync(folder)).toEqual([])
})

test.skipIf(process.platform === 'win32')('a file that others could read keeps the permissions that its owner gave it', () => {
  const folder = makeFolder()
  openStore(folder, 'write', NOW).close()
  chmodSync(databaseFile(folder), 0o640)
  makeStore(folder)
  expect(existsSync(`${databaseFile(folder)}-wal`)).toBe(true)
  expect(statSync(`${databaseFile(folder)}-wal`).mode & 0o777).toBe(0o640)
})

function countWorkspaces({ read }: Store): unknown {
  return read.sqlite.prepare('select count(*) from workspace').pluck().get()
}

function migration(name: string) {
  return { name, statements: [] }
}

function alter(folder: string, statement: string): void {
  const sqlite = new Sqlite(databaseFile(folder))
  sqlite.exec(statement)
  sqlite.close()
}

function patch(file: string, offset: number, bytes: Buffer): void {
  const content = readFileSync(file)
  bytes.copy(content, offset)
  writeFileSync(file, content)
}

/** Every file of the folder and what is in it. A reader leaves SQLite's index of the log and an empty log, which say nothing. */
function contents(folder: string): [name: string, digest: string][] {
  return readdirSync(folder)
    .filter((name) => !name.endsWith('-shm') && !(name.endsWith('-wal') && statSync(join(folder, name)).size === 0))
    .sort()
    .map((name) => [
      name,
      createHash('sha256')
        .update(readFileSync(join(folder, name)))
        .digest('hex'),
    ])
}
