import { Icon } from '../../ui/Icon.tsx'
import styles from './activity.module.css'

/** The rules that fired, by their ids. */
export function RuleMarks({ rules }: { rules: readonly string[] }) {
  return (
    <span className={styles.rules}>
      {rules.map((rule) => (
        <code key={rule} className={styles.rule}>
          <Icon name="rule" size={12} />
          {rule}
        </code>
      ))}
    </span>
  )
}
