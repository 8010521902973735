import Sqlite from 'better-sqlite3'
import { openEngineStore } from '../../../src-main/engine/openEngineStore.ts'
import { openStore } from '../../../src-main/store/openStore.ts'
import { checkWritable, makeWorkspaceFolder } from '../../../src-main/store/workspaceFolder.ts'
import { AppError } from '../../../src-shared/model/appError.ts'
import { toInstant } from '../../../src-shared/model/instant.ts'

/** Does `argv[2]` with the folder `argv[3]` as a user without rights, and says how that went. */
const [, , what = '', folder = ''] = process.argv
const NOBODY = 65_534
const now = toInstant(0)
const actions: Record<string, () => void> = {
  make: () => makeWorkspaceFolder(folder),
  check: () => checkWritable(folder),
  read: () => openStore(folder, 'read', now).close(),
  write: () => openStore(folder, 'write', now).close(),
  look: () => {
    const ask = { folder, access: 'write', what: 'a test', mayLook: true } as const
    const { store, trouble, writing } = openEngineStore({ now: () => now }, ask)
    const name = store.read.sqlite.prepare('select name from workspace').pluck().get()
    store.close()
    process.stdout.write(`${name}, ${writing === null ? 'to look' : 'to write'}, ${trouble?.code}: `)
  },
}

// Loaded while everything can still be read: a checkout may lie where nobody else may look.
new Sqlite(':memory:').close()
if (process.getuid?.() === 0) {
  process.setgroups?.([])
  process.setgid?.(NOBODY)
  process.setuid?.(NOBODY)
}

try {
  actions[what]?.()
  process.stdout.write('done')
} catch (error) {
  process.stdout.write(error instanceof AppError ? `${error.code}: ${error.message}` : String(error))
}
