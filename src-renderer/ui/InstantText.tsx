import { type Instant, toIso } from '../../src-shared/model/instant.ts'
import { useNow } from './ClockContext.ts'
import { formatInstant, type InstantStyle } from './formatInstant.ts'
import styles from './InstantText.module.css'
import { useZone } from './ZoneContext.ts'

/** An instant in the workspace's zone, with UTC on hover. */
export function InstantText({ at, look, className }: { at: Instant; look: InstantStyle; className?: string | undefined }) {
  const zone = useZone()
  // Only the day of the present matters here.
  const now = useNow(60_000)
  // In another zone it would be another time.
  if (zone === null) return <span className={styles.unknown}>–</span>
  return (
    <time className={className} dateTime={toIso(at)} title={toIso(at)}>
      {formatInstant(at, look, zone, now)}
    </time>
  )
}
