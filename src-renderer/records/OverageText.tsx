import { Icon } from '../ui/Icon.tsx'
import { MinutesText } from '../ui/MinutesText.tsx'
import styles from './form.module.css'

/** Work that found no hours: red, with its sign. */
export function OverageText({ minutes }: { minutes: number }) {
  if (minutes === 0) return <MinutesText minutes={0} zero="dash" />
  return (
    <span className={styles.overage}>
      <Icon name="over" size={14} />
      <MinutesText minutes={minutes} />
    </span>
  )
}
