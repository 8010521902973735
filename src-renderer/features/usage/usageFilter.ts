import { USE_LEVELS, type UseLevel } from '../../../src-shared/model/useLevel.ts'
import { type DayRange, isDay, parseDayRange, writeDayRange } from '../../ui/dayRange.ts'

export const SPANS = [7, 30, 90] as const
export type Span = (typeof SPANS)[number]
const USUAL_SPAN: Span = 30

/** What of a metric is looked at. */
export interface UsageFilter {
  /** To which the companies are narrowed. */
  level: UseLevel | null
  /** So many days up to the last, where no range is chosen. */
  span: Span
  /** Of all days, these alone. */
  range: DayRange | null
  /** Whose rows are shown. */
  day: string | null
}

/** As the address has it: `warn,90d`, `2026-11-01..2026-11-14,2026-11-07`. What it does not know narrows nothing. */
export function readUsageFilter(text: string | null): UsageFilter {
  const words = text?.split(',') ?? []
  return {
    level: USE_LEVELS.find((each) => words.includes(each)) ?? null,
    span: SPANS.find((each) => words.includes(`${each}d`)) ?? USUAL_SPAN,
    range: words.map(parseDayRange).find((range) => range !== null) ?? null,
    day: words.find(isDay) ?? null,
  }
}

export function writeUsageFilter({ level, span, range, day }: UsageFilter): string | null {
  const days = range === null ? null : writeDayRange(range)
  return [level, span === USUAL_SPAN ? null : `${span}d`, days, day].filter((word) => word !== null).join(',') || null
}
