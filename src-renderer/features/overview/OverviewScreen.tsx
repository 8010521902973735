import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { describeError } from '../../lib/describeError.ts'
import { useEngine } from '../../lib/engine.ts'
import { usePlace } from '../../lib/place.ts'
import { useNames } from '../../lib/useNames.ts'
import { classes } from '../../ui/classes.ts'
import { ErrorState } from '../../ui/ErrorState.tsx'
import screen from '../../ui/screen.module.css'
import { Beginning } from './Beginning.tsx'
import { NearSection } from './NearSection.tsx'
import { OverviewCharts } from './OverviewCharts.tsx'
import { OverviewFigures } from './OverviewFigures.tsx'
import { OverviewHead } from './OverviewHead.tsx'
import { OverviewSkeleton } from './OverviewSkeleton.tsx'
import styles from './overview.module.css'
import { SyncSection } from './SyncSection.tsx'
import { useIsEmpty } from './useIsEmpty.ts'

/** As many as the engine lists; who has more narrows them down in Usage. */
const MOST_NEAR = 500

/** What billing staff look at first: every figure opens the list behind it. */
export function OverviewScreen() {
  const { at } = usePlace()
  const { ask } = useEngine()
  const names = useNames()
  const [isAll, setIsAll] = useState(false)
  const overview = useQuery(
    ask.overview.get.queryOptions({ input: { at, ...(isAll ? { near: MOST_NEAR } : {}) }, placeholderData: keepPreviousData }),
  )
  const isEmpty = useIsEmpty()
  const { data } = overview
  return (
    <div className={screen.screen}>
      <OverviewHead asOf={data?.asOf ?? null} at={at} />
      {isEmpty ? (
        <Beginning />
      ) : (
        <div className={styles.scroller}>
          {overview.isError && <ErrorState {...describeError(overview.error)} onRetry={() => void overview.refetch()} />}
          {(overview.isPending || isEmpty === null) && !overview.isError && <OverviewSkeleton />}
          {data && isEmpty === false && !overview.isError && (
            <div className={classes(styles.answer, overview.isPlaceholderData && screen.stale)} aria-busy={overview.isPlaceholderData}>
              <OverviewFigures overview={data} />
              <OverviewCharts movement={data.movement} payments={data.payments} />
              <div className={classes(styles.regions, styles.lower)}>
                <div className={classes(styles.region, styles.flush)}>
                  <NearSection near={data.near} names={names} isPast={at !== null} isAll={isAll} onAll={setIsAll} />
                </div>
                <div className={styles.region}>
                  <SyncSection />
                </div>
              </div>
            </div>
          )}
        </div>
      )}
    </div>
  )
}
