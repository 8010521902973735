import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { describe, expect, test } from 'vitest'
import { toBackupName } from '../../../src-main/store/backups/backupName.ts'
import { compareCopies } from '../../../src-main/store/backups/compareCopies.ts'
import { fingerprint } from '../../../src-main/store/backups/fingerprint.ts'
import { listBackups } from '../../../src-main/store/backups/listBackups.ts'
import { type BackupAsk, makeBackup } from '../../../src-main/store/backups/makeBackup.ts'
import { databaseFile } from '../../../src-main/store/databaseFile.ts'
import { openStore } from '../../../src-main/store/openStore.ts'
import { saveFacts } from '../../../src-main/store/writes/saveFacts.ts'
import type { CopyProgress } from '../../../src-shared/contract/backups.ts'
import { AppError } from '../../../src-shared/model/appError.ts'
import { makeConnectedStore, makeFolder, NOW } from './makeStore.ts'

describe('a backup', () => {
  test('is one file for its owner alone, whole, with every row', async () => {
    const { folder, file } = makeWorkspace()
    const { ok, checks, bytes } = await makeBackup({ folder, file, isForced: false })
    expect(checks.map((check) => check.name)).toEqual(['database', 'references', 'schema', 'rows', 'recorded', 'kept'])
    expect({ ok, bytes }).toEqual({ ok: true, bytes: statSync(file).size })
    expect(readdirSync(join(file, '..'))).toEqual(['copy.db'])
    if (process.platform !== 'win32') expect((statSync(file).mode & 0o777).toString(8)).toBe('600')
    const copy = new Sqlite(file, { readonly: true })
    expect(copy.pragma('journal_mode', { simple: true })).toBe('delete')
    expect(copy.prepare('select count(*) from fact').pluck().get()).toBe(1)
    copy.close()
  })

  test('is of one moment, however much is written meanwhile', async () => {
    const { folder, file, store } = makeWorkspace()
    for (let index = 0; index < 400; index++) addFact(store, `before_${index}`)
    let steps = 0
    const { ok } = await makeBackup({ folder, file, isForced: false }, ({ step }) => {
      if (step !== 'copying') return
      steps += 1
      addFact(store, `meanwhile_${steps}`)
    })
    expect(ok).toBe(true)
    expect(steps).toBeGreaterThan(0)
    const copy = new Sqlite(file, { readonly: true })
    expect(copy.prepare("select count(*) from fact where ref like 'meanwhile%'").pluck().get()).toBe(0)
    expect(copy.prepare("select count(*) from fact where ref like 'before%'").pluck().get()).toBe(400)
    copy.close()
  })

  test('says how far it is', async () => {
    const { folder, file } = makeWorkspace()
    const said: CopyProgress[] = []
    await makeBackup({ folder, file, isForced: false }, (progress) => said.push(progress))
    expect(said.at(-1)).toEqual({ step: 'checking', done: 1, total: 1 })
    expect(said.every(({ done, total }) => done <= total)).toBe(true)
  })

  test('of an older schema is made too, and stays of that schema', async () => {
    const folder = makeFolder()
    const { migrations } = await import('../../../src-main/store/migrations/migrations.ts')
    openStore(folder, 'write', NOW, migrations.slice(0, 1)).close()
    const file = join(makeFolder(), 'old.db')
    expect((await makeBackup({ folder, file, isForced: false })).ok).toBe(true)
    const copy = new Sqlite(file, { readonly: true })
    expect(copy.pragma('user_version', { simple: true })).toBe(1)
    copy.close()
  })
})

describe('nothing is overwritten:', () => {
  test('a file that exists stays, unless it is to be replaced', async () => {
    const { folder, file } = makeWorkspace()
    writeFileSync(file, 'mine')
    expect(await refused({ folder, file, isForced: false })).toBe('file-exists')
    expect(readFileSync(file, 'utf8')).toBe('mine')
    expect(readdirSync(join(file, '..'))).toEqual(['copy.db'])
    expect((await makeBackup({ folder, file, isForced: true })).ok).toBe(true)
    expect(readFileSync(file, 'utf8')).toMatch(/^SQLite format 3/)
  })

  test('a link is replaced, not what it leads to', async () => {
    const { folder, file } = makeWorkspace()
    const elsewhere = join(makeFolder(), 'diary.txt')
    writeFileSync(elsewhere, 'mine')
    symlinkSync(elsewhere, file)
    expect(await refused({ folder, file, isForced: false })).toBe('file-exists')
    await makeBackup({ folder, file, isForced: true })
    expect(readFileSync(elsewhere, 'utf8')).toBe('mine')
  })

  test.each(['', '-wal', '-shm'])('tierdesk.db%s itself is refused, by any of its names, with force too', async (end) => {
    const { folder } = makeWorkspace()
    const own = databaseFile(folder) + end
    expect(await refused({ folder, file: own, isForced: true })).toBe('usage')
    const alias = join(makeFolder(), 'alias.db')
    symlinkSync(own, alias)
    expect(await refused({ folder, file: alias, isForced: true })).toBe('usage')
  })

  test('a folder in its place is refused', async () => {
    const { folder, file } = makeWorkspace()
    mkdirSync(file)
    expect(await refused({ folder, file, isForced: true })).toBe('file-exists')
  })

  test('a folder that is not there is told', async () => {
    const { folder, file } = makeWorkspace()
    expect(await refused({ folder, file: join(file, 'deep', 'copy.db'), isForced: false })).toBe('file-unreadable')
  })
})

