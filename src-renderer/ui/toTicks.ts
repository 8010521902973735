import { getNiceTickValues } from 'recharts'
import type { ChartBar, ChartLine, ChartSeries } from './chartBars.ts'

/** About so many steps there are from the lowest line to the highest, where nothing else is asked for. */
const STEPS = 4

/** The lines across a chart, zero among them, from under the lowest bar to over the highest: whole steps that are read at a glance. */
export function toTicks(
  bars: readonly ChartBar[],
  { series, line = null, steps = STEPS }: { series: readonly ChartSeries[]; line?: ChartLine | null; steps?: number },
): number[] {
  let [least, most] = [0, line?.value ?? 0]
  for (const { values } of bars) {
    const known = series.map(({ key }) => values[key] ?? 0)
    least = Math.min(least, sum(known.filter((value) => value < 0)))
    most = Math.max(most, sum(known.filter((value) => value > 0)))
  }
  if (least === 0) most = Math.max(1, most)
  const ticks = getNiceTickValues([least, most], steps + 1, false, 'snap125')
  // It gives as many as it was asked for, be they needed or not.
  const lowest = ticks.findLast((tick) => tick <= least) ?? least
  const highest = ticks.find((tick) => tick >= most) ?? most
  return ticks.filter((tick) => tick >= lowest && tick <= highest)
}

function sum(values: readonly number[]): number {
  return values.reduce((whole, value) => whole + value, 0)
}
