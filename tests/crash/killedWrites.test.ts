import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { openStore } from '../../src-main/store/openStore.ts'
import { takeWorkspaceLock } from '../../src-main/store/workspaceLock.ts'
import { toInstant } from '../../src-shared/model/instant.ts'
import { createRandom } from '../fixtures/createRandom.ts'
import { bundleChild } from './bundleChild.ts'
import { type PlantedFault, readLedgers } from './twoLedgers.ts'

const KILLS = Number(process.env['TIERDESK_STORM_KILLS'] ?? 6)
const PLANTED_KILLS = 40
const SEED = Number(process.env['TIERDESK_SEED'] ?? 20261121)
const MOST_ENTRIES = 60
const NOW = toInstant(Date.UTC(2026, 10, 21, 9))

const random = createRandom(SEED)

let scratch: string
let program: string

beforeAll(async () => {
  scratch = mkdtempSync(join(tmpdir(), 'tierdesk-storm-child-'))
  program = await bundleChild('stormChild.ts', scratch)
}, 60_000)
afterAll(() => rmSync(scratch, { recursive: true, force: true }))

test(
  `a storm of writes that is killed ${KILLS} times loses nothing that it said was kept, and halves nothing`,
  async () => {
    const folder = makeWorkspace()
    for (let kill = 0; kill < KILLS; kill++) expect(await killStorm(folder, 'none'), `kill ${kill}, seed ${SEED}`).toEqual([])
  },
  KILLS * 20_000,
)

test.each(['says it before it is kept', 'keeps halves'] as const)(
  'the same check finds a storm that %s',
  async (fault) => {
    const folder = makeWorkspace()
    const found: string[] = []
    for (let kill = 0; kill < PLANTED_KILLS && found.length === 0; kill++) found.push(...(await killStorm(folder, fault)))
    expect(found).not.toEqual([])
  },
  PLANTED_KILLS * 20_000,
)

/** Kills a storm after some entries. @returns what is wrong with what it leaves */
async function killStorm(folder: string, fault: PlantedFault): Promise<string[]> {
  const child = spawn(process.execPath, [program, folder, fault], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const life = 1 + Math.floor(random() * MOST_ENTRIES)
  let said = ''
  child.stdout.on('data', (chunk) => {
    said += String(chunk)
    // Between two words of a storm is wherever it is by then.
    if (said.split('\n').length > life) child.kill('SIGKILL')
  })
  await once(child, 'close')
  const kept = Number(said.slice(0, said.lastIndexOf('\n')).split('\n').at(-1))
  const lock = takeWorkspaceLock(folder, 'a test', NOW)
  expect(lock.wasLeft).toBe(true)
  const store = openStore(folder, 'write', NOW)
  try {
    const { entries, faults } = readLedgers(store)
    return entries >= kept ? faults : [...faults, `${kept} were said to be kept, and ${entries} are`]
  } finally {
    store.close()
    lock.release()
  }
}

function makeWorkspace(): string {
  const folder = mkdtempSync(join(tmpdir(), 'tierdesk-storm-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  openStore(folder, 'write', NOW).close()
  return folder
}
