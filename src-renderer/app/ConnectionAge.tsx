import type { ConnectionHealth } from '../../src-shared/contract/sync.ts'
import { toIso } from '../../src-shared/model/instant.ts'
import { PROVIDER_TITLES } from '../../src-shared/model/provider.ts'
import { useNow } from '../ui/ClockContext.ts'
import { classes } from '../ui/classes.ts'
import { FRESHNESS_BOUND_MS, formatAge } from '../ui/formatAge.ts'
import { Icon } from '../ui/Icon.tsx'
import { ProviderMark } from '../ui/ProviderMark.tsx'
import styles from './app.module.css'

/** A connection's mark with the age of what it last brought; amber where that is too old or not all of it came. */
export function ConnectionAge({ connection: { provider, lastSuccessAt, state } }: { connection: ConnectionHealth }) {
  const now = useNow()
  const isLate = state !== 'in-step' || lastSuccessAt === null || now - lastSuccessAt > FRESHNESS_BOUND_MS
  const title = `${PROVIDER_TITLES[provider]}: ${state}${lastSuccessAt === null ? '' : `, synced ${toIso(lastSuccessAt)}`}`
  return (
    <span className={classes(styles.age, isLate && styles.late)} title={title}>
      <ProviderMark provider={provider} isLate={isLate} />
      {isLate && <Icon name="warn" size={12} />}
      {lastSuccessAt === null ? 'never synced' : formatAge(now - lastSuccessAt)}
    </span>
  )
}
