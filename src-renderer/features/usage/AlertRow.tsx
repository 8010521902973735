import type { UseAlert } from '../../../src-shared/contract/usage.ts'
import { usePlace } from '../../lib/place.ts'
import { formatCount } from '../../ui/formatCount.ts'
import { Icon } from '../../ui/Icon.tsx'
import { InstantText } from '../../ui/InstantText.tsx'
import styles from './alerts.module.css'

/** Who crossed a threshold, when, and with how much. */
export function AlertRow({ alert: { company, name, percent, used, limit, at } }: { alert: UseAlert }) {
  const { go } = usePlace()
  return (
    <tr>
      <td>
        <button type="button" className={styles.company} dir="auto" title={name} onClick={() => go('company', { company })}>
          {name}
        </button>
      </td>
      <td>
        <span className={styles.threshold} data-level={percent >= 100 ? 'blocked' : percent >= 90 ? 'warn' : 'watch'}>
          <Icon name={percent >= 100 ? 'atLimit' : percent >= 90 ? 'warn' : 'watch'} size={12} />
          {percent}%
        </span>
      </td>
      <td>
        {formatCount(used)} of {formatCount(limit)}
      </td>
      <td>
        <InstantText at={at} look="moment" />
      </td>
    </tr>
  )
}
