import type { Interval, PlanRow } from './comparisonParts.ts'

export interface RowGroup {
  title: string
  rows: readonly PlanRow[]
}

interface Wish {
  /** Its prices stand in the head of the columns, the others among the terms. */
  interval: Interval | null
  isDifferenceOnly: boolean
}

/** The lines of a comparison under their heads, in the order that they are read in. */
export function groupRows(rows: readonly PlanRow[], { interval, isDifferenceOnly }: Wish): RowGroup[] {
  const shown = isDifferenceOnly ? rows.filter(isDifferent) : rows
  const groups = [
    { title: 'Limits', rows: shown.filter(({ kind }) => kind === 'limit') },
    { title: 'Features', rows: shown.filter(({ kind }) => kind === 'feature') },
    { title: 'Hours', rows: shown.filter(({ kind }) => kind === 'hours') },
    {
      title: 'Terms',
      rows: shown.filter((row) => row.kind === 'grace-days' || (row.kind === 'price' && row.interval !== interval)),
    },
  ]
  return groups.filter((group) => group.rows.length > 0)
}

function isDifferent({ cells }: PlanRow): boolean {
  return new Set(cells.map((cell) => JSON.stringify(cell))).size > 1
}
