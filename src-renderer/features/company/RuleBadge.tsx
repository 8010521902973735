import { Icon } from '../../ui/Icon.tsx'
import styles from './why.module.css'

/** The rule that fired, by its id. */
export function RuleBadge({ rule }: { rule: string }) {
  return (
    <code className={styles.rule}>
      <Icon name="rule" size={12} />
      {rule}
    </code>
  )
}
