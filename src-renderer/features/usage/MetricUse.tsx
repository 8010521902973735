import { useRef } from 'react'
import { usePlace } from '../../lib/place.ts'
import { useChosenCompany } from '../../lib/useChosenCompany.ts'
import type { Names } from '../../lib/useNames.ts'
import screen from '../../ui/screen.module.css'
import { useShortcut } from '../../ui/useShortcut.ts'
import { LevelStrip } from './LevelStrip.tsx'
import { NoUsage } from './NoUsage.tsx'
import { RangeField } from './RangeField.tsx'
import { Ranking } from './Ranking.tsx'
import { StretchRows } from './StretchRows.tsx'
import { toStretch } from './stretch.ts'
import { UsageAlerts } from './UsageAlerts.tsx'
import { UsageHead } from './UsageHead.tsx'
import { UsageToolbar } from './UsageToolbar.tsx'
import { UseOverTime } from './UseOverTime.tsx'
import { useRanking } from './useRanking.ts'
import { useUsageFilter } from './useUsageFilter.ts'
import { useUseSeries } from './useUseSeries.ts'

interface MetricUseProps {
  product: string
  metric: string
  names: Names
}

/** What is used of one metric: over time, against the limits, company by company, and told by whom. */
export function MetricUse({ product, metric, names }: MetricUseProps) {
  const { company: companyId, at } = usePlace()
  const { filter, narrow } = useUsageFilter(product, metric)
  const { level, range } = filter
  const company = useChosenCompany(companyId)
  const field = useRef<HTMLInputElement>(null)
  const grid = useRef<HTMLTableElement>(null)
  const { series, days, today } = useUseSeries({ product, metric, company: companyId, filter, at })
  const ranking = useRanking({ product, metric, level, at })
  const day = days.find((each) => each.day === filter.day) ?? null
  const stretch = day ? toStretch([day]) : range && toStretch(days)
  const isUntold = series.data?.items.length === 0 && range === null && companyId === null && level === null && ranking.isUntold
  useShortcut('/', () => field.current?.focus())
  useShortcut('arrowdown', () => grid.current?.focus({ preventScroll: true }))

  /** From a day to the range that it is in, and from there to all. */
  const back = () => narrow(day === null ? { range: null } : { day: null })

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Esc goes a step back, wherever in the screen the focus is
    <div
      className={screen.screen}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented || stretch === null) return
        event.preventDefault()
        back()
      }}
    >
      <UsageHead title={names.metric(product, metric)} product={names.product(product)} at={at} />
      <UsageToolbar product={product} metric={metric} company={company} names={names} companyRef={field}>
        <RangeField filter={filter} days={days} today={today} narrow={narrow} />
        <UsageAlerts product={product} metric={metric} names={names} />
      </UsageToolbar>
      {isUntold ? (
        <NoUsage product={product} metric={metric} names={names} />
      ) : (
        <>
          <UseOverTime
            product={product}
            metric={metric}
            company={company}
            names={names}
            series={series}
            days={days}
            chosen={day?.day ?? null}
            onPress={(next) => narrow({ day: next === day?.day ? null : next })}
            onBrush={(from, to) => narrow({ range: { from, to }, day: null })}
          />
          {stretch === null ? (
            <>
              {ranking.counts && <LevelStrip counts={ranking.counts} chosen={level} onChoose={(next) => narrow({ level: next })} />}
              <Ranking ranking={ranking} product={product} metric={metric} level={level} names={names} gridRef={grid} />
            </>
          ) : (
            <StretchRows
              key={companyId}
              product={product}
              metric={metric}
              company={company}
              stretch={stretch}
              name={names.metric(product, metric)}
              back={day !== null && range !== null ? 'Back to the range' : day !== null ? 'Back to all companies' : 'Clear range'}
              onBack={back}
              gridRef={grid}
            />
          )}
        </>
      )}
    </div>
  )
}
