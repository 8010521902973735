import type { EntitlementStatus } from '../../src-shared/model/entitlementStatus.ts'
import type { Instant } from '../../src-shared/model/instant.ts'
import { Icon } from './Icon.tsx'
import { InstantText } from './InstantText.tsx'
import type { IconName } from './iconShapes.tsx'
import styles from './StandingStatus.module.css'
import type { Tone } from './tone.ts'

interface StandingStatusProps {
  status: EntitlementStatus
  /** When what holds ends, or is renewed. */
  until?: Instant | null
  /** Set to end then. */
  isEnding?: boolean
}

const SIGNS: Record<EntitlementStatus, { icon: IconName; tone: Tone; word: string; until: string | null }> = {
  active: { icon: 'active', tone: 'ok', word: 'Active', until: null },
  trialing: { icon: 'trial', tone: 'trial', word: 'Trialing', until: 'to' },
  grace: { icon: 'grace', tone: 'watch', word: 'Grace', until: 'to' },
  paused: { icon: 'paused', tone: 'idle', word: 'Paused', until: null },
  canceled: { icon: 'canceled', tone: 'idle', word: 'Canceled', until: null },
  expired: { icon: 'expired', tone: 'idle', word: 'Expired', until: null },
  none: { icon: 'queued', tone: 'idle', word: 'No plan', until: null },
}

/** How a company stands with a product: a sign, a word, a colour. The usual state is quiet. */
export function StandingStatus({ status, until = null, isEnding = false }: StandingStatusProps) {
  const sign = isEnding ? ({ icon: 'ending', tone: 'watch', word: 'Ends', until: '' } as const) : SIGNS[status]
  return (
    <span className={styles.status} data-tone={sign.tone}>
      <Icon name={sign.icon} />
      <span className={styles.words}>
        {sign.word}
        {until !== null && sign.until !== null && (
          <span className={styles.until}>
            {' '}
            {sign.until} <InstantText at={until} look="day" />
          </span>
        )}
      </span>
    </span>
  )
}
