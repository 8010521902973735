import type { HoursAnswer } from '../../../src-shared/contract/hours.ts'
import { InstantText } from '../../ui/InstantText.tsx'
import { MinutesText } from '../../ui/MinutesText.tsx'
import styles from './balance.module.css'
import parts from './parts.module.css'

const STATE_WORDS = { live: 'to', spent: 'spent, to', lapsed: 'lapsed', expired: 'expired' } as const

/** A pack that was bought, and what has become of it; of one that lapsed, the rest that was lost is struck out. */
export function PackRow({ pack: { ref, minutes, left, expiresAt, state } }: { pack: HoursAnswer['packs'][number] }) {
  const isLost = state === 'lapsed'
  return (
    <tr className={state === 'live' ? undefined : parts.gone}>
      <th scope="row" title={ref}>
        <span className={styles.key} data-part={state === 'live' ? 'pack' : 'gone'} />
        Pack{' '}
        <span className={parts.second}>
          {STATE_WORDS[state]} <InstantText at={expiresAt} look="since" />
        </span>
      </th>
      <td className={styles.of}>
        <MinutesText minutes={minutes} />
      </td>
      <td className={parts.number}>
        {isLost ? (
          <s>
            <MinutesText minutes={left} />
          </s>
        ) : (
          <MinutesText minutes={left} />
        )}
      </td>
    </tr>
  )
}
