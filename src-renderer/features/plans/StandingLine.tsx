import type { EntitlementAnswer } from '../../../src-shared/contract/entitlements.ts'
import type { Instant } from '../../../src-shared/model/instant.ts'
import { Age } from '../../ui/Age.tsx'
import { StandingStatus } from '../../ui/StandingStatus.tsx'
import styles from './plans.module.css'

/** How the company stands with the product, and as of when its use is, by the oldest of what was told. */
export function StandingLine({ standing }: { standing: EntitlementAnswer }) {
  const oldest = findOldest(standing)
  return (
    <>
      <StandingStatus
        status={standing.status}
        until={standing.endsAt ?? standing.period?.end ?? null}
        isEnding={standing.cancelAtPeriodEnd && standing.status === 'active'}
      />
      <span className={styles.age}>
        {oldest === null ? (
          'No usage told'
        ) : (
          <>
            Usage <Age at={oldest} look="as-of" />
          </>
        )}
      </span>
    </>
  )
}

function findOldest({ usage }: EntitlementAnswer): Instant | null {
  const told = Object.values(usage).flatMap(({ asOf }) => asOf ?? [])
  return told.reduce<Instant | null>((oldest, asOf) => (oldest === null || asOf < oldest ? asOf : oldest), null)
}
