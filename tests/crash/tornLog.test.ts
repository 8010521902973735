import { copyFileSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { databaseFile } from '../../src-main/store/databaseFile.ts'
import { openStore } from '../../src-main/store/openStore.ts'
import { toInstant } from '../../src-shared/model/instant.ts'
import { createRandom } from '../fixtures/createRandom.ts'
import { type PlantedFault, readLedgers, writeEntry } from './twoLedgers.ts'

/** In each of the four ways. */
const TEARS = Math.ceil(Number(process.env['TIERDESK_TEARS'] ?? 100) / 4)
const SEED = Number(process.env['TIERDESK_SEED'] ?? 20261121)
const ENTRIES = 30
const NOW = toInstant(Date.UTC(2026, 10, 21, 9))

/** What a power cut or a bad disk does to the end of a log. @returns from which byte on it is no longer what was written */
const WAYS: Record<string, (log: Buffer, offset: number) => { log: Buffer; from: number }> = {
  'is cut': (log, offset) => ({ log: log.subarray(0, offset), from: offset }),
  'has a flipped bit': (log, offset) => {
    const torn = Buffer.from(log)
    torn.writeUInt8((torn[offset] ?? 0) ^ (1 << (offset % 8)), offset)
    return { log: torn, from: offset }
  },
  'ends in zeros': (log, offset) => ({ log: Buffer.concat([log.subarray(0, offset), Buffer.alloc(log.length - offset)]), from: offset }),
  'ends in old bytes': (log, offset) => ({
    log: Buffer.concat([log.subarray(0, offset), log.subarray(0, log.length - offset)]),
    from: offset,
  }),
}

for (const [way, tear] of Object.entries(WAYS)) {
  test(
    `a log that ${way}, at ${TEARS} places, opens at the last entry that it holds whole`,
    () => {
      const random = createRandom(SEED)
      const written = writeLog('none')
      for (let round = 0; round < TEARS; round++) {
        const offset = Math.floor(random() * written.log.length)
        const { log, from } = tear(written.log, offset)
        const whole = written.ends.filter((end) => end <= from).length
        expect(openTorn(written.folder, log), `byte ${offset}, seed ${SEED}`).toEqual({ entries: whole, faults: [] })
      }
    },
    TEARS * 2_000,
  )
}

test('the same check finds entries that were written in halves', () => {
  const random = createRandom(SEED)
  const written = writeLog('keeps halves')
  const faults = Array.from({ length: TEARS }, () => {
    const offset = Math.floor(random() * written.log.length)
    return openTorn(written.folder, written.log.subarray(0, offset)).faults
  })
  expect(faults.flat()).not.toEqual([])
})

/** A database, its log with all entries in it, and where in the log each was on disk. */
function writeLog(fault: PlantedFault): { folder: string; log: Buffer; ends: number[] } {
  const folder = makeFolder()
  const store = openStore(folder, 'write', NOW)
  // What was there before the log is in the database.
  store.read.sqlite.pragma('wal_checkpoint(TRUNCATE)')
  const ends: number[] = []
  for (let number = 1; number <= ENTRIES; number++)
    writeEntry(store, number, fault, () => ends.push(statSync(`${databaseFile(folder)}-wal`).size))
  const copy = makeFolder()
  copyFileSync(databaseFile(folder), databaseFile(copy))
  const log = readFileSync(`${databaseFile(folder)}-wal`)
  store.close()
  expect(ends.at(-1)).toBe(log.length)
  return { folder: copy, log, ends }
}

/** Opens the database with such a log, as after a power cut: without the index, which lives in memory. */
function openTorn(folder: string, log: Buffer): ReturnType<typeof readLedgers> {
  const torn = makeFolder()
  copyFileSync(databaseFile(folder), databaseFile(torn))
  writeFileSync(`${databaseFile(torn)}-wal`, log)
  const store = openStore(torn, 'write', NOW)
  try {
    return readLedgers(store)
  } finally {
    store.close()
    rmSync(torn, { recursive: true })
  }
}

function makeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'tierdesk-torn-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}
