import type { Day } from './listDays.ts'

/** One endpoint or part, in the place that its colour goes by. */
export interface UseGroup {
  key: string
  name: string
}

export interface DayPoint extends Day {
  /** By the key of the group; what nobody told is not there, and is not 0. */
  values: Readonly<Record<string, number>>
}

interface SeriesItem {
  day: string
  group: string | null
  quantity: number
}

/** No endpoint is called so: they have at least a letter. */
const UNNAMED = ''

/** The series' groups by name, those that nobody named last; and each day with what was told of it. @param whole what all is called where nobody named any */
export function toDayPoints(items: readonly SeriesItem[], days: readonly Day[], whole: string): { groups: UseGroup[]; points: DayPoint[] } {
  const keys = [...new Set(items.map(({ group }) => group ?? UNNAMED))].sort(
    (a, b) => Number(a === UNNAMED) - Number(b === UNNAMED) || a.localeCompare(b, 'en'),
  )
  const byDay = Map.groupBy(items, ({ day }) => day)
  return {
    groups: keys.map((key) => ({ key, name: key === UNNAMED ? (keys.length === 1 ? whole : 'Not named') : key })),
    points: days.map((day) => ({
      ...day,
      values: Object.fromEntries((byDay.get(day.day) ?? []).map(({ group, quantity }) => [group ?? UNNAMED, quantity])),
    })),
  }
}
