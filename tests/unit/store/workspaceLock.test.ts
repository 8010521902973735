import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'
import Sqlite from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { findLockHolder, type LockHolder, takeWorkspaceLock } from '../../../src-main/store/workspaceLock.ts'
import { toInstant } from '../../../src-shared/model/instant.ts'
import { refusal } from './caught.ts'
import { makeFolder, NOW } from './makeStore.ts'

const FILE = 'workspace.lock'
const GUARD = 'workspace.lock.guard'
/** Linux gives out no pid beyond 2^22. */
const NOBODY = 2 ** 22 + 5
const ROUNDS = 30

describe('a lock that is held', () => {
  test('is refused to a second taker of the same process, naming who has it', () => {
    const folder = makeFolder()
    takeWorkspaceLock(folder, 'serve', NOW)
    const error = refusal(() => takeWorkspaceLock(folder, 'sync', NOW))
    expect(error.code).toBe('workspace-in-use')
    expect(error.message).toContain(`serve (process ${process.pid} on ${hostname()}, since 2026-11-21T09:00:00Z)`)
  })

  test('is refused to another process, and free when that lets go', async () => {
    const folder = makeFolder()
    const holder = await startTaker(folder, 'desktop')
    onTestFinished(() => void holder.child.kill('SIGKILL'))
    expect(await holder.take()).toBe('taken')
    const error = refusal(() => takeWorkspaceLock(folder, 'sync', NOW))
    expect(error.message).toContain(`desktop (process ${holder.child.pid} on`)
    expect(findLockHolder(folder)).toMatchObject({ pid: holder.child.pid, what: 'desktop', machine: hostname() })
    holder.child.stdin.end()
    await once(holder.child, 'exit')
    expect(findLockHolder(folder)).toBeNull()
    takeWorkspaceLock(folder, 'sync', NOW).release()
    expect(readdirSync(folder)).toEqual([])
  })

  test('leaves one file, for its owner alone, and nothing when it is let go', () => {
    const folder = makeFolder()
    const lock = takeWorkspaceLock(folder, 'serve', NOW)
    expect(readdirSync(folder)).toEqual([FILE])
    if (process.platform !== 'win32') expect(statSync(join(folder, FILE)).mode & 0o777).toBe(0o600)
    lock.release()
    expect(readdirSync(folder)).toEqual([])
  })

  test('is let go only by the one who holds it', () => {
    const folder = makeFolder()
    const lock = takeWorkspaceLock(folder, 'serve', NOW)
    plant(folder, { ...me(), what: 'another' })
    lock.release()
    expect(findLockHolder(folder)?.what).toBe('another')
  })

  test('is not let go by an earlier lock of the same process', () => {
    const folder = makeFolder()
    const first = takeWorkspaceLock(folder, 'serve', NOW)
    first.release()
    takeWorkspaceLock(folder, 'serve', toInstant(NOW + 1000))
    first.release()
    expect(findLockHolder(folder)?.what).toBe('serve')
  })
})

describe('a lock is taken over', () => {
  test('when its process was killed', async () => {
    const folder = makeFolder()
    const holder = await startTaker(folder, 'serve')
    onTestFinished(() => void holder.child.kill('SIGKILL'))
    expect(await holder.take()).toBe('taken')
    holder.child.kill('SIGKILL')
    await once(holder.child, 'exit')
    expect(existsSync(join(folder, FILE))).toBe(true)
    expect(findLockHolder(folder)).toBeNull()
    expectTaken(folder)
  })

  test.skipIf(process.platform === 'win32')('when its pid has gone to another process', () => {
    const folder = makeFolder()
    plant(folder, { ...me(), processStart: 'another start' })
    expect(findLockHolder(folder)).toBeNull()
    expectTaken(folder)
  })

  test.each([
    ['nothing', ''],
    ['no JSON', 'held by me'],
    ['half of a lock', '{"pid":12,"mach'],
    ['bytes', '\0\0\0\0'],
    ['null', 'null'],
    ['a list', '[]'],
    ['a number', '7'],
    ['no pid', JSON.stringify({ machine: hostname() })],
    ['no machine', JSON.stringify({ pid: process.pid })],
    ['a pid as text', JSON.stringify({ pid: '1', machine: hostname() })],
    ['the pid 0, which would ask our own group', JSON.stringify({ pid: 0, machine: hostname() })],
    ['the pid -1, which would ask everyone', JSON.stringify({ pid: -1, machine: hostname() })],
    ['half a pid', JSON.stringify({ pid: 1.5, machine: hostname() })],
    ['a pid beyond all pids', JSON.stringify({ pid: 1e300, machine: hostname() })],
  ])('when its file holds %s', (_, text) => {
    const folder = makeFolder()
    writeFileSync(join(folder, FILE), text)
    expect(findLockHolder(folder)).toBeNull()
    expectTaken(folder)
  })

  test('when somebody died while taking it over', () => {
    const folder = makeFolder()
    plantDead(folder)
    plantGuard(folder)
    const lock = takeWorkspaceLock(folder, 'serve', NOW)
    expect(findLockHolder(folder)?.what).toBe('serve')
    lock.release()
  })
})

