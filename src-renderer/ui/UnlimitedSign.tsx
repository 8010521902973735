import { Hidden } from './Hidden.tsx'
import { Icon } from './Icon.tsx'
import styles from './UnlimitedSign.module.css'

/** No limit, in a column of numbers: the sign alone, with its word on hover and to a reader. */
export function UnlimitedSign() {
  return (
    <span className={styles.sign} title="Unlimited">
      <Icon name="unlimited" size={14} />
      <Hidden>Unlimited</Hidden>
    </span>
  )
}
