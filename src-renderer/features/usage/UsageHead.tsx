import type { Instant } from '../../../src-shared/model/instant.ts'
import { findAsOf, useHealth } from '../../lib/useHealth.ts'
import { Age } from '../../ui/Age.tsx'
import { InstantText } from '../../ui/InstantText.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import screen from '../../ui/screen.module.css'
import styles from './usage.module.css'

/** @param title the metric's name */
export function UsageHead({ title, product, at }: { title: string; product: string; at: Instant | null }) {
  const connections = useHealth().data?.connections ?? []
  return (
    <PageHead title={title}>
      <span className={styles.product}>{product}</span>
      {at !== null && (
        <span className={screen.asOf}>
          as of <InstantText at={at} look="moment" />
        </span>
      )}
      {at === null && connections.length > 0 && <Age at={findAsOf(connections)} look="as-of" />}
    </PageHead>
  )
}
