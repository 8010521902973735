import type { Limit } from '../../../src-shared/model/limit.ts'
import { findLimitRow, type PlanRow } from './comparisonParts.ts'
import type { Move } from './move.ts'
import { toHoursName, toRowName } from './toRowName.ts'

/** What becomes another with the move: limits, minutes, and what features are worth. */
export type Change = { key: string; name: string } & (
  | { kind: 'limit'; used: number | null; from: Limit | null; to: Limit | null }
  | { kind: 'hours'; from: Limit | null; to: Limit | null }
  | { kind: 'feature'; from: true | string | number | null; to: true | string | number | null }
)

/** What allows or grants less than before, as the check found it. */
export function listLosses({ check, comparison, names }: Move): Change[] {
  const { product, tightened, hours, reduced } = check
  return [
    ...tightened.map(({ metric, from, to }): Change => {
      const used = findLimitRow(comparison.rows, metric)?.used ?? null
      return { kind: 'limit', key: metric, name: names.metric(product, metric), used, from, to }
    }),
    ...hours.map(({ what, from, to }): Change => ({ kind: 'hours', key: what, name: toHoursName(what), from, to })),
    ...reduced.map(({ feature, from, to }): Change => ({ kind: 'feature', key: feature, name: names.feature(product, feature), from, to })),
  ]
}

/** All in which the two plans are not the same, prices aside: they stand above. */
export function listDifferences({ comparison, current, target, names, check }: Move): Change[] {
  const from = current === null ? -1 : comparison.columns.indexOf(current)
  const to = comparison.columns.indexOf(target)
  return comparison.rows.flatMap((row) => toChange(row, { from, to }, toRowName(row, check.product, names)))
}

function toChange(row: PlanRow, { from, to }: { from: number; to: number }, name: string): Change[] {
  switch (row.kind) {
    case 'limit': {
      const [before, after] = [row.cells[from]?.limit ?? null, row.cells[to]?.limit ?? null]
      return before === after ? [] : [{ kind: 'limit', key: row.metric, name, used: row.used, from: before, to: after }]
    }
    case 'feature': {
      const [before, after] = [row.cells[from] ?? null, row.cells[to] ?? null]
      return before === after ? [] : [{ kind: 'feature', key: row.feature, name, from: before, to: after }]
    }
    case 'hours': {
      const [before, after] = [row.cells[from] ?? null, row.cells[to] ?? null]
      return before === after ? [] : [{ kind: 'hours', key: row.what, name, from: before, to: after }]
    }
    case 'grace-days':
    case 'price':
      return []
  }
}