describe('no backup is made, and nothing is left behind,', () => {
  test('while the disk is short', async () => {
    const { folder, file } = makeWorkspace()
    const ask = { folder, file, isForced: false }
    const error = await makeBackup(ask, undefined, () => 1_000_000).catch((reason: unknown) => reason)
    expect(error).toMatchObject({ code: 'disk-full', message: expect.stringMatching(/no room for a backup: it takes \d+ MB, and 1 MB/) })
    expect(existsSync(file)).toBe(false)
  })

  test.each(['fact', 'workspace', 'connection'])('of a database whose page of %s is damaged', async (table) => {
    const { folder, file, store } = makeWorkspace()
    const page = Number(store.read.sqlite.prepare('select rootpage from sqlite_schema where name = ?').pluck().get(table))
    store.read.sqlite.pragma('wal_checkpoint(TRUNCATE)')
    const bytes = readFileSync(databaseFile(folder))
    writeFileSync(databaseFile(folder), bytes.fill(0xa5, (page - 1) * 8192, page * 8192))
    const said = await makeBackup({ folder, file, isForced: false }).catch((reason: unknown) => reason)
    expect(said instanceof AppError ? said.code : (said as { ok: boolean }).ok).toSatisfy(
      (what) => what === 'workspace-corrupt' || what === false,
    )
    expect(readdirSync(join(file, '..'))).toEqual([])
  })

  test('of a file that is none of ours', async () => {
    const folder = makeFolder()
    const other = new Sqlite(databaseFile(folder))
    other.exec('create table photo (id integer primary key)').close()
    expect(await refused({ folder, file: join(makeFolder(), 'copy.db'), isForced: false })).toBe('workspace-corrupt')
  })
})

describe('a copy that differs is found:', () => {
  test.each([
    ['a row that is missing', "delete from fact where ref = 'cus_1'", ['rows', 'recorded']],
    ['a row too many', "insert into company values (7, 'co_7', 'x', 'x', null, null, 0, null)", ['rows']],
    ['a value of what exists nowhere else', "update fact set ref = 'cus_2'", ['recorded']],
    ['what the workspace is', "update workspace set mode = 'live'", ['recorded']],
    ['a table that is missing', 'drop table company_link', ['rows']],
  ])('%s', async (_, change, names) => {
    const { folder, file, store } = makeWorkspace()
    await makeBackup({ folder, file, isForced: false })
    const copy = new Sqlite(file)
    copy.pragma('foreign_keys = OFF')
    copy.exec(change)
    const original = new Sqlite(databaseFile(folder), { readonly: true })
    const found = compareCopies(fingerprint(original), fingerprint(copy)).filter(({ ok }) => !ok)
    expect(found.map(({ name }) => name)).toEqual(names)
    original.close()
    copy.close()
    store.close()
  })
})

describe('the list of backups', () => {
  test('has what is named as one, newest first, and says which were read back', () => {
    const folder = makeFolder()
    const backups = join(folder, 'backups')
    mkdirSync(backups)
    const names = [
      toBackupName('daily', NOW),
      toBackupName('asked', (NOW + 1) as typeof NOW),
      toBackupName('replaced', (NOW + 2) as typeof NOW),
      `before-0002-billing-${NOW - 1}.db`,
    ]
    for (const name of [...names, 'notes.txt', '.daily-2026-11-21T090000Z.db.part', 'daily-yesterday.db', 'daily-2026-02-31T090000Z.db'])
      writeFileSync(join(backups, name), 'x')
    mkdirSync(join(backups, toBackupName('daily', 0 as typeof NOW)))
    expect(listBackups(folder)).toEqual([
      { name: names[2], kind: 'replaced', at: NOW + 2, bytes: 1, isVerified: false },
      { name: names[1], kind: 'asked', at: NOW + 1, bytes: 1, isVerified: true },
      { name: names[0], kind: 'daily', at: NOW, bytes: 1, isVerified: true },
      { name: names[3], kind: 'migration', at: NOW - 1, bytes: 1, isVerified: true },
    ])
  })

  test('is empty where none was made', () => {
    expect(listBackups(makeFolder())).toEqual([])
  })
})

async function refused(ask: BackupAsk): Promise<string> {
  try {
    await makeBackup(ask)
  } catch (error) {
    if (error instanceof AppError) return error.code
    throw error
  }
  return 'made'
}

function makeWorkspace() {
  const folder = makeFolder()
  const { store } = makeConnectedStore(folder)
  addFact(store, 'cus_1')
  return { folder, store, file: join(makeFolder(), 'copy.db') }
}

function addFact(store: ReturnType<typeof makeConnectedStore>['store'], ref: string): void {
  const fact = { key: ref, kind: 'customer.deleted', at: NOW, source: 'stripe', account: 'acct_1', ref, canBeReadAgain: false } as const
  store.transact((tx) => saveFacts(tx, [fact], NOW))
}
