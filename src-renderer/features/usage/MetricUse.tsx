import { useRef, useState } from 'react'
import { USE_LEVELS } from '../../../src-shared/model/useLevel.ts'
import { usePlace } from '../../lib/place.ts'
import { useChosenCompany } from '../../lib/useChosenCompany.ts'
import type { Names } from '../../lib/useNames.ts'
import { useShortcut } from '../../ui/useShortcut.ts'
import { DayRecords } from './DayRecords.tsx'
import { LevelStrip } from './LevelStrip.tsx'
import { NoUsage } from './NoUsage.tsx'
import { Ranking } from './Ranking.tsx'
import { UsageHead } from './UsageHead.tsx'
import { UsageToolbar } from './UsageToolbar.tsx'
import { UseOverTime } from './UseOverTime.tsx'
import styles from './usage.module.css'
import { useRanking } from './useRanking.ts'
import { type Span, useUseSeries } from './useUseSeries.ts'

interface MetricUseProps {
  product: string
  metric: string
  names: Names
}

/** What is used of one metric: over time, against the limits, company by company, and told by whom. */
export function MetricUse({ product, metric, names }: MetricUseProps) {
  const { company: companyId, filter, at, amend } = usePlace()
  const company = useChosenCompany(companyId)
  const level = USE_LEVELS.find((each) => each === filter) ?? null
  const [span, setSpan] = useState<Span>('30')
  const [pressed, setPressed] = useState<string | null>(null)
  const field = useRef<HTMLInputElement>(null)
  const grid = useRef<HTMLTableElement>(null)
  const { series, days } = useUseSeries({ product, metric, company: companyId, span, at })
  const ranking = useRanking({ product, metric, level, at })
  const day = days.find((each) => each.day === pressed) ?? null
  const isUntold = series.data?.items.length === 0 && companyId === null && level === null && ranking.isUntold
  useShortcut('/', () => field.current?.focus())
  useShortcut('arrowdown', () => grid.current?.focus({ preventScroll: true }))
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Esc gives the day up, wherever in the screen the focus is
    <div
      className={styles.screen}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || day === null) return
        event.preventDefault()
        setPressed(null)
      }}
    >
      <UsageHead title={names.metric(product, metric)} product={names.product(product)} at={at} />
      <UsageToolbar product={product} metric={metric} company={company} names={names} span={span} onSpan={setSpan} companyRef={field} />
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
            onPress={(next) => setPressed(next === pressed ? null : next)}
          />
          {day === null ? (
            <>
              {ranking.counts && (
                <LevelStrip counts={ranking.counts} chosen={level} onChoose={(next) => amend({ product, metric, filter: next })} />
              )}
              <Ranking ranking={ranking} product={product} metric={metric} level={level} names={names} gridRef={grid} />
            </>
          ) : (
            <DayRecords
              key={`${companyId} ${day.day}`}
              product={product}
              metric={metric}
              company={company}
              day={day}
              names={names}
              onClose={() => setPressed(null)}
              onPickCompany={() => field.current?.focus()}
            />
          )}
        </>
      )}
    </div>
  )
}
