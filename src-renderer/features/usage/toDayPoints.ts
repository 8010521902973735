import type { ChartBar, ChartSeries } from '../../ui/chartBars.ts'
import type { Day } from './listDays.ts'
import { toSeriesColour } from './toSeriesColour.ts'

/** A day with what was told of it, by the key of the group. What nobody told is not there, and is not 0. */
export interface DayPoint extends Day, ChartBar {}

interface SeriesItem {
  day: string
  group: string | null
  quantity: number
}

/** No endpoint is called so: they have at least a letter. */
const UNNAMED = ''

/** The series' groups by name, those that nobody named last; and each day with what was told of it. @param whole what all is called where nobody named any */
export function toDayPoints(
  items: readonly SeriesItem[],
  days: readonly Day[],
  whole: string,
): { groups: ChartSeries[]; points: DayPoint[] } {
  const keys = [...new Set(items.map(({ group }) => group ?? UNNAMED))].sort(
    (a, b) => Number(a === UNNAMED) - Number(b === UNNAMED) || a.localeCompare(b, 'en'),
  )
  const byDay = Map.groupBy(items, ({ day }) => day)
  return {
    groups: keys.map((key, index) => ({
      ...{ key, name: key === UNNAMED ? (keys.length === 1 ? whole : 'Not named') : key },
      ...toSeriesColour(index),
    })),
    points: days.map((day) => ({
      ...{ ...day, key: day.day },
      values: Object.fromEntries((byDay.get(day.day) ?? []).map(({ group, quantity }) => [group ?? UNNAMED, quantity])),
    })),
  }
}