describe('a lock is not taken over', () => {
  test('when it is of another machine, for nobody here can see whether that one lives', () => {
    const folder = makeFolder()
    plant(folder, { ...me(), pid: NOBODY, machine: `${hostname()}-too` })
    const before = readFileSync(join(folder, FILE), 'utf8')
    expect(refusal(() => takeWorkspaceLock(folder, 'sync', NOW)).message).toContain(`${hostname()}-too`)
    expect(readFileSync(join(folder, FILE), 'utf8')).toBe(before)
  })

  test('while somebody else is at it', () => {
    const folder = makeFolder()
    plantDead(folder)
    const other = new Sqlite(join(folder, GUARD))
    other.exec('begin exclusive')
    expect(refusal(() => takeWorkspaceLock(folder, 'sync', NOW)).code).toBe('workspace-in-use')
    other.exec('rollback').close()
    takeWorkspaceLock(folder, 'sync', NOW).release()
  })

  test('when nobody knows when its process started, and the pid lives', () => {
    const folder = makeFolder()
    plant(folder, { ...me(), processStart: null })
    expect(refusal(() => takeWorkspaceLock(folder, 'sync', NOW)).code).toBe('workspace-in-use')
  })
})

describe('20 processes that reach for the same lock', () => {
  const takers: Taker[] = []

  beforeAll(async () => {
    takers.push(...(await Promise.all(Array.from({ length: 20 }, (_, index) => startTaker('', `taker ${index}`)))))
  })

  afterAll(() => {
    for (const { child } of takers) child.kill('SIGKILL')
  })

  test.each<[what: string, prepare: (folder: string) => void]>([
    ['that nobody has', () => {}],
    ['whose holder is dead', plantDead],
    ['whose file is garbage', (folder) => writeFileSync(join(folder, FILE), 'garbage')],
    [
      'whose holder is dead, and so is the one who was taking it over',
      (folder) => {
        plantDead(folder)
        plantGuard(folder)
      },
    ],
  ])('%s: exactly one gets it, and the others are told in words', async (_, prepare) => {
    for (let round = 0; round < ROUNDS; round++) {
      const folder = makeFolder()
      prepare(folder)
      const words = await Promise.all(takers.map((taker) => taker.take(folder)))
      expect(words.filter((word) => word === 'taken')).toHaveLength(1)
      expect(new Set(words)).toEqual(new Set(['taken', 'workspace-in-use']))
      expect(findLockHolder(folder)?.pid).toBe(takers[words.indexOf('taken')]?.child.pid)
    }
  })
})

interface Taker {
  child: ChildProcessWithoutNullStreams
  /** Reaches for the lock, and says how that went. */
  take(folder?: string): Promise<string>
}

async function startTaker(folder: string, what: string): Promise<Taker> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'lockChild.ts'), what])
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]()
  await lines.next()
  return {
    child,
    take: async (other = folder) => {
      child.stdin.write(`${other}\n`)
      return (await lines.next()).value ?? 'gone'
    },
  }
}

function expectTaken(folder: string): void {
  const lock = takeWorkspaceLock(folder, 'sync', NOW)
  expect(findLockHolder(folder)).toMatchObject({ pid: process.pid, what: 'sync' })
  lock.release()
}

/** What this very process would write. */
function me(): LockHolder {
  const folder = makeFolder()
  takeWorkspaceLock(folder, 'serve', NOW)
  return JSON.parse(readFileSync(join(folder, FILE), 'utf8')) as LockHolder
}

function plant(folder: string, holder: LockHolder): void {
  writeFileSync(join(folder, FILE), JSON.stringify(holder))
}

function plantDead(folder: string): void {
  plant(folder, { ...me(), pid: NOBODY })
}

/** What a process leaves that died while it was taking over: its guard, which the system has let go. */
function plantGuard(folder: string): void {
  new Sqlite(join(folder, GUARD)).exec('create table left_over (id)').close()
}

test.runIf(process.platform === 'linux')('a holder that ended, and whose parent never asked how, holds nothing', async () => {
  const folder = makeFolder()
  // The shell's child ends when its fourth stream does, which is after the shell became a sleep that never reaps it.
  const parent = spawn('sh', ['-c', 'cat <&3 & echo $!; exec sleep 30 3<&-'], { stdio: ['ignore', 'pipe', 'ignore', 'pipe'] })
  onTestFinished(() => void parent.kill('SIGKILL'))
  const [line] = (await once(parent.stdout as Readable, 'data')) as [Buffer]
  const pid = Number(String(line).trim())
  while (readFileSync(`/proc/${parent.pid}/comm`, 'utf8').trim() !== 'sleep') await new Promise((resolve) => setImmediate(resolve))
  const release = parent.stdio[3] as Writable
  release.end()
  const readState = () => /\) (\w)/.exec(readFileSync(`/proc/${pid}/stat`, 'utf8'))?.[1]
  while (readState() !== 'Z') await new Promise((resolve) => setImmediate(resolve))
  plant(folder, { ...me(), pid, processStart: null })
  takeWorkspaceLock(folder, 'sync', NOW).release()
  expect(findLockHolder(folder)).toBeNull()
})
