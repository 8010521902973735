import type { Database } from 'better-sqlite3'
import type { CopyProgress } from '../../../src-shared/contract/backups.ts'
import type { Check } from '../../../src-shared/contract/workspace.ts'
import { listTables } from './fingerprint.ts'

const ROWS_BETWEEN_WORDS = 20_000

/**
 * Copies every row of our tables from a backup, by our own names of their columns.
 *
 * Nothing else of the file is taken: what somebody planted in it (a trigger, a view, a table) stays there.
 */
export function copyRows(from: Database, to: Database, onProgress: (progress: CopyProgress) => void): Check {
  const theirs = new Map(listTables(from).map(({ name, columns }) => [name, columns]))
  const ours = listTables(to)
  const lacking = ours.filter(({ name, columns }) => !columns.every((column) => theirs.get(name)?.includes(column)))
  if (lacking.length > 0)
    return { name: 'tables', ok: false, detail: `not those of its version: ${lacking.map(({ name }) => name).join(', ')}` }
  const total = ours.reduce((sum, { name }) => sum + Number(from.prepare(`select count(*) from "${name}"`).pluck().get()), 0)
  let done = 0
  for (const { name, columns } of ours) {
    // A schema may begin with rows of its own; the backup has them as they became.
    to.prepare(`delete from "${name}"`).run()
    const list = columns.map((column) => `"${column}"`).join(', ')
    const insert = to.prepare(`insert into "${name}" (${list}) values (${columns.map(() => '?').join(', ')})`)
    for (const row of from.prepare(`select ${list} from "${name}" not indexed`).raw().safeIntegers().iterate() as Iterable<unknown[]>) {
      insert.run(...row)
      done += 1
      if (done % ROWS_BETWEEN_WORDS === 0) onProgress({ step: 'copying', done, total })
    }
  }
  onProgress({ step: 'copying', done: total, total })
  return { name: 'tables', ok: true, detail: `${ours.length}, as version by version they should be` }
}
