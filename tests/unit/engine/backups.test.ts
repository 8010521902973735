import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { createBackups } from '../../../src-main/engine/createBackups.ts'
import { createEngine } from '../../../src-main/engine/createEngine.ts'
import { templates } from '../../../src-main/engine/templates.ts'
import { keepBackups } from '../../../src-main/startup/keepBackups.ts'
import { runStoreJob } from '../../../src-main/store/backups/runStoreJob.ts'

import { toInstant } from '../../../src-shared/model/instant.ts'
import { createFakeClock, createWorld, type World } from '../../fixtures/createWorld.ts'

const DAY_MS = 86_400_000
/** A new version of a catalog that the workspace has. */
const CHANGED_CATALOG = JSON.stringify({ ...(templates.get('trading') as object), name: 'Changed' })

describe('backups of an open workspace', () => {
  test('are made when asked for, off the engine’s thread, and listed', async () => {
    const world = await makeWorld()
    const engine = world.open()
    expect(await engine.client.backups.list({})).toEqual({ items: [], running: null, problem: null, folder: join(world.folder, 'backups') })
    const { ok, backup } = await engine.client.backups.make({})
    expect(ok).toBe(true)
    expect(backup).toMatchObject({ kind: 'asked', at: world.clock.now(), isVerified: true })
    const { items, running } = await engine.client.backups.list({})
    expect({ items, running }).toEqual({ items: [backup], running: null })
  })

  test('are made one at a time', async () => {
    const world = await makeWorld()
    const engine = world.open()
    const first = engine.client.backups.make({})
    await expect(engine.client.backups.make({})).rejects.toMatchObject({ data: { code: 'backup-running' } })
    expect((await engine.client.backups.list({})).running).toMatchObject({ kind: 'backup', step: 'copying' })
    expect((await first).ok).toBe(true)
  })

  test('are not made by an engine that may only look', async () => {
    const world = await makeWorld()
    const reader = world.open({ access: 'read' })
    await expect(reader.client.backups.make({})).rejects.toMatchObject({ data: { code: 'workspace-in-use' } })
    await expect(reader.client.backups.restore({ name: 'x' })).rejects.toMatchObject({ data: { code: 'workspace-in-use' } })
  })

  test('end with their engine, which leaves no half of one for long', async () => {
    const world = await makeWorld()
    const engine = world.open()
    const making = engine.client.backups.make({}).catch((error: { data: unknown }) => error.data)
    await engine.stop()
    const said = await making
    world.open()
    const left = readdirSync(join(world.folder, 'backups'))
    expect(left.filter((name) => name.includes('.part'))).toEqual([])
    expect(said).toSatisfy((what: { code?: string; ok?: boolean }) => what.code === 'backup-stopped' || what.ok === true)
  })
})

describe('the backup of the day', () => {
  test('is made once, and again when the day of the zone has changed', async () => {
    const world = await makeWorld()
    const engine = world.open()
    expect(await engine.backUpDaily()).toBeNull()
    expect(await engine.backUpDaily()).toBeNull()
    expect(await listKinds(world)).toEqual(['daily'])
    world.clock.advance(DAY_MS)
    await engine.backUpDaily()
    expect(await listKinds(world)).toEqual(['daily', 'daily'])
  })

  test('lets the oldest go, and touches no other kind', async () => {
    const world = await makeWorld()
    const backups = join(world.folder, 'backups')
    mkdirSync(backups)
    for (let day = 1; day <= 60; day++) {
      const at = new Date(world.clock.now() - day * DAY_MS).toISOString().replace('.000', '').replaceAll(':', '')
      for (const kind of ['daily', 'asked', 'replaced']) writeFileSync(join(backups, `${kind}-${at}.db`), 'x')
    }
    await world.open().backUpDaily()
    const kinds = await listKinds(world)
    expect(kinds.filter((kind) => kind === 'daily')).toHaveLength(11)
    expect(kinds.filter((kind) => kind !== 'daily')).toHaveLength(120)
  })

  test('that cannot be made is told, with what to do, and none is let go', async () => {
    const folder = (await makeWorld()).folder
    mkdirSync(join(folder, 'backups'))
    for (let day = 1; day <= 20; day++)
      writeFileSync(join(folder, 'backups', `daily-2026-10-${String(day).padStart(2, '0')}T060000Z.db`), 'x')
    const said: string[] = []
    const backups = createBackups({
      folder,
      clock: createFakeClock(),
      zone: () => 'UTC',
      announce: () => said.push('backups'),
      runJob: async () => {
        throw Object.assign(new Error('ENOSPC'), { code: 'ENOSPC' })
      },
    })
    expect(await backups.makeDue()).toMatch(/The disk is full.* Make room/)
    expect(backups.list()).toMatchObject({ problem: expect.stringContaining('Make room'), running: null })
    expect(backups.list().items).toHaveLength(20)
    expect(said.length).toBeGreaterThan(0)
  })

  test('is looked for again and again while a host stays, and what keeps it from being made is said once', async () => {
    const clock = createFakeClock()
    const stopper = new AbortController()
    const answers = ['no room', 'no room', null, 'no room']
    const logs: string[] = []
    let asked = 0
    const engine = {
      canWrite: true,
      backUpDaily: async () => {
        asked += 1
        if (asked === answers.length) stopper.abort()
        return answers[asked - 1] ?? null
      },
    }
    await keepBackups(engine, { clock, log: (line) => logs.push(line) }, stopper.signal)
    expect(clock.waits).toEqual([60_000, 600_000, 600_000, 600_000])
    expect(logs).toEqual(['no backup: no room', 'no backup: no room'])
  })

  test('is not looked for where nothing may be written', async () => {
    const clock = createFakeClock()
    const engine = { canWrite: false, backUpDaily: async () => null }
    await keepBackups(engine, { clock, log: () => {} }, new AbortController().signal)
    expect(clock.waits).toEqual([])
  })
})

