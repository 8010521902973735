import type { RevenueMonth } from '../../../src-shared/contract/overview.ts'
import type { ChartBar } from '../../ui/chartBars.ts'
import { formatMonth } from '../../ui/formatDay.ts'
import { MOVEMENT_SERIES } from './movementSeries.ts'
import { toNet } from './toNet.ts'

/** A bar a month: what was gained and lost, and what that comes to. */
export function toMovementBars(months: readonly RevenueMonth[], currency: string): ChartBar[] {
  return months.map((month) => {
    const parts = MOVEMENT_SERIES.map(({ key }) => [key, month[key]] as const)
    return { key: month.month, label: formatMonth(month.month), values: { ...Object.fromEntries(parts), net: toNet(month, currency) } }
  })
}
