import type { HoursAnswer } from '../../src-shared/contract/hours.ts'
import { MinutesText } from '../ui/MinutesText.tsx'
import styles from './form.module.css'
import { OverageText } from './OverageText.tsx'

/** What there is now, in the order in which work takes from it. */
export function DrawOrder({ hours: { left, rollover, packs, overage } }: { hours: HoursAnswer }) {
  const live = packs.filter(({ state }) => state === 'live')
  return (
    <table className={`${styles.balance} ${styles.wide}`}>
      <thead>
        <tr>
          <th scope="col">Taken from, in this order</th>
          <th scope="col">There now</th>
        </tr>
      </thead>
      <tbody>
        <tr>
          <th scope="row">This month</th>
          <td>
            <MinutesText minutes={left} zero="dash" />
          </td>
        </tr>
        <tr>
          <th scope="row">Rollover</th>
          <td>
            <MinutesText minutes={rollover.left} zero="dash" />
          </td>
        </tr>
        {live.map((pack) => (
          <tr key={pack.ref}>
            <th scope="row">Pack {pack.ref}</th>
            <td>
              <MinutesText minutes={pack.left} />
            </td>
          </tr>
        ))}
        <tr>
          <th scope="row">Overage so far</th>
          <td>
            <OverageText minutes={overage} />
          </td>
        </tr>
      </tbody>
    </table>
  )
}
