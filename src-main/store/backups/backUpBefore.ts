import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { invariant } from '../../../src-shared/model/assert.ts'
import type { Instant } from '../../../src-shared/model/instant.ts'
import { databaseFile } from '../databaseFile.ts'
import { openReader } from '../openReader.ts'
import { makeBackupsFolder } from './listBackups.ts'
import { DRAFT_END } from './makeBackup.ts'
import { putFile } from './putFile.ts'

/** Copies the database before a migration, which waits for it. The copy gets its name only once it was read back whole. */
export function backUpBefore(folder: string, migration: string, now: Instant): void {
  const copy = join(makeBackupsFolder(folder), `before-${migration}-${now}.db`)
  const draft = `${copy}${DRAFT_END}`
  rmSync(draft, { force: true })
  try {
    // SQLite fills an empty file, and would make its own for others to read.
    writeFileSync(draft, '', { mode: 0o600, flag: 'wx' })
    const reader = openReader(databaseFile(folder))
    try {
      reader.sqlite.prepare('vacuum into ?').run(draft)
    } finally {
      reader.close()
    }
    const made = new Sqlite(draft, { readonly: true })
    const verdict = made.pragma('integrity_check', { simple: true })
    made.close()
    invariant(verdict === 'ok', `the backup before ${migration} is whole (${String(verdict)})`)
    invariant(putFile(draft, copy, false), `no other backup has the name ${copy}`)
  } finally {
    for (const end of ['', '-journal']) rmSync(draft + end, { force: true })
  }
}
