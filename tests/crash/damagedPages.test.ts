import { cpSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createEngine } from '../../src-main/engine/createEngine.ts'
import { examineWorkspace } from '../../src-main/engine/examineWorkspace.ts'
import { restoreWorkspace } from '../../src-main/engine/restoreWorkspace.ts'
import { listBackups } from '../../src-main/store/backups/listBackups.ts'
import { databaseFile } from '../../src-main/store/databaseFile.ts'
import { AppError } from '../../src-shared/model/appError.ts'
import { createRandom } from '../fixtures/createRandom.ts'
import { createWorld, type World } from '../fixtures/createWorld.ts'
import { runCommand } from '../fixtures/runCommand.ts'

/** How many pages are spoilt, each in a workspace of its own; every one of them where it is 0. */
const PAGES = Number(process.env['TIERDESK_PAGES'] ?? 20)
const SEED = Number(process.env['TIERDESK_SEED'] ?? 20261121)
const PAGE_BYTES = 8192
const NOBODY = 2 ** 22 + 5

let world: World
let scratch: string
let said: unknown

beforeAll(async () => {
  world = await createWorld(60)
  await world.connect()
  const engine = world.open()
  await engine.client.sync.start({})
  await engine.client.backups.make({})
  await engine.stop()
  said = (await run(world.folder, 'companies')).json()
  scratch = mkdtempSync(join(tmpdir(), 'tierdesk-damaged-'))
}, 60_000)

afterAll(async () => {
  rmSync(scratch, { recursive: true, force: true })
  await world.end()
})

test(
  'a page that is spoilt, whichever it is, is found, told with what to do, and what it held is had back',
  async () => {
    const pages = statSync(databaseFile(world.folder)).size / PAGE_BYTES
    const random = createRandom(SEED)
    const chosen =
      PAGES === 0 ? Array.from({ length: pages }, (_, index) => index) : Array.from({ length: PAGES }, () => Math.floor(random() * pages))
    for (const page of chosen) {
      const folder = copyWorkspace()
      spoil(folder, page)
      const damaged = readFileSync(databaseFile(folder))
      const where = `page ${page}, seed ${SEED}`
      const report = await examineWorkspace(world.ports, folder)
      expect(report.checks.find(({ name }) => name === 'database')?.ok, where).toBe(false)
      const asked = await run(folder, 'companies')
      if (asked.exitCode !== 0)
        expect(asked.error(), where).toMatchObject({ code: 'workspace-corrupt', hint: expect.stringContaining('restore "') })

      const backup = join(folder, 'backups', listBackups(folder)[0]?.name ?? '')
      const { ok, checks } = restoreWorkspace(world.ports, { folder, file: backup, isForced: true })
      expect({ ok, faults: checks.filter((check) => !check.ok) }, where).toEqual({ ok: true, faults: [] })
      expect((await run(folder, 'companies')).json(), where).toEqual(said)
      const aside = checks.find(({ name }) => name === 'kept aside')?.detail ?? ''
      expect(readFileSync(aside).subarray(PAGE_BYTES).equals(damaged.subarray(PAGE_BYTES)), where).toBe(true)
      rmSync(folder, { recursive: true })
    }
  },
  PAGES === 0 ? 86_400_000 : PAGES * 10_000,
)

describe('after an end that was none, such as a kill,', () => {
  test('a damaged page is found before anything is written: whoever only writes is refused, and so is the next', async () => {
    const folder = copyWorkspace()
    spoil(folder, findPage('customer_raw'))
    leaveLock(folder)
    const before = readFileSync(databaseFile(folder))
    for (const argv of [['sync'], ['rebuild']]) {
      const { exitCode, error } = await run(folder, ...argv)
      expect({ exitCode, code: error().code }).toEqual({ exitCode: 1, code: 'workspace-corrupt' })
    }
    expect(readFileSync(databaseFile(folder)).equals(before)).toBe(true)
  })

  test('a console opens it to look at what can be read, says why, and writes nothing', async () => {
    const folder = copyWorkspace()
    spoil(folder, findPage('customer_raw'))
    leaveLock(folder)
    const before = readFileSync(databaseFile(folder))
    const engine = createEngine(world.ports, { folder, access: 'write', what: 'a test', pollMs: null, mayLook: true })
    expect(engine.canWrite).toBe(false)
    expect(await engine.client.workspace.describe({})).toMatchObject({
      canWrite: false,
      trouble: { code: 'workspace-corrupt', hint: expect.stringContaining('restore "') },
    })
    expect((await engine.client.companies.count({})).total).toBe(60)
    await expect(engine.client.sync.start({})).rejects.toMatchObject({ data: { code: 'workspace-corrupt' } })
    await engine.stop()
    expect(readFileSync(databaseFile(folder)).equals(before)).toBe(true)
  })

  test('a workspace without a fault is opened as ever', async () => {
    const folder = copyWorkspace()
    leaveLock(folder)
    expect((await run(folder, 'sync')).exitCode).toBe(0)
  })
})

test('damage that a question meets stops all writing, and other questions are answered', async () => {
  const folder = copyWorkspace()
  spoil(folder, findPage('sync_run'))
  const engine = openQuietly(folder)
  if (engine instanceof AppError) return expect(engine.code).toBe('workspace-corrupt')
  await expect(engine.client.sync.runs({})).rejects.toMatchObject({ data: { code: 'workspace-corrupt' } })
  expect((await engine.client.workspace.describe({})).trouble).toMatchObject({ code: 'workspace-corrupt' })
  expect((await engine.client.companies.count({})).total).toBe(60)
  await expect(engine.client.sync.start({})).rejects.toMatchObject({ data: { code: 'workspace-corrupt' } })
  await engine.stop()
})

function openQuietly(folder: string) {
  try {
    return createEngine(world.ports, { folder, access: 'write', what: 'a test', pollMs: null, mayLook: true })
  } catch (error) {
    if (error instanceof AppError) return error
    throw error
  }
}

function run(folder: string, ...argv: string[]) {
  return runCommand(world.ports, ['--workspace', folder, '--json', ...argv])
}

function copyWorkspace(): string {
  const folder = mkdtempSync(join(scratch, 'w-'))
  cpSync(world.folder, folder, { recursive: true })
  return folder
}

function findPage(table: string): number {
  return world.look(({ read }) => Number(read.sqlite.prepare('select rootpage from sqlite_schema where name = ?').pluck().get(table)) - 1)
}

/** Overwrites a page, as a failing disk would. */
function spoil(folder: string, page: number): void {
  const bytes = readFileSync(databaseFile(folder))
  writeFileSync(databaseFile(folder), bytes.fill(0xa5, page * PAGE_BYTES, (page + 1) * PAGE_BYTES))
}

/** What a killed process leaves. */
function leaveLock(folder: string): void {
  const holder = { pid: NOBODY, machine: hostname(), processStart: null, what: 'serve', since: '' }
  writeFileSync(join(folder, 'workspace.lock'), JSON.stringify(holder))
}
