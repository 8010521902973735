import { PROVIDER_TITLES, type ProviderName } from '../../src-shared/model/provider.ts'
import { classes } from './classes.ts'
import styles from './ProviderMark.module.css'

const LETTERS: Record<ProviderName, string> = { stripe: 'S', paystack: 'P', mpesa: 'M' }

export function ProviderMark({ provider, isLate }: { provider: ProviderName; isLate?: boolean }) {
  return (
    <span
      className={classes(styles.mark, isLate && styles.late)}
      role="img"
      aria-label={PROVIDER_TITLES[provider]}
      title={PROVIDER_TITLES[provider]}
    >
      {LETTERS[provider]}
    </span>
  )
}
