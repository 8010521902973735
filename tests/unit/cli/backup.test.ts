import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { databaseFile } from '../../../src-main/store/databaseFile.ts'
import { takeWorkspaceLock } from '../../../src-main/store/workspaceLock.ts'
import type { CheckReport } from '../../../src-shared/contract/workspace.ts'
import { createWorld, type World } from '../../fixtures/createWorld.ts'
import { runCommand } from '../../fixtures/runCommand.ts'

let world: World
let scratch: string
let file: string

beforeAll(async () => {
  world = await createWorld(12)
  await world.connect()
  scratch = mkdtempSync(join(tmpdir(), 'tierdesk-backup-'))
  file = join(scratch, 'monday.db')
  await run('sync')
})

afterAll(async () => {
  rmSync(scratch, { recursive: true, force: true })
  await world.end()
})

const at = (folder: string, ...argv: string[]) => runCommand(world.ports, ['--workspace', folder, '--json', ...argv])
const run = (...argv: string[]) => at(world.folder, ...argv)

describe('backup', () => {
  test('answers with its checks, and ends with 0', async () => {
    const result = await run('backup', file)
    expect({ exitCode: result.exitCode, stderr: result.stderr }).toEqual({ exitCode: 0, stderr: '' })
    const report = result.json() as CheckReport
    expect(Object.keys(report)).toEqual(['ok', 'checks'])
    expect(report.ok).toBe(true)
    for (const check of report.checks) expect(Object.keys(check)).toEqual(['name', 'ok', 'detail'])
  })

  test('refuses a file that exists with 1, and replaces it with --force', async () => {
    const refused = await run('backup', file)
    expect(refused.exitCode).toBe(1)
    expect(refused.stdout).toBe('')
    expect(refused.error()).toMatchObject({ code: 'file-exists', hint: expect.stringContaining('--force') })
    expect((await run('backup', file, '--force')).exitCode).toBe(0)
  })

  test('works while another program holds the workspace', async () => {
    const lock = takeWorkspaceLock(world.folder, 'serve', world.clock.now())
    expect((await run('backup', file, '--force')).exitCode).toBe(0)
    lock.release()
  })

  test('without a file, and with one too many, is wrong use', async () => {
    expect((await run('backup')).exitCode).toBe(2)
    expect((await run('backup', 'a', 'b')).exitCode).toBe(2)
  })

  test('of no workspace says so', async () => {
    expect((await at(join(scratch, 'none'), 'backup', join(scratch, 'x.db'))).error().code).toBe('workspace-missing')
    expect(existsSync(join(scratch, 'x.db'))).toBe(false)
  })
})

