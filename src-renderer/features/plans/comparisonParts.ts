import type { PlanComparison } from '../../../src-shared/contract/plans.ts'

export type PlanColumn = PlanComparison['columns'][number]
export type PlanRow = PlanComparison['rows'][number]
type PriceRow = Extract<PlanRow, { kind: 'price' }>
export type LimitRow = Extract<PlanRow, { kind: 'limit' }>
export type Interval = PriceRow['interval']

export function listPriceRows(rows: readonly PlanRow[]): PriceRow[] {
  return rows.filter((row): row is PriceRow => row.kind === 'price')
}

export function findLimitRow(rows: readonly PlanRow[], metric: string): LimitRow | null {
  return rows.find((row): row is LimitRow => row.kind === 'limit' && row.metric === metric) ?? null
}
