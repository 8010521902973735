import { keepPreviousData, skipToken, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { Instant } from '../../../src-shared/model/instant.ts'
import { useEngine } from '../../lib/engine.ts'
import { useNow } from '../../ui/ClockContext.ts'
import { useZone } from '../../ui/ZoneContext.ts'
import { type Day, toDay } from './listDays.ts'
import { listShownDays } from './listShownDays.ts'
import { endBy } from './stretch.ts'
import type { UsageFilter } from './usageFilter.ts'

interface SeriesQuestion {
  product: string
  metric: string
  company: string | null
  filter: UsageFilter
  at: Instant | null
}

const NO_DAYS: readonly Day[] = []

/** What was used on each of the days that are looked at, of one company or of all together. */
export function useUseSeries({ product, metric, company, filter, at }: SeriesQuestion) {
  const { ask } = useEngine()
  const zone = useZone()
  const now = useNow(60_000)
  // The question changes with the day, not with every minute.
  const last = at ?? now
  const today = zone === null ? null : toDay(last, zone)
  const { span, range } = filter
  // biome-ignore lint/correctness/useExhaustiveDependencies: of the instant only its day matters
  const days = useMemo(
    () => (zone === null || today === null ? NO_DAYS : listShownDays({ span, range }, last, zone)),
    [zone, today, span, range],
  )
  const first = days[0]
  const end = days.at(-1)?.end
  const series = useQuery(
    ask.usage.series.queryOptions({
      input: first && end !== undefined ? { company, metric: `${product}.${metric}`, from: first.start, to: endBy(at, end) } : skipToken,
      placeholderData: keepPreviousData,
    }),
  )
  return { series, days, today }
}
