import type { UseOfMetric } from '../../../src-shared/contract/usage.ts'
import { toCsv } from '../../ui/toCsv.ts'
import { listTrendDays } from './listTrendDays.ts'

/** The trends as a file: ids over the columns, and nothing where nothing is known. */
export function toTrendsCsv(products: readonly { product: string; metrics: readonly UseOfMetric[] }[]): string {
  const { columns, days } = listTrendDays(products)
  return toCsv(
    ['Day', ...columns.map(({ product, metric }) => `${product}.${metric}`)],
    days.map(({ day, quantities }) => [day, ...quantities]),
  )
}
