import type { ConflictRow, SeenRow } from '../../src-shared/contract/actions.ts'

/** What is another in a later look at the same thing. */
export function listDifferences(saw: readonly SeenRow[], now: readonly SeenRow[]): ConflictRow[] {
  const later = new Map(now.map(({ name, value }) => [name, value]))
  return saw.flatMap(({ name, label, value }) => {
    const other = later.get(name) ?? { kind: 'none' as const }
    return JSON.stringify(other) === JSON.stringify(value) ? [] : [{ name, label, saw: value, now: other }]
  })
}
