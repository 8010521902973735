import { useMemo } from 'react'
import type { RevenueMonth } from '../../../src-shared/contract/overview.ts'
import { formatMonthOfYear } from '../../ui/formatDay.ts'
import { StackedBars } from '../../ui/StackedBars.tsx'
import { toTicks } from '../../ui/toTicks.ts'
import { formatChange, formatRoughly } from './formatChange.ts'
import { MovementTip } from './MovementTip.tsx'
import { MOVEMENT_SERIES } from './movementSeries.ts'
import { toMovementBars } from './toMovementBars.ts'
import { toNet } from './toNet.ts'

const HEIGHT = 238

/** Gains above zero, losses below it, the net as a stroke across. */
export function MovementChart({ months, currency }: { months: readonly RevenueMonth[]; currency: string }) {
  const bars = useMemo(() => toMovementBars(months, currency), [months, currency])
  const ticks = useMemo(() => toTicks(bars, { series: MOVEMENT_SERIES, steps: 5 }), [bars])
  const last = months.at(-1)
  if (!last) return null
  const net = { amount: toNet(last, currency), currency }
  return (
    <StackedBars
      name={`MRR movement by month in ${currency}. Net in ${formatMonthOfYear(last.month)}: ${formatChange(net)}.`}
      height={HEIGHT}
      series={MOVEMENT_SERIES}
      bars={bars}
      ticks={ticks}
      axes={{ name: 'Month', format: (amount) => formatRoughly({ amount, currency }, 'change'), labels: 12 }}
      share={0.56}
      widest={26}
      stroke={{ key: 'net', words: [formatRoughly(net, 'change'), 'net'] }}
      tip={(index) => months[index] && <MovementTip month={months[index]} currency={currency} />}
    />
  )
}
