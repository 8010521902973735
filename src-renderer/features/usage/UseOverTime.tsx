import { describeError } from '../../lib/describeError.ts'
import type { ChosenCompany } from '../../lib/useChosenCompany.ts'
import type { Names } from '../../lib/useNames.ts'
import { usePictureSource } from '../../lib/usePictureSource.ts'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { Section } from '../../ui/Section.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { usePictureNotes } from '../../ui/usePictureNotes.ts'
import { DayChart } from './DayChart.tsx'
import { LimitNote } from './LimitNote.tsx'
import type { Day } from './listDays.ts'
import { toDayPoints } from './toDayPoints.ts'
import styles from './usage.module.css'
import { findLimitLine, useCompanyUse } from './useCompanyUse.ts'
import type { useUseSeries } from './useUseSeries.ts'

interface UseOverTimeProps {
  product: string
  metric: string
  company: ChosenCompany | null
  names: Names
  series: ReturnType<typeof useUseSeries>['series']
  days: readonly Day[]
  chosen: string | null
  onPress: (day: string) => void
  onBrush: (from: string, to: string) => void
}

/** What was used on each day, by endpoint or by part. */
export function UseOverTime({ product, metric, company, names, series, days, chosen, onPress, onBrush }: UseOverTimeProps) {
  const { use, isMember } = useCompanyUse({ product, metric, company: company?.id ?? null })
  const name = names.metric(product, metric)
  const notes = usePictureNotes(usePictureSource())
  const { data } = series
  const { groups, points } = toDayPoints(data?.items ?? [], days, name)
  const isStock = data?.kind === 'stock'
  const isGrouped = data?.items.some(({ group }) => group !== null) ?? false
  // Some are counted by the day by their very name.
  const isNamedByDay = / per day$/i.test(name)
  const title = `${name}${isNamedByDay ? '' : ' by day'}${isGrouped ? ` and ${isStock ? 'part' : 'endpoint'}` : ''}`
  return (
    <div className={styles.chart}>
      <Section
        title={title}
        note={
          company === null ? (
            'All companies together'
          ) : (
            <LimitNote company={company.name} use={use} isMember={isMember} product={names.product(product)} />
          )
        }
      >
        {series.isError && <ErrorState {...describeError(series.error)} onRetry={() => void series.refetch()} />}
        {series.isPending && (
          <div className={styles.plot} role="status" aria-label={`${name} by day is loading`} aria-busy="true">
            <Skeleton width="96%" />
            <Skeleton width="82%" />
            <Skeleton width="90%" />
          </div>
        )}
        {data && data.items.length === 0 && (
          <p className={styles.plot}>
            Nothing was told {company === null ? 'by anybody' : `of ${company.name}`}{' '}
            {days.length === 1 ? `on ${days[0]?.label}` : `in these ${days.length} days`}.
          </p>
        )}
        {data && data.items.length > 0 && (
          <DayChart
            series={{
              ...{ title, groups, points },
              unit: isStock ? `${name} at the end of each day` : isNamedByDay ? name : `${name} a day`,
              line: company === null ? null : findLimitLine(use),
            }}
            chosen={chosen}
            onPress={onPress}
            onBrush={onBrush}
            said={{ about: `${names.product(product)}, ${company === null ? 'all companies together' : company.name}`, notes }}
            isStale={series.isPlaceholderData}
            fileName={`usage-${product}-${metric}-by-day${company === null ? '' : `-${company.id}`}`}
          />
        )}
      </Section>
    </div>
  )
}
