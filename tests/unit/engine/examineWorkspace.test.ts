import { chmodSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { describe, expect, test } from 'vitest'
import { createWorkspace } from '../../../src-main/engine/createWorkspace.ts'
import { examineWorkspace } from '../../../src-main/engine/examineWorkspace.ts'
import type { HostPorts } from '../../../src-main/ports.ts'
import { databaseFile } from '../../../src-main/store/databaseFile.ts'
import { openStore } from '../../../src-main/store/openStore.ts'
import { takeWorkspaceLock } from '../../../src-main/store/workspaceLock.ts'
import { saveConnection } from '../../../src-main/store/writes/saveConnection.ts'
import { saveFacts } from '../../../src-main/store/writes/saveFacts.ts'
import { makeFolder, NOW } from '../store/makeStore.ts'

describe('a workspace without a fault', () => {
  test('passes every check, also while a host has it open', async () => {
    const folder = makeWorkspace()
    const lock = takeWorkspaceLock(folder, 'serve', NOW)
    const report = await examineWorkspace(ports(), folder)
    lock.release()
    expect(report).toMatchObject({ ok: true })
    expect(report.checks.map(({ name }) => name)).toEqual([
      'runtime',
      'workspace',
      'place',
      'privacy',
      'lock',
      'room',
      'backups',
      'database',
      'references',
      'catalog versions',
      'observed facts',
      'earlier states',
      'usage',
      'recorded facts',
      'links',
      'actions',
      'steps of actions',
      'where actions stand',
      'counts by status',
      'revenue by day',
      'payments by day',
      'usage by day',
      'usage by month',
      'usage by company and month',
      'key of Stripe',
    ])
    expect(report.checks.find(({ name }) => name === 'lock')?.detail).toContain(`serve (process ${process.pid}`)
  })

  test('is not changed by being examined', async () => {
    const folder = makeWorkspace()
    const before = readFileSync(databaseFile(folder))
    await examineWorkspace(ports(), folder)
    expect(readFileSync(databaseFile(folder)).equals(before)).toBe(true)
  })
})

describe('is told in a report, not by an exception:', () => {
  test('a folder without a workspace', async () => {
    expect(await faults(makeFolder())).toEqual(['workspace'])
  })

  test.skipIf(process.platform === 'win32')('a folder that others may read', async () => {
    const folder = makeWorkspace()
    chmodSync(folder, 0o750)
    expect(await faults(folder)).toEqual(['privacy'])
  })

  test('a variable of a key that is not set', async () => {
    expect(await faults(makeWorkspace(), { ...ports(), environment: () => undefined })).toEqual(['key of Stripe'])
  })

  test('a file of sealed keys that is spoilt', async () => {
    const folder = makeWorkspace('sealed')
    writeFileSync(join(folder, 'keys.sealed.json'), '{"stripe": {"seal')
    expect(await faults(folder)).toEqual(['key of Stripe'])
  })

  test('a database that is none', async () => {
    const folder = makeWorkspace()
    writeFileSync(databaseFile(folder), 'x'.repeat(20_000))
    expect(await faults(folder)).toEqual(['database'])
  })

  test('a database that lost its second half', async () => {
    const folder = makeWorkspace()
    const bytes = readFileSync(databaseFile(folder))
    writeFileSync(databaseFile(folder), bytes.subarray(0, bytes.length / 2))
    expect(await faults(folder)).toEqual(['database'])
  })

  test('an empty database file', async () => {
    const folder = makeWorkspace()
    writeFileSync(databaseFile(folder), '')
    expect(await faults(folder)).toEqual(['database'])
  })

  test('a database from the future', async () => {
    const folder = makeWorkspace()
    const sqlite = new Sqlite(databaseFile(folder))
    sqlite.pragma('user_version = 99')
    sqlite.close()
    expect(await faults(folder)).toEqual(['database'])
  })

  test.each(['catalog_version', 'fact', 'connection', 'provider_account', 'customer', 'company', 'sqlite_autoindex_catalog_version_1'])(
    'a page of %s that is spoilt',
    async (name) => {
      const folder = makeWorkspace()
      spoilRoot(databaseFile(folder), name)
      expect(await faults(folder)).toContain('database')
    },
  )

  test('a catalog that was changed behind our back', async () => {
    const folder = makeWorkspace()
    const sqlite = new Sqlite(databaseFile(folder))
    sqlite.exec(`update catalog_version set content = replace(content, '10', '11')`)
    sqlite.close()
    expect(await faults(folder)).toEqual(['catalog versions'])
  })
})

async function faults(folder: string, host: HostPorts = ports()): Promise<string[]> {
  const report = await examineWorkspace(host, folder)
  const failed = report.checks.filter(({ ok }) => !ok).map(({ name }) => name)
  expect(report.ok).toBe(failed.length === 0)
  return failed
}

function ports(): HostPorts {
  return {
    clock: { now: () => NOW, wait: async () => {} },
    random: { bytes: (count) => new Uint8Array(count).fill(7), fraction: () => 0.5 },
    log: () => {},
    environment: () => 'rk_test_1234',
    seal: null,
  }
}

function makeWorkspace(secretKind: 'environment' | 'sealed' = 'environment'): string {
  const folder = makeFolder()
  createWorkspace(ports(), folder, { mode: 'test', zone: 'Africa/Nairobi', products: ['image-quota'] })
  const store = openStore(folder, 'write', NOW)
  store.transact((tx) => {
    saveConnection(
      tx,
      { provider: 'stripe', mode: 'test', ref: 'acct_1', name: null },
      { baseUrl: null, secretKind, secretName: 'stripe', lastFour: '1234', permissions: {}, connectedAt: NOW, limits: null, settings: {} },
    )
    saveFacts(
      tx,
      [{ key: 'k', kind: 'customer.deleted', at: NOW, source: 'stripe', account: 'acct_1', ref: 'cus_1', canBeReadAgain: false }],
      NOW,
    )
  })
  store.close()
  return folder
}

/** Overwrites the first page of a table or index, as a failing disk would. */
function spoilRoot(file: string, name: string): void {
  const sqlite = new Sqlite(file, { readonly: true })
  const page = Number(sqlite.prepare('select rootpage from sqlite_schema where name = ?').pluck().get(name))
  sqlite.close()
  const bytes = readFileSync(file)
  writeFileSync(file, bytes.fill(0xa5, (page - 1) * 8192, page * 8192))
}
