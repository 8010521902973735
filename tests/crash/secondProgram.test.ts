import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildIfStale } from '../../scripts/build.js'

const PROGRAM = join(import.meta.dirname, '..', '..', 'out', 'main', 'tierdesk.js')

let scratch: string
let folder: string
let host: ChildProcess

beforeAll(async () => {
  buildIfStale()
  scratch = mkdtempSync(join(tmpdir(), 'tierdesk-second-'))
  folder = join(scratch, 'w')
  expect(run('init', '--template', 'trading').status).toBe(0)
  host = spawn(process.execPath, [PROGRAM, '--workspace', folder, 'serve', '--port', '0'], { stdio: ['ignore', 'pipe', 'ignore'] })
  await once(host.stdout as NodeJS.ReadableStream, 'data')
}, 120_000)

afterAll(() => {
  host?.kill('SIGKILL')
  rmSync(scratch, { recursive: true, force: true })
})

describe('beside a console that has the workspace open', () => {
  test.each([[['serve', '--port', '0']], [['rebuild']], [['restore', 'held.db', '--force']]])(
    '%j is refused in words, and names who holds it',
    (argv) => {
      if (argv[0] === 'restore') run('backup', join(scratch, 'held.db'), '--force')
      const { status, stderr } = run(...argv.map((word) => (word === 'held.db' ? join(scratch, word) : word)))
      const said = JSON.parse(stderr.trim().split('\n').at(-1) ?? '') as { error: { code: string; message: string; hint: string } }
      expect({ status, code: said.error.code }).toEqual({ status: 1, code: 'workspace-in-use' })
      expect(said.error.message).toContain(`serve (process ${host.pid} on`)
      expect(said.error.hint).toContain('Close it there')
    },
  )

  test.each([['status'], ['companies'], ['doctor'], ['backup']])('%s works', (command) => {
    const words = command === 'backup' ? ['backup', join(scratch, 'beside.db')] : [command]
    expect(run(...words).status).toBe(0)
    if (command === 'backup') expect(existsSync(join(scratch, 'beside.db'))).toBe(true)
  })

  test('killed, it leaves a workspace that the next one takes over', async () => {
    host.kill('SIGKILL')
    await once(host, 'exit')
    expect(run('rebuild').status).toBe(0)
    expect(run('doctor').status).toBe(0)
  })
})

function run(...argv: string[]) {
  return spawnSync(process.execPath, [PROGRAM, '--workspace', folder, '--json', ...argv], { encoding: 'utf8' })
}
