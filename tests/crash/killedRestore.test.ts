import { spawnSync } from 'node:child_process'
import { copyFileSync, cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { restoreWorkspace } from '../../src-main/engine/restoreWorkspace.ts'
import { listBackups } from '../../src-main/store/backups/listBackups.ts'
import { makeBackup } from '../../src-main/store/backups/makeBackup.ts'
import { databaseFile } from '../../src-main/store/databaseFile.ts'
import { openStore } from '../../src-main/store/openStore.ts'
import { takeWorkspaceLock } from '../../src-main/store/workspaceLock.ts'
import { saveWorkspace } from '../../src-main/store/writes/saveWorkspace.ts'
import { toInstant } from '../../src-shared/model/instant.ts'
import { bundleChild } from './bundleChild.ts'
import { readLedgers, writeEntry } from './twoLedgers.ts'

const NOW = toInstant(Date.UTC(2026, 10, 21, 9))
const [OLD, NEW] = [5, 3]
const MOST_STEPS = 60
/** A process a step takes its time: a night tries them all from every state. */
const EVERY = process.env['TIERDESK_EVERY_STEP'] === '1' ? 1 : 8

let scratch: string
let backup: string
let child: string
/** What restores are tried from, by what became of the workspace. */
const states: Record<string, string> = {}

beforeAll(async () => {
  scratch = mkdtempSync(join(tmpdir(), 'tierdesk-restore-'))
  child = await bundleChild('restoreChild.ts', mkdtempSync(join(scratch, 'child-')))
  const source = makeWorkspace('source', NEW)
  backup = join(scratch, 'backup.db')
  await makeBackup({ folder: source, file: backup, isForced: false })
  states['sound'] = makeWorkspace('sound', OLD)
  states['torn'] = makeWorkspace('torn', OLD)
  keepLog(states['torn'])
  states['damaged'] = makeWorkspace('damaged', OLD)
  keepLog(states['damaged'])
  writeFileSync(databaseFile(states['damaged']), readFileSync(databaseFile(states['damaged'])).fill(0xa5, 0, 5000))
  states['gone'] = makeWorkspace('gone', OLD)
  rmSync(databaseFile(states['gone']))
}, 60_000)

afterAll(() => rmSync(scratch, { recursive: true, force: true }))

describe.each([
  ['torn', Math.min(EVERY, 2)],
  ['sound', EVERY],
  ['damaged', EVERY],
  ['gone', EVERY],
])('a restore into a workspace that is %s', (state, every) => {
  test(`killed at any step, one in ${every}, leaves the old or the new whole, and is done by trying again`, () => {
    let step = 0
    for (; step < MOST_STEPS; step += every) {
      const folder = copyState(state)
      const isDone = runChild('restore', folder, backup, step) !== null
      expect(examineLeft(state, folder, isDone), `killed at step ${step}`).toEqual([])
      rmSync(folder, { recursive: true })
      if (isDone) break
    }
    expect(step, 'steps').toBeGreaterThan(5)
    expect(step).toBeLessThan(MOST_STEPS)
  }, 240_000)
})

test('the same check finds a restore that deletes before it writes', () => {
  const found: string[] = []
  for (let step = 0; step < MOST_STEPS && found.length === 0; step++) {
    const folder = copyState('sound')
    const isDone = runChild('restore badly', folder, backup, step) !== null
    found.push(...examineLeft('sound', folder, isDone))
    if (isDone) break
  }
  expect(found).not.toEqual([])
}, 60_000)

test('a backup that replaces another, killed at any step, leaves the one or the other whole', () => {
  const folder = copyState('sound')
  const file = join(scratch, 'replaced.db')
  for (let step = 0; step < MOST_STEPS; step++) {
    copyFileSync(backup, file)
    const isDone = runChild('backup', folder, file, step) !== null
    expect([isDone ? -1 : NEW, OLD], `killed at step ${step}`).toContain(countEntries(file))
    if (isDone) break
  }
}, 240_000)

/** What is wrong with what a killed restore left; nothing where it is as it should be, and trying again restores. */
function examineLeft(state: string, folder: string, isDone: boolean): string[] {
  const file = databaseFile(folder)
  const faults: string[] = []
  const aside = listBackups(folder).filter(({ kind }) => kind === 'replaced')
  const isNew = existsSync(file) && tryEntries(folder) === NEW
  if (isDone && !isNew) faults.push('it was done, and the new one is not there')
  if (!isNew && state === 'gone' && existsSync(file)) faults.push('neither gone nor new')
  if (!isNew && state === 'damaged' && !isSame(file, databaseFile(states['damaged'] ?? ''))) faults.push('the damaged one was changed')
  if (!isNew && (state === 'sound' || state === 'torn') && tryEntries(folder) !== OLD) faults.push(`it holds ${tryEntries(folder)}`)
  if (isNew && state !== 'gone' && aside.length === 0) faults.push('the old one was not kept aside')
  if (isNew && state === 'damaged') {
    const [kept] = aside.map(({ name }) => join(folder, 'backups', name))
    for (const end of ['', '-wal'])
      if (!isSame(`${kept}${end}`, databaseFile(states['damaged'] ?? '') + end)) faults.push(`what was kept aside${end} is not as it was`)
  }
  if (isNew && (state === 'sound' || state === 'torn')) {
    if (aside[0] && countEntries(join(folder, 'backups', aside[0].name)) !== OLD) faults.push('what was kept aside is not whole')
  }
  const again = restoreWorkspace(
    { clock: { now: () => toInstant(NOW + 1000), wait: async () => {} } },
    { folder, file: backup, isForced: true },
  )
  if (!again.ok || tryEntries(folder) !== NEW) faults.push('it cannot be restored again')
  return faults
}

function isSame(one: string, other: string): boolean {
  return existsSync(one) && readFileSync(one).equals(readFileSync(other))
}

/** How many entries a workspace has once it is opened; what was wrong, in words. */
function tryEntries(folder: string): number | string {
  const lock = takeWorkspaceLock(folder, 'a test', NOW)
  try {
    const store = openStore(folder, 'write', NOW)
    const { entries, faults } = readLedgers(store)
    store.close()
    return faults.length > 0 ? faults.join('; ') : entries
  } catch (error) {
    return String(error)
  } finally {
    lock.putBack()
  }
}

function countEntries(file: string): number | string {
  const sqlite = new Sqlite(file, { readonly: true })
  try {
    const whole = sqlite.pragma('integrity_check', { simple: true })
    return whole === 'ok' ? Number(sqlite.prepare('select count(*) from usage_record').pluck().get()) : String(whole)
  } finally {
    sqlite.close()
  }
}

/** @returns how many steps it took, or null where it was killed */
function runChild(what: string, folder: string, file: string, killAt: number): number | null {
  const { signal, status, stdout, stderr } = spawnSync(process.execPath, [child, what, folder, file, String(killAt)], { encoding: 'utf8' })
  if (signal === 'SIGKILL') return null
  expect(status, stderr).toBe(0)
  return Number(stdout)
}

function copyState(state: string): string {
  const folder = mkdtempSync(join(scratch, 'try-'))
  cpSync(states[state] ?? '', folder, { recursive: true })
  return folder
}

function makeWorkspace(name: string, entries: number): string {
  const folder = mkdtempSync(join(scratch, `${name}-`))
  const store = openStore(folder, 'write', NOW)
  store.transact((tx) => saveWorkspace(tx, { key: '00ff', name: 'test', mode: 'test', zone: 'Africa/Nairobi', createdAt: NOW }))
  for (let number = 1; number <= entries; number++) writeEntry(store, number, 'none', () => {})
  store.close()
  return folder
}

/** Leaves a workspace as a killed process does: its last entry in the log alone, and a lock that nobody holds. */
function keepLog(folder: string): void {
  const store = openStore(folder, 'write', NOW)
  store.read.sqlite.pragma('wal_checkpoint(TRUNCATE)')
  const before = readFileSync(databaseFile(folder))
  store.transact((tx) => tx.sqlite.prepare("update workspace set name = 'in the log'").run())
  const log = readFileSync(`${databaseFile(folder)}-wal`)
  store.close()
  rmSync(`${databaseFile(folder)}-shm`, { force: true })
  writeFileSync(databaseFile(folder), before)
  writeFileSync(`${databaseFile(folder)}-wal`, log)
}
