import { formatCount } from '../../ui/formatCount.ts'
import { Icon } from '../../ui/Icon.tsx'
import styles from './cells.module.css'

/** What a plan grants of a feature: yes, its value, or no. */
export function FeatureText({ value }: { value: true | string | number | null }) {
  if (value === null) return <span className={styles.no}>No</span>
  if (value !== true) return typeof value === 'number' ? formatCount(value) : value
  return (
    <span className={styles.fits}>
      <Icon name="check" />
      Yes
    </span>
  )
}
