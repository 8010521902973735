import type { UseOfMetric } from '../../../src-shared/contract/usage.ts'

interface TrendColumn extends Pick<UseOfMetric, 'metric' | 'kind'> {
  product: string
}

export interface TrendDays {
  /** The metrics of which anything was ever told. */
  columns: TrendColumn[]
  /** The newest first; a quantity for each column, null on a day of which that metric's trend knows nothing. */
  days: { day: string; quantities: (number | null)[] }[]
}

/** The trends of all metrics day by day. */
export function listTrendDays(products: readonly { product: string; metrics: readonly UseOfMetric[] }[]): TrendDays {
  const told = products.flatMap(({ product, metrics }) =>
    metrics.filter(({ trend }) => trend.length > 0).map((use) => ({ product, ...use })),
  )
  const trends = told.map(({ trend }) => new Map(trend.map(({ day, quantity }) => [day, quantity])))
  const days = [...new Set(trends.flatMap((trend) => [...trend.keys()]))].sort().reverse()
  return {
    columns: told.map(({ product, metric, kind }) => ({ product, metric, kind })),
    days: days.map((day) => ({ day, quantities: trends.map((trend) => trend.get(day) ?? null) })),
  }
}
