import type { Limit } from '../../../src-shared/model/limit.ts'
import { Hidden } from '../../ui/Hidden.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { MinutesText } from '../../ui/MinutesText.tsx'
import styles from './hours.module.css'

/** What a month brings; of unlimited ones only the sign, since the word stands beside it under what is left. */
export function IncludedText({ minutes }: { minutes: Limit }) {
  if (minutes !== 'unlimited') return <MinutesText minutes={minutes} zero="dash" />
  return (
    <span className={styles.unlimited} title="Unlimited">
      <Icon name="unlimited" />
      <Hidden>Unlimited</Hidden>
    </span>
  )
}
