import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { linkSync, readFileSync, renameSync, rmSync, unlinkSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { AppError } from '../../src-shared/model/appError.ts'
import { type Instant, toIso } from '../../src-shared/model/instant.ts'
import { checkRuntime } from './checkRuntime.ts'

const FILE = 'workspace.lock'
const TAKE_OVER_GUARD = 'workspace.lock.guard'

/** Who holds a workspace for writing. */
export interface LockHolder {
  pid: number
  /** When that process started, as its system tells it: a pid alone may have gone to another. */
  processStart: string | null
  machine: string
  /** `desktop`, `serve`, or the command. */
  what: string
  since: string
}

export interface WorkspaceLock {
  /** Whether the one before ended without letting it go: killed, or by a power cut. */
  readonly wasLeft: boolean
  release(): void
  /** Lets it go as it was found, so that the next one also hears that the last one did not end well. */
  putBack(): void
}

/**
 * Takes the one right to write in a workspace, or refuses and names who has it.
 *
 * A lock whose process is gone is taken over. One of another machine is not: whether that process lives cannot be seen from here.
 */
export function takeWorkspaceLock(folder: string, what: string, now: Instant): WorkspaceLock {
  checkRuntime()
  const file = join(folder, FILE)
  const mine: LockHolder = { pid: process.pid, processStart: readProcessStart(process.pid), machine: hostname(), what, since: toIso(now) }
  const content = JSON.stringify(mine)
  let left: string | null = null
  if (!putInPlace(file, content)) {
    const holder = readHolder(file)
    if (holder && isAlive(holder)) throw inUse(holder)
    left = takeOver(folder, file, content)
  }
  const release = () => {
    if (readText(file) === content) unlinkSync(file)
  }
  return {
    wasLeft: left !== null,
    release,
    putBack: () => {
      if (left === null) return release()
      if (readText(file) !== content) return
      const draft = `${file}.${process.pid}.${randomBytes(4).toString('hex')}`
      writeFileSync(draft, left, { mode: 0o600, flag: 'wx' })
      renameSync(draft, file)
    },
  }
}

/** Who holds the workspace now, or null. */
export function findLockHolder(folder: string): LockHolder | null {
  const holder = readHolder(join(folder, FILE))
  return holder && isAlive(holder) ? holder : null
}

/** Two processes may find the same dead holder: the guard lets one of them at a time look again and replace it. @returns what the dead one left */
function takeOver(folder: string, file: string, content: string): string | null {
  const guardFile = join(folder, TAKE_OVER_GUARD)
  writeFileSync(guardFile, '', { mode: 0o600, flag: 'a' })
  const guard = new Sqlite(guardFile, { timeout: 0 })
  try {
    guard.exec('begin exclusive')
  } catch (error) {
    guard.close()
    throw error instanceof Sqlite.SqliteError && error.code === 'SQLITE_BUSY' ? inUse(null) : error
  }
  try {
    const holder = readHolder(file)
    if (holder && isAlive(holder)) throw inUse(holder)
    const left = readText(file)
    if (left !== null) unlinkSync(file)
    if (!putInPlace(file, content)) throw inUse(readHolder(file))
    return left
  } finally {
    guard.close()
  }
}

/** Whole or not at all: a lock that is read half-written would look like nobody's. */
function putInPlace(file: string, content: string): boolean {
  const draft = `${file}.${process.pid}.${randomBytes(4).toString('hex')}`
  try {
    writeFileSync(draft, content, { mode: 0o600, flag: 'wx' })
    linkSync(draft, file)
    return true
  } catch (error) {
    if (isCode(error, 'EEXIST')) return false
    throw error
  } finally {
    rmSync(draft, { force: true })
  }
}

function readText(file: string): string | null {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    if (isCode(error, 'ENOENT')) return null
    throw error
  }
}

function readHolder(file: string): LockHolder | null {
  const text = readText(file)
  if (text === null) return null
  try {
    const holder = JSON.parse(text) as Partial<LockHolder>
    if (!Number.isInteger(holder.pid) || Number(holder.pid) < 1 || Number(holder.pid) > 2 ** 31 - 1 || typeof holder.machine !== 'string')
      return null
    return {
      pid: Number(holder.pid),
      machine: holder.machine,
      processStart: holder.processStart ?? null,
      what: holder.what ?? '',
      since: holder.since ?? '',
    }
  } catch {
    // Not JSON: no Tierdesk wrote this, so it holds nothing.
    return null
  }
}

function isAlive(holder: LockHolder): boolean {
  if (holder.machine !== hostname()) return true
  try {
    process.kill(holder.pid, 0)
  } catch (error) {
    if (isCode(error, 'ESRCH')) return false
    if (!isCode(error, 'EPERM')) throw error
  }
  if (isOnlyRemembered(holder.pid)) return false
  const start = readProcessStart(holder.pid)
  return start === null || holder.processStart === null || start === holder.processStart
}

/** A process that ended, and whose parent has not asked how: it is listed, and holds nothing any more. */
function isOnlyRemembered(pid: number): boolean {
  if (process.platform !== 'linux') return false
  const stat = readText(`/proc/${pid}/stat`)
  const state = stat?.charAt(stat.lastIndexOf(')') + 2)
  return state === 'Z' || state === 'X'
}

/** Null where the system cannot tell. */
function readProcessStart(pid: number): string | null {
  if (process.platform === 'linux') {
    const stat = readText(`/proc/${pid}/stat`)
    // The name, in brackets, may hold spaces; the start time is the 20th field after it.
    return stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null
  }
  if (process.platform === 'win32') return null
  try {
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim() || null
  } catch {
    // `ps` ends with 1 for a process that is gone.
    return null
  }
}

function inUse(holder: LockHolder | null): AppError {
  const who = holder
    ? `${holder.what || 'another Tierdesk'} (process ${holder.pid} on ${holder.machine}, since ${holder.since})`
    : 'another Tierdesk'
  return new AppError(
    'workspace-in-use',
    `The workspace is held by ${who}. Nothing was changed.`,
    holder && holder.machine !== hostname()
      ? `Close it there and try again. If that machine is gone for good, delete ${FILE} in the workspace's folder.`
      : 'Close it there and try again. Commands that only read work meanwhile.',
  )
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code
}
