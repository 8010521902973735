import type { PlanComparison } from '../../../src-shared/contract/plans.ts'
import { toDecimalText } from '../../../src-shared/model/money.ts'
import type { Names } from '../../lib/useNames.ts'
import { toCsv } from '../../ui/toCsv.ts'
import { type Interval, listPriceRows, type PlanRow } from './comparisonParts.ts'
import type { RowGroup } from './groupRows.ts'
import { toRowName } from './toRowName.ts'

type Cell = string | number | null

/** The comparison as it is shown: a column for each plan, and for a company also how much would be over. */
export function toComparisonCsv(
  { product, company, columns, rows }: PlanComparison,
  { groups, interval }: { groups: readonly RowGroup[]; interval: Interval | null },
  names: Names,
): string {
  const isJudged = company !== null
  const head = ['What', ...(isJudged ? ['In use'] : []), ...columns.map(({ name }) => name)]
  const lines = [...listPriceRows(rows).filter((row) => row.interval === interval), ...groups.flatMap((group) => group.rows)]
  return toCsv(
    [...head, ...(isJudged ? columns.map(({ name }) => `${name}: over by`) : [])],
    lines.map((row) => {
      const used = row.kind === 'limit' ? row.used : null
      const cells = columns.map((_, index) => toCell(row, index))
      const overages = columns.map((_, index) => (row.kind === 'limit' ? (row.cells[index]?.overage ?? null) : null))
      return [toRowName(row, product, names), ...(isJudged ? [used] : []), ...cells, ...(isJudged ? overages : [])]
    }),
  )
}

function toCell(row: PlanRow, index: number): Cell {
  switch (row.kind) {
    case 'limit':
      return row.cells[index]?.limit ?? null
    case 'feature': {
      const value = row.cells[index] ?? null
      return value === null ? 'No' : value === true ? 'Yes' : value
    }
    case 'hours': {
      const minutes = row.cells[index] ?? null
      return typeof minutes === 'number' ? `${minutes} minutes` : minutes
    }
    case 'grace-days':
      return row.cells[index] ?? null
    case 'price':
      return (row.cells[index] ?? []).map((price) => `${toDecimalText(price)} ${price.currency}`).join(' or ')
  }
}
