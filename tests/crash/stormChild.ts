import { writeSync } from 'node:fs'
import { openStore } from '../../src-main/store/openStore.ts'
import { takeWorkspaceLock } from '../../src-main/store/workspaceLock.ts'
import { toInstant } from '../../src-shared/model/instant.ts'
import { type PlantedFault, readLedgers, writeEntry } from './twoLedgers.ts'

/** Writes into the workspace `argv[2]` as fast as it can, says each entry that is kept, and is killed by whoever started it. */
const [, , folder = '', fault = 'none'] = process.argv
const now = toInstant(Date.now())
takeWorkspaceLock(folder, 'a storm', now)
const store = openStore(folder, 'write', now)
for (let number = readLedgers(store).entries + 1; ; number++) {
  // Not by a stream, which would say it later.
  writeEntry(store, number, fault as PlantedFault, (kept) => writeSync(1, `${kept}\n`))
}
