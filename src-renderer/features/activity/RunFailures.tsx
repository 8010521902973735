import { useInfiniteQuery } from '@tanstack/react-query'
import { describeError } from '../../lib/describeError.ts'
import { useEngine } from '../../lib/engine.ts'
import { usePlace } from '../../lib/place.ts'
import { Button } from '../../ui/Button.tsx'
import { InspectorSection } from '../../ui/Inspector.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import styles from './activity.module.css'
import { NO_FILTER, writeActivityFilter } from './activityFilter.ts'

const PAGE_ROWS = 50

/** What a run could not take, each with its reason and the way to its events. */
export function RunFailures({ run }: { run: number }) {
  const { ask } = useEngine()
  const { go } = usePlace()
  const list = useInfiniteQuery(
    ask.sync.failures.infiniteOptions({
      input: (cursor: string | null) => ({ run, limit: PAGE_ROWS, cursor }),
      initialPageParam: null as string | null,
      getNextPageParam: ({ next }) => next,
    }),
  )
  const rows = list.data?.pages.flatMap(({ items }) => items) ?? []
  return (
    <InspectorSection title="Could not be taken">
      {list.isPending && <Skeleton width="80%" />}
      {list.isError && (
        <p role="alert" className={styles.fault}>
          {describeError(list.error).title}.
        </p>
      )}
      <ul className={styles.failures}>
        {rows.map(({ ref, reason }) => (
          <li key={ref}>
            <button
              type="button"
              className={styles.failed}
              title={`Events of ${ref}`}
              onClick={() => go('activity', { filter: writeActivityFilter({ ...NO_FILTER, object: ref }) })}
            >
              {ref}
            </button>
            <span className={styles.value}>{reason}</span>
          </li>
        ))}
      </ul>
      {list.hasNextPage && (
        <Button isSmall look="ghost" isBusy={list.isFetchingNextPage} onPress={() => void list.fetchNextPage()}>
          Show more
        </Button>
      )}
    </InspectorSection>
  )
}
