import type { Instant } from '../../../src-shared/model/instant.ts'
import { fromZonedInput } from '../../ui/zonedInput.ts'
import { type Day, listDays, toDay } from './listDays.ts'
import type { UsageFilter } from './usageFilter.ts'

const DAY_MS = 86_400_000
/** More bars are too thin to be pressed. */
const MOST_DAYS = 366

/** The days that are looked at: of a range those that were, else the last so many. @param last no day after its own is shown */
export function listShownDays({ range, span }: Pick<UsageFilter, 'range' | 'span'>, last: Instant, zone: string): Day[] {
  if (range === null) return listDays(last, span, zone)
  const today = toDay(last, zone)
  const to = range.to === null || range.to > today ? today : range.to
  const asked = range.from === null ? span : 1 + (Date.parse(to) - Date.parse(range.from)) / DAY_MS
  const noon = to === today ? last : (fromZonedInput(`${to}T12:00`, zone) ?? last)
  return listDays(noon, Math.min(MOST_DAYS, Math.max(1, asked)), zone)
}
