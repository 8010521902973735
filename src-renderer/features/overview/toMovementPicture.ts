import type { RevenueMonth } from '../../../src-shared/contract/overview.ts'
import type { ChartPicture } from '../../ui/chartPicture.ts'
import { formatMonthOfYear } from '../../ui/formatDay.ts'
import { formatMoney } from '../../ui/formatMoney.ts'
import { toTicks } from '../../ui/toTicks.ts'
import { formatChange, formatRoughly } from './formatChange.ts'
import { MOVEMENT_SERIES } from './movementSeries.ts'
import { toMovementBars } from './toMovementBars.ts'
import { toNet } from './toNet.ts'

/** The movement for a file. Its months have their years: the page around it, which says the day, stays behind. */
export function toMovementPicture(months: readonly RevenueMonth[], currency: string, notes: readonly string[]): ChartPicture {
  const bars = toMovementBars(months, currency)
  const last = months.at(-1)
  return {
    ...{ title: 'MRR movement by month', unit: currency, axis: 'Month', line: null, notes },
    about: last
      ? `${currency}, ${formatChange({ amount: toNet(last, currency), currency })} in ${formatMonthOfYear(last.month)}, to ${formatMoney({ amount: last.end, currency })}`
      : currency,
    groups: MOVEMENT_SERIES,
    bars: months.map((month) => ({ label: formatMonthOfYear(month.month), values: MOVEMENT_SERIES.map(({ key }) => month[key]) })),
    stroke: { name: 'Net', values: months.map((month) => toNet(month, currency)) },
    scale: toTicks(bars, { series: MOVEMENT_SERIES, steps: 5 }).map((value) => ({
      value,
      label: formatRoughly({ amount: value, currency }, 'change'),
    })),
  }
}
