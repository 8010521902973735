import { type Instant, toIso } from '../../src-shared/model/instant.ts'
import styles from './Age.module.css'
import { useNow } from './ClockContext.ts'
import { classes } from './classes.ts'
import { FRESHNESS_BOUND_MS, formatAge } from './formatAge.ts'
import { Icon } from './Icon.tsx'
import { InstantText } from './InstantText.tsx'

/** As of when a figure is, and whether that is too long ago. Null: never seen. */
export function Age({ at, look }: { at: Instant | null; look: 'ago' | 'as-of' }) {
  const now = useNow()
  if (at === null) {
    return (
      <span className={classes(styles.age, styles.old)}>
        <Icon name="unknown" size={12} />
        never synced
      </span>
    )
  }
  const isOld = now - at > FRESHNESS_BOUND_MS
  return (
    <span className={classes(styles.age, isOld && styles.old)}>
      {isOld && <Icon name="warn" size={12} />}
      {look === 'ago' ? (
        <time dateTime={toIso(at)} title={toIso(at)}>
          {formatAge(now - at)}
        </time>
      ) : (
        <span>
          as of <InstantText at={at} look="clock" />
        </span>
      )}
    </span>
  )
}
