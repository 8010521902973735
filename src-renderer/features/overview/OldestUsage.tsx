import type { NearLimit } from '../../../src-shared/contract/overview.ts'
import { useNow } from '../../ui/ClockContext.ts'
import { FRESHNESS_BOUND_MS, formatAge } from '../../ui/formatAge.ts'
import { Icon } from '../../ui/Icon.tsx'
import styles from './overview.module.css'

/** That some of the usage is older than it should be; of what is fresh nothing is said. */
export function OldestUsage({ items }: { items: readonly NearLimit[] }) {
  const now = useNow(60_000)
  const oldest = Math.min(...items.flatMap(({ asOf }) => asOf ?? []))
  if (now - oldest <= FRESHNESS_BOUND_MS || !Number.isFinite(oldest)) return null
  return (
    <span className={styles.old}>
      <Icon name="warn" size={12} />
      oldest usage {formatAge(now - oldest)}
    </span>
  )
}