describe('restore', () => {
  test('into a new folder makes the same workspace there', async () => {
    const folder = join(scratch, 'new')
    const result = await at(folder, 'restore', file)
    expect({ exitCode: result.exitCode, stderr: result.stderr }).toEqual({ exitCode: 0, stderr: '' })
    expect(result.json()).toMatchObject({ ok: true })
    expect((await at(folder, 'companies')).json()).toEqual((await run('companies')).json())
    expect((await at(folder, 'rebuild')).json()).toMatchObject({ ok: true })
    expect((await at(folder, 'doctor')).exitCode).toBe(0)
    expect((await at(folder, 'sync')).exitCode).toBe(0)
  })

  test('is refused where there is a workspace; with --force that one is kept aside, and can be had back', async () => {
    const folder = join(scratch, 'other')
    await at(folder, 'init', '--template', 'trading')
    const refused = await at(folder, 'restore', file)
    expect(refused.exitCode).toBe(1)
    expect(refused.error()).toMatchObject({ code: 'workspace-exists', hint: expect.stringContaining('--force') })
    expect((await at(folder, 'companies')).json()).toMatchObject({ items: [] })

    const { checks } = (await at(folder, 'restore', file, '--force')).json() as CheckReport
    const aside = checks.find(({ name }) => name === 'kept aside')?.detail ?? ''
    expect((await at(folder, 'companies')).json()).toMatchObject({ items: expect.arrayContaining([expect.anything()]) })
    expect((await at(folder, 'restore', aside, '--force')).exitCode).toBe(0)
    expect((await at(folder, 'companies')).json()).toMatchObject({ items: [] })
  })

  test('is refused while another program holds the workspace, naming it', async () => {
    const lock = takeWorkspaceLock(world.folder, 'serve', world.clock.now())
    const refused = await run('restore', file, '--force')
    expect(refused.exitCode).toBe(1)
    expect(refused.error()).toMatchObject({ code: 'workspace-in-use', message: expect.stringContaining('serve (process') })
    lock.release()
  })

  test('of what is no backup answers with the check that failed, ends with 1 and changes nothing', async () => {
    const none = join(scratch, 'notes.db')
    writeFileSync(none, 'not a database at all, but long enough to be looked at by its header')
    const before = readFileSync(databaseFile(world.folder))
    const result = await run('restore', none, '--force')
    expect(result.exitCode).toBe(1)
    expect(result.json()).toMatchObject({ ok: false, checks: [{ name: 'backup', ok: false }] })
    expect(readFileSync(databaseFile(world.folder)).equals(before)).toBe(true)
    const folder = join(scratch, 'never')
    expect((await at(folder, 'restore', none)).exitCode).toBe(1)
    expect(existsSync(folder)).toBe(false)
  })

  test('does not move in with other files', async () => {
    const folder = mkdtempSync(join(scratch, 'taken-'))
    writeFileSync(join(folder, 'diary.txt'), 'mine')
    expect((await at(folder, 'restore', file)).error().code).toBe('workspace-exists')
    expect(readdirSync(folder)).toEqual(['diary.txt'])
  })

  test.each<[what: string, spoil: (folder: string) => void]>([
    ['its database is gone', (folder) => rmSync(databaseFile(folder))],
    ['its database is empty', (folder) => writeFileSync(databaseFile(folder), '')],
    ['its database is garbage', (folder) => writeFileSync(databaseFile(folder), 'x'.repeat(50_000))],
    ['its header is spoilt', (folder) => writeFileSync(databaseFile(folder), readFileSync(databaseFile(folder)).fill(0xff, 0, 200))],
    ['its log is torn', (folder) => writeFileSync(`${databaseFile(folder)}-wal`, Buffer.alloc(5000, 7))],
  ])('makes a workspace whole again when %s, as the refusal said it would', async (_, spoil) => {
    const folder = mkdtempSync(join(scratch, 'spoilt-'))
    await at(folder, 'restore', file)
    spoil(folder)
    expect((await at(folder, 'restore', file, '--force')).exitCode).toBe(0)
    expect((await at(folder, 'companies')).json()).toEqual((await run('companies')).json())
    expect((await at(folder, 'doctor')).exitCode).toBe(0)
  })
})

test('whoever cannot open a workspace is told which backup to restore, and with which words', async () => {
  const folder = join(scratch, 'hinted')
  await at(folder, 'restore', file)
  const backup = join(folder, 'backups', 'asked-2026-11-20T090000Z.db')
  await at(folder, 'restore', file, '--force')
  await at(folder, 'backup', backup)
  writeFileSync(databaseFile(folder), 'x'.repeat(50_000))
  const { code, hint } = (await at(folder, 'companies')).error()
  expect(code).toBe('workspace-corrupt')
  expect(hint).toContain(`restore "${backup}" --force`)
  rmSync(databaseFile(folder))
  expect((await at(folder, 'companies')).error().hint).toContain(`restore "${backup}" --force`)
  const { checks } = (await at(folder, 'doctor')).json() as CheckReport
  expect(checks.find(({ name }) => name === 'workspace')?.detail).toContain(`restore "${backup}" --force`)
})
