import { keepPreviousData, skipToken, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { Instant } from '../../../src-shared/model/instant.ts'
import { toInstant } from '../../../src-shared/model/instant.ts'
import { useEngine } from '../../lib/engine.ts'
import { useNow } from '../../ui/ClockContext.ts'
import { useZone } from '../../ui/ZoneContext.ts'
import { type Day, listDays, toDay } from './listDays.ts'

export type Span = '30' | '90'

interface SeriesQuestion {
  product: string
  metric: string
  company: string | null
  span: Span
  at: Instant | null
}

const NO_DAYS: readonly Day[] = []

/** What was used on each of the last days, of one company or of all together. */
export function useUseSeries({ product, metric, company, span, at }: SeriesQuestion) {
  const { ask } = useEngine()
  const zone = useZone()
  const now = useNow(60_000)
  // The question changes with the day, not with every minute.
  const last = at ?? now
  const today = zone === null ? null : toDay(last, zone)
  // biome-ignore lint/correctness/useExhaustiveDependencies: of the instant only its day matters
  const days = useMemo(() => (zone === null || today === null ? NO_DAYS : listDays(last, Number(span), zone)), [zone, today, span])
  const first = days[0]
  const end = days.at(-1)?.end
  const series = useQuery(
    ask.usage.series.queryOptions({
      input:
        first && end !== undefined
          ? // What came after the instant asked for is not to be seen; `to` does not belong to the span.
            { company, metric: `${product}.${metric}`, from: first.start, to: at === null ? end : toInstant(at + 1) }
          : skipToken,
      placeholderData: keepPreviousData,
    }),
  )
  return { series, days }
}
