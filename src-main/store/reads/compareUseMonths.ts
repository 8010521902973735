import type { Instant } from '../../../src-shared/model/instant.ts'
import { toDayText } from '../../domain/calendar/findDay.ts'
import type { ReadDb } from '../readDb.ts'
import type { SumContext } from './recountSums.ts'

/** Of `2026-03-10` what names its month. */
const MONTH_LETTERS = -'-10'.length

type Sum = [quantity: number, told: number]

/**
 * Compares what companies used month by month with the sums of the days: all companies together come to the same.
 *
 * Whether each has its own part of it is for a rebuild to say, and for the nightly comparison: they derive company by company.
 */
export function compareUseMonths({ sqlite }: ReadDb, { zone }: SumContext): { name: string; kept: number; differences: number } {
  const months = sqlite
    .prepare('select product, metric, month, sum(quantity), sum(told), count(*) from usage_month group by product, metric, month')
    .raw()
    .all() as [product: string, metric: string, month: Instant, ...sum: Sum, rows: number][]
  const days = sqlite
    .prepare("select product, metric, day, sum(quantity), sum(told) from usage_day where kind = 'flow' group by product, metric, day")
    .raw()
    .all() as [product: string, metric: string, day: string, ...sum: Sum][]
  const left = new Map<string, Sum>()
  const add = (product: string, metric: string, day: string, [quantity, told]: Sum, sign: 1 | -1) => {
    const place = `${product}.${metric} ${day.slice(0, MONTH_LETTERS)}`
    const [sum = 0, tellings = 0] = left.get(place) ?? []
    left.set(place, [sum + sign * quantity, tellings + sign * told])
  }
  for (const [product, metric, month, quantity, told] of months) add(product, metric, toDayText(month, zone), [quantity, told], 1)
  for (const [product, metric, day, quantity, told] of days) add(product, metric, day, [quantity, told], -1)
  return {
    name: 'usage by company and month',
    kept: months.reduce((total, [, , , , , rows]) => total + rows, 0),
    differences: [...left.values()].filter(([quantity, told]) => quantity !== 0 || told !== 0).length,
  }
}