describe('a restore in the console', () => {
  test('puts the workspace back to its backup, keeps what it replaces, and has another engine started', async () => {
    const world = await makeWorld()
    const [first] = [world.open()]
    const { backup } = await first.client.backups.make({})
    expect(await first.client.catalogs.import({ text: CHANGED_CATALOG })).toMatchObject({ isNew: true, entry: { version: 2 } })
    await first.stop()
    let replaced = 0
    const engine = createEngine(world.ports, {
      folder: world.folder,
      access: 'write',
      what: 'a test',
      pollMs: null,
      onReplaced: () => (replaced += 1),
    })
    const answer = await engine.client.backups.restore({ name: backup?.name ?? '' })
    expect(answer).toMatchObject({ ok: true, keptAs: expect.stringContaining('replaced-') })
    await new Promise((resolve) => setImmediate(resolve))
    expect(replaced).toBe(1)
    await engine.stop()
    const next = world.open()
    expect((await next.client.catalogs.list({})).items.find(({ product }) => product === 'trading')?.version).toBe(1)
    expect(existsSync(answer.keptAs ?? '')).toBe(true)
    expect((await next.client.workspace.examine({})).ok).toBe(true)
  })

  test('of one that is damaged says what is wrong, and everything goes on as before', async () => {
    const world = await makeWorld()
    const engine = world.open()
    const { backup } = await engine.client.backups.make({})
    writeFileSync(join(world.folder, 'backups', backup?.name ?? ''), 'x'.repeat(10_000))
    const answer = await engine.client.backups.restore({ name: backup?.name ?? '' })
    expect(answer).toMatchObject({ ok: false, keptAs: null, checks: [{ name: 'backup', ok: false }] })
    expect((await engine.client.workspace.describe({})).trouble).toBeNull()
    expect(await engine.client.catalogs.import({ text: CHANGED_CATALOG })).toMatchObject({ isNew: true })
  })

  test.each(['nothing.db', '../tierdesk.db', '/etc/passwd', '..', 'tierdesk.db-wal'])(
    'takes no path, and no name that is not listed: %s',
    async (name) => {
      const world = await makeWorld()
      await expect(world.open().client.backups.restore({ name })).rejects.toMatchObject({ data: { code: 'backup-missing' } })
    },
  )
})

test('a job whose thread dies is told as one that was stopped', async () => {
  const stopper = new AbortController()
  const job = runStoreJob({ kind: 'restore', folder: '/nowhere', file: '/nowhere/x', at: toInstant(0) }, () => {}, stopper.signal)
  stopper.abort()
  await expect(job).rejects.toMatchObject({ code: expect.stringMatching(/backup-stopped|file-unreadable/) })
  await expect(
    runStoreJob({ kind: 'restore', folder: '/nowhere', file: '/nowhere/x', at: toInstant(0) }, () => {}, stopper.signal),
  ).rejects.toMatchObject({
    code: 'backup-stopped',
  })
})

async function makeWorld(): Promise<World> {
  const world = await createWorld()
  onTestFinished(() => world.end())
  return world
}

async function listKinds(world: World): Promise<string[]> {
  const reader = world.open({ access: 'read' })
  return (await reader.client.backups.list({})).items.map(({ kind }) => kind)
}
