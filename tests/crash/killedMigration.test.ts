import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { databaseFile } from '../../src-main/store/databaseFile.ts'
import { migrations } from '../../src-main/store/migrations/migrations.ts'
import { openStore } from '../../src-main/store/openStore.ts'
import { saveWorkspace } from '../../src-main/store/writes/saveWorkspace.ts'
import { toInstant } from '../../src-shared/model/instant.ts'
import { bundleChild } from './bundleChild.ts'

const NOW = toInstant(Date.UTC(2026, 10, 21, 9))
const STATEMENTS = migrations.slice(1).reduce((sum, { statements }) => sum + statements.length, 0)
/** A process a statement takes its time: a night tries them all. */
const EVERY = process.env['TIERDESK_EVERY_STEP'] === '1' ? 1 : Math.ceil(STATEMENTS / 8)

let scratch: string
let program: string

beforeAll(async () => {
  scratch = mkdtempSync(join(tmpdir(), 'tierdesk-migration-child-'))
  program = await bundleChild('migrateShippedChild.ts', scratch)
}, 60_000)
afterAll(() => rmSync(scratch, { recursive: true, force: true }))

// `tests/unit/store/migrate.test.ts` kills a planted rebuild of a table before each of its statements.
test(
  `an update from the first schema that is killed before any statement, one in ${EVERY}, leaves one version whole, and is done by the next start`,
  () => {
    for (let killAt = 0; killAt < STATEMENTS; killAt += EVERY) {
      const folder = makeFirstWorkspace()
      const child = spawnSync(process.execPath, [program, folder, String(killAt)], { encoding: 'utf8' })
      expect(child.signal, child.stderr).toBe('SIGKILL')
      expect(describeSchema(folder), `killed at ${killAt}`).toEqual(toSchemaOf(countApplied(killAt)))
      openStore(folder, 'write', NOW).close()
      expect(describeSchema(folder), `killed at ${killAt}`).toEqual(toSchemaOf(migrations.length))
      // Each is of before its migration, and whole: a draft of a killed one has no such name.
      for (const name of readdirSync(join(folder, 'backups')).filter((each) => each.startsWith('before-') && each.endsWith('.db'))) {
        const backup = new Sqlite(join(folder, 'backups', name), { readonly: true })
        expect(backup.pragma('integrity_check', { simple: true })).toBe('ok')
        backup.close()
      }
    }
  },
  STATEMENTS * 20_000,
)

/** How many migrations are whole when the statement number `killAt` of those after the first is not reached. */
function countApplied(killAt: number): number {
  let left = killAt
  let applied = 1
  for (const { statements } of migrations.slice(1)) {
    if (left < statements.length) break
    left -= statements.length
    applied += 1
  }
  return applied
}

const schemas = new Map<number, unknown>()

/** What a database of so many migrations looks like that nobody killed. */
function toSchemaOf(version: number): unknown {
  if (!schemas.has(version)) {
    const folder = makeFirstWorkspace()
    openStore(folder, 'write', NOW, migrations.slice(0, version)).close()
    schemas.set(version, describeSchema(folder))
  }
  return schemas.get(version)
}

function describeSchema(folder: string): unknown {
  const sqlite = new Sqlite(databaseFile(folder), { readonly: true })
  try {
    return {
      version: sqlite.pragma('user_version', { simple: true }),
      whole: sqlite.pragma('integrity_check', { simple: true }),
      dangling: sqlite.pragma('foreign_key_check'),
      objects: sqlite.prepare('select type, name, sql from sqlite_schema order by type, name').all(),
      workspace: sqlite.prepare('select * from workspace').all(),
    }
  } finally {
    sqlite.close()
  }
}

function makeFirstWorkspace(): string {
  const folder = mkdtempSync(join(tmpdir(), 'tierdesk-migrated-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const store = openStore(folder, 'write', NOW, migrations.slice(0, 1))
  store.transact((tx) => saveWorkspace(tx, { key: '00ff', name: 'first', mode: 'test', zone: 'UTC', createdAt: NOW }))
  store.close()
  return folder
}
