import type { Check } from '../../../src-shared/contract/workspace.ts'
import type { ReadDb } from '../readDb.ts'

/** SQLite's own two checks: of every page, and of every reference. */
export function examineWhole(sqlite: ReadDb['sqlite']): Check[] {
  const damage = sqlite.pragma('integrity_check(10)') as { integrity_check: string }[]
  const isWhole = damage[0]?.integrity_check === 'ok'
  const dangling = sqlite.pragma('foreign_key_check') as unknown[]
  return [
    { name: 'database', ok: isWhole, detail: isWhole ? 'whole' : damage.map((row) => row.integrity_check).join('; ') },
    {
      name: 'references',
      ok: dangling.length === 0,
      detail: dangling.length === 0 ? 'all have their row' : `${dangling.length} have none`,
    },
  ]
}
