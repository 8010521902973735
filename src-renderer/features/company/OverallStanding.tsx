import type { EntitlementStatus } from '../../../src-shared/model/entitlementStatus.ts'
import { StandingStatus } from '../../ui/StandingStatus.tsx'
import type { Tone } from '../../ui/tone.ts'
import styles from './head.module.css'
import { toOverallStanding } from './toOverallStanding.ts'

const TONES: Record<EntitlementStatus, Tone> = {
  active: 'ok',
  trialing: 'trial',
  grace: 'watch',
  paused: 'idle',
  canceled: 'idle',
  expired: 'idle',
  none: 'idle',
}

/** How a company stands over all its products, in one word. */
export function OverallStanding({ statuses }: { statuses: readonly EntitlementStatus[] }) {
  const standing = toOverallStanding(statuses)
  if (!standing) return null
  const { status, count, of } = standing
  return (
    <span className={styles.pill} data-tone={TONES[status]}>
      <StandingStatus status={status} />
      {of > 1 && (
        <span className={styles.of}>
          {count} of {of}
        </span>
      )}
    </span>
  )
}
