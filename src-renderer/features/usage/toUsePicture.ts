import type { ChartLine, ChartSeries } from '../../ui/chartBars.ts'
import type { ChartPicture } from '../../ui/chartPicture.ts'
import { formatCount } from '../../ui/formatCount.ts'
import { toTicks } from '../../ui/toTicks.ts'
import type { DayPoint } from './toDayPoints.ts'

/** What a chart shows. */
export interface UseSeries {
  title: string
  /** What is counted: `API calls a day`. */
  unit: string
  groups: readonly ChartSeries[]
  points: readonly DayPoint[]
  line: ChartLine | null
}

/** The chart for a file. @param said of whom it is, and as of when: on the page that stands around it */
export function toUsePicture({ title, unit, groups, points, line }: UseSeries, said: Pick<ChartPicture, 'about' | 'notes'>): ChartPicture {
  return {
    ...{ title, unit, line, axis: 'Day', ...said },
    groups,
    bars: points.map(({ label, values }) => ({ label, values: groups.map(({ key }) => values[key] ?? null) })),
    scale: toTicks(points, { series: groups, line }).map((value) => ({ value, label: formatCount(value) })),
  }
}
