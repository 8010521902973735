import type { Instant } from '../../../src-shared/model/instant.ts'
import { findAsOf, useHealth } from '../../lib/useHealth.ts'
import { Age } from '../../ui/Age.tsx'
import { formatLongDay } from '../../ui/formatDay.ts'
import { InstantText } from '../../ui/InstantText.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import screen from '../../ui/screen.module.css'
import { useZone } from '../../ui/ZoneContext.ts'
import styles from './overview.module.css'
import { ProposedLink } from './ProposedLink.tsx'

/** The day that is looked at, and as of when its figures are. @param asOf null until they are there */
export function OverviewHead({ asOf, at }: { asOf: Instant | null; at: Instant | null }) {
  const zone = useZone()
  const connections = useHealth().data?.connections ?? []
  return (
    <PageHead title="Overview" tools={at === null && asOf !== null && <ProposedLink />}>
      {asOf !== null && zone !== null && <span className={styles.day}>{formatLongDay(asOf, zone)}</span>}
      {at !== null && (
        <span className={screen.asOf}>
          as of <InstantText at={at} look="moment" />
        </span>
      )}
      {at === null && connections.length > 0 && <Age at={findAsOf(connections)} look="as-of" />}
    </PageHead>
  )
}
