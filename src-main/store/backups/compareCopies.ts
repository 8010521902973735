import type { Check } from '../../../src-shared/contract/workspace.ts'
import type { fingerprint } from './fingerprint.ts'

type Prints = ReturnType<typeof fingerprint>

/** Whether a copy holds what it is a copy of: as many rows in every table, and the same values where they exist nowhere else. */
export function compareCopies(original: Prints, copy: Prints): Check[] {
  const tables = [...new Set([...original.keys(), ...copy.keys()])].sort()
  const uneven = tables.filter((table) => original.get(table)?.rows !== copy.get(table)?.rows)
  const precious = tables.filter((table) => original.get(table)?.digest)
  const differing = precious.filter((table) => original.get(table)?.digest !== copy.get(table)?.digest)
  const rows = [...original.values()].reduce((sum, print) => sum + print.rows, 0)
  return [
    {
      name: 'rows',
      ok: uneven.length === 0,
      detail: uneven.length === 0 ? `${rows} in ${tables.length} tables, as in the original` : `not as many in ${uneven.join(', ')}`,
    },
    {
      name: 'recorded',
      ok: differing.length === 0,
      detail:
        differing.length === 0
          ? `${precious.length} tables that exist nowhere else, value by value`
          : `not the same in ${differing.join(', ')}`,
    },
  ]
}
